"""The urls of letters, courts and the directory."""

from django.urls import path

from bereginya.desk.post import batch_views, court_views, file_views, finding_views, house_views, views

app_name = "post"
urlpatterns = [
    path("post/", house_views.register, name="register"),
    path("post/days/", house_views.days, name="days"),
    path("post/week/", house_views.week, name="week"),
    path("post/offices/", house_views.offices, name="offices"),
    path("post/offices/new/", house_views.new_office, name="new-office"),
    path("post/offices/<str:office>/", house_views.office, name="office"),
    path("post/templates/", house_views.shelf, name="templates"),
    path("post/templates/new/", house_views.new_template, name="new-template"),
    path("post/templates/<path:name>/sign/", house_views.sign_off, name="sign-off"),
    path("post/many/", batch_views.plan, name="batch-plan"),
    path("post/many/<slug:place>/", batch_views.show, name="batch"),
    path("post/many/<slug:place>/go/", batch_views.go, name="batch-go"),
    path("cases/<slug:folder>/letters/", views.letters, name="letters"),
    path("cases/<slug:folder>/letters/new/", views.choose, name="choose"),
    path("cases/<slug:folder>/letters/new/<path:name>/", views.write, name="write"),
    path("cases/<slug:folder>/letters/for/<str:provision>/", finding_views.choose, name="for-finding"),
    path("cases/<slug:folder>/letters/for/<str:provision>/<path:name>/", finding_views.write, name="write-for"),
    path("cases/<slug:folder>/letters/in/", views.receive, name="receive"),
    path("cases/<slug:folder>/letters/in/<slug:entry>/", views.came, name="came"),
    path("cases/<slug:folder>/letters/in/<slug:entry>/move/", views.move, name="move"),
    path("cases/<slug:folder>/letters/in/<slug:entry>/<int:number>/", file_views.show, name="came-file"),
    path("cases/<slug:folder>/letters/in/<slug:entry>/<int:number>/picture/", file_views.picture, name="came-picture"),
    path("cases/<slug:folder>/letters/in/<slug:entry>/<int:number>/play/", file_views.play, name="came-play"),
    path("cases/<slug:folder>/letters/in/<slug:entry>/<int:number>/content/", file_views.content, name="came-content"),
    path("cases/<slug:folder>/letters/<slug:entry>/", views.letter, name="letter"),
    path("cases/<slug:folder>/letters/<slug:entry>/page/", views.page, name="page"),
    path("cases/<slug:folder>/letters/<slug:entry>/pdf/", views.pdf, name="pdf"),
    path("cases/<slug:folder>/letters/<slug:entry>/docx/", views.docx, name="docx"),
    path("cases/<slug:folder>/letters/<slug:entry>/change/", views.change, name="change"),
    path("cases/<slug:folder>/letters/<slug:entry>/check/", views.check, name="check"),
    path("cases/<slug:folder>/letters/<slug:entry>/send/", views.send, name="send"),
    path("cases/<slug:folder>/letters/<slug:entry>/proof/", views.prove, name="prove"),
    path("cases/<slug:folder>/letters/<slug:entry>/settle/", views.settle, name="settle"),
    path("cases/<slug:folder>/courts/", court_views.courts, name="courts"),
    path("cases/<slug:folder>/courts/new/", court_views.new, name="new-suit"),
    path("cases/<slug:folder>/courts/<slug:entry>/", court_views.court, name="court"),
    path("cases/<slug:folder>/courts/<slug:entry>/add/<slug:what>/", court_views.add, name="court-add"),
]
