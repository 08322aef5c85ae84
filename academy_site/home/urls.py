"""Addresses of the roof."""

from django.urls import path

from academy_site.home import views

urlpatterns = [
    path("desk/", views.learner_home, name="learner_home"),
    path("styleguide/", views.style_guide, name="style_guide"),
]
