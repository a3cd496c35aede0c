"""The urls of the registers. Nobody's name stands in an address: a row is called by a keyed mark."""

from django.urls import path

from bereginya.desk.registers import case_views, reading_views, search_views, sighting_views, views

app_name = "registers"
urlpatterns = [
    path("lists/", views.listed, name="list"),
    path("lists/new/", views.new, name="new"),
    path("lists/again/", views.again, name="again"),
    path("lists/search/", search_views.search, name="search"),
    path("lists/search/<slug:number>/", search_views.found, name="found"),
    path("lists/<slug:place>/", views.register, name="register"),
    path("lists/<slug:place>/describe/", views.describe, name="describe"),
    path("lists/<slug:place>/file/", views.file, name="file"),
    path("lists/<slug:place>/read/<slug:arrived>/", reading_views.read, name="read"),
    path("lists/<slug:place>/reading/<slug:arrived>/", reading_views.reading, name="reading"),
    path("lists/<slug:place>/reading/<slug:arrived>/stop/", reading_views.stop, name="stop"),
    path("lists/<slug:place>/reading/<slug:arrived>/go-on/", reading_views.go_on, name="go-on"),
    path("lists/<slug:place>/discard/<slug:arrived>/", reading_views.discard, name="discard"),
    path("lists/<slug:place>/edition/<slug:edition>/", views.changes, name="changes"),
    path("lists/<slug:place>/people/", views.people, name="people"),
    path("lists/<slug:place>/people/<slug:holder>/", views.take_back, name="take-back-key"),
    path("lists/<slug:place>/row/<slug:row>/", search_views.row, name="row"),
    path("lists/<slug:place>/row/<slug:row>/take/", search_views.take, name="take"),
    path("lists/<slug:place>/row/<slug:row>/remove/", search_views.remove, name="remove"),
    path("lists/<slug:place>/row/<slug:row>/lift/", search_views.lift, name="lift"),
    path("lists/<slug:place>/erase/", views.erase, name="erase"),
    path("cases/<slug:folder>/traces/", case_views.traces, name="traces"),
    path("cases/<slug:folder>/traces/look/", search_views.look, name="look"),
    path("cases/<slug:folder>/traces/look/<slug:number>/", search_views.looked, name="looked"),
    path("cases/<slug:folder>/traces/sighting/", sighting_views.sight, name="sight"),
    path("cases/<slug:folder>/traces/decision/<slug:decision>/agree/", case_views.agree, name="agree"),
    path("cases/<slug:folder>/traces/decision/<slug:decision>/back/", case_views.take_back, name="take-back"),
    path("cases/<slug:folder>/traces/<slug:candidate>/", case_views.candidate_page, name="candidate"),
    path("cases/<slug:folder>/traces/<slug:candidate>/put-back/", search_views.put_back, name="put-back"),
    path("cases/<slug:folder>/traces/<slug:sighting>/clip/", sighting_views.clip, name="clip"),
    path("cases/<slug:folder>/traces/<slug:sighting>/clip/picture/", sighting_views.clip_picture, name="clip-picture"),
    path("cases/<slug:folder>/traces/<slug:sighting>/clip/play/", sighting_views.clip_play, name="clip-play"),
    path("cases/<slug:folder>/traces/<slug:sighting>/clip/content/", sighting_views.clip_content, name="clip-content"),
]
