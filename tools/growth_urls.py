"""Addresses: results, growth, aims and the plan."""

from django.urls import URLPattern, path

from tools import aim_views, growth_views, plan_views, result_views

urlpatterns: list[URLPattern] = [
    path("web/<uuid:key>/", result_views.web, name="web"),
    path("web/<uuid:key>/delete/", result_views.delete, name="delete_web"),
    path("webs/<slug:key>/growth/", growth_views.growth, name="web_growth"),
    path("webs/<slug:key>/target/", aim_views.target, name="web_target"),
    path("webs/<slug:key>/focus/", aim_views.focus, name="web_focus"),
    path("webs/<slug:key>/reminders/", aim_views.reminders, name="web_reminders"),
    path("webs/<slug:key>/plan/", plan_views.development_plan, name="development_plan"),
]
