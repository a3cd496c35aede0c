"""The urls of the law at the desk."""

from django.urls import path

from bereginya.desk.counsel import views

app_name = "counsel"
urlpatterns = [
    path("law/", views.law, name="law"),
    path("law/change/", views.change, name="change"),
    path("law/<str:name>/", views.provision, name="provision"),
    path("cases/<slug:folder>/rights/", views.rights, name="rights"),
    path("cases/<slug:folder>/rights/fact/<slug:key>/", views.fact, name="fact"),
    path("cases/<slug:folder>/rights/keep/<str:provision>/", views.keep, name="keep"),
]
