"""The urls of triage."""

from django.urls import path

from bereginya.desk.intake import file_views, views

app_name = "intake"
urlpatterns = [
    path("in/", views.requests, name="requests"),
    path("in/aside/", views.aside, name="aside"),
    path("in/new/", views.enter, name="enter"),
    path("in/words/", views.new_words_shown, name="words"),
    path("in/few/", views.few, name="few"),
    path("in/few/<slug:name>/", views.readers, name="readers"),
    path("in/<slug:folder>/", views.request, name="request"),
    path("in/<slug:folder>/sort/", views.sort, name="sort"),
    path("in/<slug:folder>/reply/", views.reply, name="reply"),
    path("in/<slug:folder>/take/", views.take, name="take"),
    path("in/<slug:folder>/pass/", views.pass_on, name="pass"),
    path("in/<slug:folder>/aside/", views.set_aside, name="set-aside"),
    path("in/<slug:folder>/reopen/", views.reopen, name="reopen"),
    path("in/<slug:folder>/words/", views.new_words, name="new-words"),
    path("in/<slug:folder>/file/<slug:entry>/", file_views.show, name="file"),
    path("in/<slug:folder>/file/<slug:entry>/picture/", file_views.picture, name="file-picture"),
    path("in/<slug:folder>/file/<slug:entry>/play/", file_views.play, name="file-play"),
    path("in/<slug:folder>/file/<slug:entry>/content/", file_views.content, name="file-content"),
]
