"""Addresses: results, growth, aims and the plan."""

from django.urls import URLPattern, path

from tools import growth_views, result_views

urlpatterns: list[URLPattern] = [
    path("web/<uuid:key>/", result_views.web, name="web"),
    path("web/<uuid:key>/delete/", result_views.delete, name="delete_web"),
    path("webs/<slug:key>/growth/", growth_views.growth, name="web_growth"),
]
