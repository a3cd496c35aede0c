"""The urls of the law at the door."""

from django.urls import path

from bereginya.desk.counsel import self_check

app_name = "law"
urlpatterns = [
    path("p/", self_check.ask, name="check"),
    path("p/<slug:language>/", self_check.ask, name="check-in"),
]
