"""Addresses: the quick web without an account."""

from django.urls import path

from tools import quick_views

urlpatterns = [
    path("webs/<slug:key>/quick/", quick_views.quick_web, name="quick_web"),
    path("webs/<slug:key>/quick/<str:seal>/", quick_views.quick_result, name="quick_result"),
    path("webs/<slug:key>/quick/<str:seal>/<int:step>/", quick_views.quick_step, name="quick_step"),
    # The web itself is posted, so that it stands in no address that is kept.
    path("webs/<slug:key>/keep/", quick_views.claim, name="claim_quick_web"),
]
