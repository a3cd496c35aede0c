"""The urls of this room. The sheet of article 122 has no form: nothing of it is kept."""

from django.urls import path

from bereginya.desk.homecoming import directory_views, telling_views, views, way_views

app_name = "homecoming"
_CASE = "cases/<slug:folder>/home/"
urlpatterns = [
    path("directory/", directory_views.listed, name="directory"),
    path("directory/<str:contact>/", directory_views.looked, name="looked"),
    path(_CASE, views.home, name="home"),
    path(_CASE + "alive/", views.lift_death, name="lift-death"),
    path(_CASE + "found/", views.find, name="find"),
    path(_CASE + "found/take/<slug:entry>/", views.take_over, name="take-over"),
    path(_CASE + "found/<slug:entry>/second/", views.second, name="second"),
    path(_CASE + "found/<slug:entry>/back/", views.take_back, name="take-back"),
    path(_CASE + "found/<slug:entry>/tell/<slug:other>/", telling_views.tell, name="tell"),
    path(_CASE + "asks/", telling_views.check, name="check"),
    path(_CASE + "asks/<slug:entry>/refuse/", telling_views.refuse, name="refuse"),
    path(_CASE + "asks/<slug:entry>/wish/", telling_views.wish, name="wish"),
    path(_CASE + "asks/<slug:entry>/wish/second/", telling_views.agree, name="agree"),
    path(_CASE + "asks/<slug:entry>/wants/", telling_views.wants, name="wants"),
    path(_CASE + "asks/<slug:entry>/still/", telling_views.still, name="still"),
    path(_CASE + "told/<slug:entry>/", telling_views.follow_up, name="follow-up"),
    path(_CASE + "way/<slug:course>/", way_views.way, name="way"),
    path(_CASE + "way/<slug:course>/begin/", way_views.begin, name="begin"),
    path(_CASE + "way/<slug:course>/leave/", way_views.leave, name="leave"),
    path(_CASE + "way/<slug:course>/print/", way_views.printed, name="print"),
    path(_CASE + "way/<slug:course>/<slug:part>/", way_views.step, name="step"),
    path(_CASE + "way/<slug:course>/<slug:part>/tick/", way_views.tick, name="tick"),
    path(_CASE + "identified/", way_views.identify, name="identify"),
    path(_CASE + "sheet/", way_views.risks, name="risks"),
    path(_CASE + "sheet/print/", way_views.sheet, name="sheet"),
]
