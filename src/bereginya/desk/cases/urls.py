"""The urls of the cases."""

from django.urls import path

from bereginya.desk.cases import file_views, views

app_name = "cases"
urlpatterns = [
    path("cases/", views.listed, name="list"),
    path("cases/mine/", views.mine, name="mine"),
    path("cases/closed/", views.closed, name="closed"),
    path("cases/erased/", views.erased, name="erased"),
    path("cases/<slug:folder>/", views.folder, name="folder"),
    path("cases/<slug:folder>/all/", views.timeline, name="timeline"),
    path("cases/<slug:folder>/sheet/", views.sheet, name="sheet"),
    path("cases/<slug:folder>/add/<slug:what>/", views.say, name="say"),
    path("cases/<slug:folder>/correct/<slug:entry>/", views.correct, name="correct"),
    path("cases/<slug:folder>/task/<slug:entry>/", views.task, name="task"),
    path("cases/<slug:folder>/need/<slug:entry>/", views.need, name="need"),
    path("cases/<slug:folder>/write/", views.write, name="write"),
    path("cases/<slug:folder>/file/", file_views.add, name="add-file"),
    path("cases/<slug:folder>/file/<slug:entry>/", file_views.show, name="file"),
    path("cases/<slug:folder>/file/<slug:entry>/picture/", file_views.picture, name="file-picture"),
    path("cases/<slug:folder>/file/<slug:entry>/play/", file_views.play, name="file-play"),
    path("cases/<slug:folder>/file/<slug:entry>/content/", file_views.content, name="file-content"),
    path("cases/<slug:folder>/file/<slug:entry>/mark/", file_views.mark, name="mark-file"),
    path("cases/<slug:folder>/people/", views.people, name="people"),
    path("cases/<slug:folder>/people/<slug:holder>/", views.take_back, name="take-back"),
    path("cases/<slug:folder>/hand-over/", views.hand_over, name="hand-over"),
    path("cases/<slug:folder>/link/", views.link, name="link"),
    path("cases/<slug:folder>/link/<slug:other>/", views.unlink, name="unlink"),
    path("cases/<slug:folder>/close/", views.close, name="close"),
    path("cases/<slug:folder>/reopen/", views.reopen, name="reopen"),
    path("cases/<slug:folder>/erase/", views.erase_folder, name="erase"),
    path("cases/<slug:folder>/erase/<slug:entry>/", views.erase_entry, name="erase-entry"),
]
