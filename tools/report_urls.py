"""Addresses: files made from webs."""

from django.urls import path

from tools import report_views

urlpatterns = [
    path("web/<uuid:key>/web.svg", report_views.web_svg, name="web_svg"),
    path("web/<uuid:key>/web.csv", report_views.web_csv, name="web_csv"),
    path("web/<uuid:key>/web.json", report_views.web_json, name="web_json"),
    path("webs/<slug:key>/reports/", report_views.web_reports, name="web_reports"),
    path("web-report/<uuid:key>/", report_views.web_report_file, name="web_report_file"),
]
