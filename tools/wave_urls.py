"""Addresses: preparing and running a school's survey waves, below `/<language>/`."""

from django.urls import include, path

from tools import lesson_views, wave_run_views as run, wave_team_views, wave_views, wave_way_views as ways

ONE = [
    path("", run.wave, name="wave"),
    path("change/", wave_views.wave_change, name="wave_change"),
    path("own-items/", wave_views.wave_own_items, name="wave_own_items"),
    path("preview/<str:role>/<str:language>/", wave_views.wave_preview, name="wave_preview"),
    path("open/", run.wave_open, name="wave_open"),
    path("extend/", run.wave_extend, name="wave_extend"),
    path("close/", run.wave_close, name="wave_close"),
    path("cancel/", run.wave_cancel, name="wave_cancel"),
    path("thresholds/", run.wave_thresholds, name="wave_thresholds"),
    path("slips/", ways.wave_slips, name="wave_slips"),
    path("slips/<uuid:pile>/", ways.wave_take_back, name="wave_take_back"),
    path("file/<uuid:key>/", ways.wave_file, name="wave_file"),
    path("letters/", ways.wave_letters, name="wave_letters"),
    path("addresses/", ways.wave_links, name="wave_links"),
    path("lesson/", lesson_views.wave_lesson_begin, name="wave_lesson_begin"),
    path("lesson/<uuid:lesson>/", lesson_views.wave_lesson, name="wave_lesson"),
    path("team/", wave_team_views.wave_team, name="wave_team"),
]
urlpatterns = [
    path("schools/<uuid:school>/survey/", wave_views.waves, name="waves"),
    path("schools/<uuid:school>/survey/new/", wave_views.wave_new, name="wave_new"),
    path("schools/<uuid:school>/survey/<uuid:wave>/", include(ONE)),
]
