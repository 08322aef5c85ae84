"""Addresses: answering a survey. Those of `anywhere` stand outside of the languages: slips hold the short one."""

from django.urls import path

from tools import survey_begin_views, survey_doors, survey_lesson_views, survey_views

_WAVE = "survey/<uuid:wave>/<str:language>/"

anywhere = [
    path("s/", survey_doors.survey_short, name="survey_short"),
    path("s/<str:code>/", survey_doors.survey_slip, name="survey_slip"),
    path(_WAVE, survey_begin_views.survey_begin, name="survey_begin"),
    path(f"{_WAVE}<int:step>/", survey_views.survey_step, name="survey_step"),
    path(f"{_WAVE}save/", survey_views.survey_save, name="survey_save"),
    path(f"{_WAVE}check/", survey_views.survey_check, name="survey_check"),
    path(f"{_WAVE}send/", survey_views.survey_send, name="survey_send"),
    path(f"{_WAVE}thanks/", survey_views.survey_thanks, name="survey_thanks"),
    path(f"{_WAVE}lesson/<str:code>/", survey_lesson_views.survey_lesson, name="survey_lesson"),
]

urlpatterns = [
    path("s/", survey_doors.survey_code, name="survey_code"),
    path("s/all/<str:token>/", survey_doors.survey_link, name="survey_link"),
    path("s/<str:code>/", survey_doors.survey_code_known, name="survey_code_known"),
]
