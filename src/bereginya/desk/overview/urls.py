"""The urls of today's page, the search and the counts. What is looked for never stands in an address."""

from django.urls import path

from bereginya.desk.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.today, name="today"),
    path("search/", views.search, name="search"),
    path("search/<slug:number>/", views.found, name="found"),
    path("counts/", views.counts, name="counts"),
    path("promise/", views.promise, name="promise"),
]
