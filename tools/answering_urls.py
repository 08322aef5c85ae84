"""Addresses: answering a web."""

from django.urls import path

from tools import answer_views, web_home_views
from tools.services.answering import NOW, THEN

urlpatterns = [
    path("webs/<slug:key>/", web_home_views.webs, name="webs"),
    path("webs/<slug:key>/start/", web_home_views.start, name="start_web"),
    path("web/draft/<uuid:key>/<int:number>/", answer_views.step, {"part": NOW}, name="web_draft"),
    path("web/draft/<uuid:key>/then/<int:number>/", answer_views.step, {"part": THEN}, name="web_draft_then"),
    path("web/draft/<uuid:key>/check/", answer_views.check, name="web_check"),
    path("web/draft/<uuid:key>/hand-in/", answer_views.hand_in_web, name="hand_in_web"),
    path("web/draft/<uuid:key>/throw-away/", web_home_views.throw_away_web, name="throw_away_web"),
    path("web/<uuid:key>/correct/", web_home_views.correct, name="correct_web"),
]
