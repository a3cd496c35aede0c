"""The urls of the guides at the door."""

from django.urls import path

from bereginya.desk.teaching import guide_views as views
from bereginya.desk.teaching import offline

app_name = "guide"
urlpatterns = [
    path("g/", views.first, name="start"),
    path("g/<slug:language>/", views.first, name="first"),
    path("g/<slug:language>/<int:number>/", views.sheet, name="sheet"),
    path("g/<slug:language>/all/", views.every, name="every"),
    path("g/<slug:language>/f/", offline.file, name="file"),
]
