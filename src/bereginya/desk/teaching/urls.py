"""The urls of the seminars at the desk."""

from django.urls import path

from bereginya.desk.teaching import views

app_name = "teaching"
urlpatterns = [
    path("seminars/", views.seminars, name="seminars"),
    path("seminars/new/", views.plan, name="plan"),
    path("seminars/questions/", views.questions, name="questions"),
    path("seminars/questions/forget/", views.forget, name="forget"),
    path("seminars/questions/<slug:entry>/", views.settle, name="settle"),
    path("seminars/<slug:entry>/", views.seminar, name="seminar"),
    path("seminars/<slug:entry>/sheets/", views.sheets, name="sheets"),
]
