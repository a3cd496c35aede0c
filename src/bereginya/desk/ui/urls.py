"""The urls of the pages that belong to no room."""

from django.urls import path

from bereginya.desk.ui import stylesheet, views

app_name = "ui"
urlpatterns = [
    path("s/<str:name>", stylesheet.serve, name="stylesheet"),
    path("language/", views.language, name="language"),
    path("about/", views.about, name="about"),
]
