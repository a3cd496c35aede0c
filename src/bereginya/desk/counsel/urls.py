"""The urls of the law at the desk."""

from django.urls import path

from bereginya.desk.counsel import views, watch_views

app_name = "counsel"
urlpatterns = [
    path("law/", views.law, name="law"),
    path("law/change/", views.change, name="change"),
    path("law/transfers/", watch_views.switch, name="transfers-switch"),
    path("law/<str:name>/", views.provision, name="provision"),
    path("cases/<slug:folder>/rights/", views.rights, name="rights"),
    path("cases/<slug:folder>/rights/fact/<slug:key>/", views.fact, name="fact"),
    path("cases/<slug:folder>/rights/keep/<str:provision>/", views.keep, name="keep"),
    path("cases/<slug:folder>/watch/", watch_views.watch, name="watch"),
    path("cases/<slug:folder>/watch/silence/", watch_views.silence, name="silence"),
    path("cases/<slug:folder>/watch/heard/", watch_views.heard, name="heard"),
    path("cases/<slug:folder>/watch/contract/", watch_views.contract, name="contract"),
    path("cases/<slug:folder>/watch/transfers/", watch_views.transfers, name="transfers"),
    path("cases/<slug:folder>/watch/place/<slug:entry>/", watch_views.place, name="place"),
]
