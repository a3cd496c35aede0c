"""The urls of the guides and of the question box at the door."""

from django.urls import path

from bereginya.desk.teaching import door_views, offline
from bereginya.desk.teaching import guide_views as views

app_name = "guide"
urlpatterns = [
    path("g/", views.first, name="start"),
    path("g/<slug:language>/", views.first, name="first"),
    path("g/<slug:language>/<int:number>/", views.sheet, name="sheet"),
    path("g/<slug:language>/all/", views.every, name="every"),
    path("g/<slug:language>/f/", offline.file, name="file"),
    path("q/", door_views.ask, name="ask"),
    path("q/k/", door_views.asked, name="asked"),
]
