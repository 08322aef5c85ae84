"""Addresses of the courses app that are not pages."""

from django.urls import path

from courses import learning_views, note_views, views

urlpatterns = [
    path("knowledge-check/<int:page_id>/<uuid:block_id>/", views.answer_check, name="knowledge_check"),
    path("learning/modules/<uuid:key>/enrol/", learning_views.enrol, name="enrol"),
    path("learning/modules/<uuid:key>/leave/", learning_views.withdraw, name="withdraw"),
    path("learning/courses/<uuid:key>/enrol/", learning_views.enrol_in_course, name="enrol_in_course"),
    path("learning/courses/<uuid:key>/leave/", learning_views.withdraw_from_course, name="withdraw_from_course"),
    path("learning/units/<uuid:key>/done/", learning_views.mark_done, name="mark_done"),
    path("learning/units/<uuid:key>/undo/", learning_views.undo_done, name="undo_done"),
    path("notes/", note_views.my_notes, name="my_notes"),
    path("notes/notes.md", note_views.export, name="export_notes"),
    path("notes/<uuid:page>/<uuid:block>/", note_views.note, name="note"),
    path("notes/<uuid:page>/<uuid:block>/aside/", note_views.aside, name="note_aside"),
    path("notes/<uuid:page>/<uuid:block>/delete/", note_views.delete, name="delete_note"),
]
