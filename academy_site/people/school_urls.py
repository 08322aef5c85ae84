"""Addresses of schools, below `/<language>/schools/`."""

from django.urls import path

from academy_site.people import school_views

urlpatterns = [
    path("schools/", school_views.schools, name="schools"),
    path("schools/<uuid:key>/", school_views.school, name="school"),
    path("schools/<uuid:key>/leave/", school_views.school, name="school_leave"),
]
