"""Addresses of the courses app that are not pages."""

from django.urls import path

from courses import views

urlpatterns = [
    path("knowledge-check/<int:page_id>/<uuid:block_id>/", views.answer_check, name="knowledge_check"),
]
