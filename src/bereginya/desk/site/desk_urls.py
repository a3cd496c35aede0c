"""The pages of the desk: for members."""

from django.urls import include, path

urlpatterns = [
    path("", include("bereginya.desk.ui.urls")),
    path("", include("bereginya.desk.members.urls")),
    path("", include("bereginya.desk.intake.urls")),
    path("", include("bereginya.desk.homecoming.urls")),
    path("", include("bereginya.desk.post.urls")),
    path("", include("bereginya.desk.registers.urls")),
    path("", include("bereginya.desk.counsel.urls")),
    path("", include("bereginya.desk.teaching.urls")),
    path("", include("bereginya.desk.cases.urls")),
    path("", include("bereginya.desk.overview.urls")),
]

handler400 = "bereginya.desk.ui.errors.malformed"
handler403 = "bereginya.desk.ui.errors.forbidden"
handler404 = "bereginya.desk.ui.errors.missing"
handler500 = "bereginya.desk.ui.errors.broken"
