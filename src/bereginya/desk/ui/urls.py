"""The urls of the pages that belong to no room."""

from django.urls import path

from bereginya.desk.ui import assets, views

app_name = "ui"
urlpatterns = [
    path("s/<str:name>", assets.serve, name="asset"),
    path("language/", views.language, name="language"),
    path("about/", views.about, name="about"),
]
