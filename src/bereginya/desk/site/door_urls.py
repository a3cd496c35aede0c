"""The pages of the door: for everybody, and never with a member's key."""

from django.urls import include, path

urlpatterns = [
    path("", include("bereginya.desk.ui.urls")),
    path("", include("bereginya.desk.intake.door_urls")),
    path("", include("bereginya.desk.counsel.door_urls")),
    path("", include("bereginya.desk.teaching.door_urls")),
]

handler400 = "bereginya.desk.ui.errors.malformed"
handler403 = "bereginya.desk.ui.errors.forbidden"
handler404 = "bereginya.desk.ui.errors.missing"
handler500 = "bereginya.desk.ui.errors.broken"
