"""Addresses: the report of a wave."""

from django.urls import path

from tools import (
    own_words_views as words,
    report_survey_focus_views as focus,
    report_survey_paper_views as paper,
    report_survey_views as views,
)

_REPORT = "schools/<uuid:school>/survey/<uuid:wave>/report/"

urlpatterns = [
    path(_REPORT, views.wave_report, name="wave_report"),
    path(f"{_REPORT}profile.<slug:kind>", views.wave_report_file, name="wave_report_file"),
    path(f"{_REPORT}focus/", focus.wave_report_focus, name="wave_report_focus"),
    path(f"{_REPORT}paper/", paper.wave_report_paper, name="wave_report_paper"),
    path(f"{_REPORT}paper/<uuid:key>/", paper.wave_report_sheet, name="wave_report_sheet"),
    path(f"{_REPORT}own-words/", words.own_words, name="own_words"),
    path(f"{_REPORT}own-words/names/", words.own_words_names, name="own_words_names"),
    path(f"{_REPORT}<slug:area>/", views.wave_report_area, name="wave_report_area"),
]
