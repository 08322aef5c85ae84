"""The rows that Wagtail holds about a person who works in the admin."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import SegmentOverride, StringTranslation

from academy_site.people.models import User

COMMENTING = "wagtail.comments."
_RELATED = {"workflow", "task", "locale", "page"}


def in_time(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows, oldest first."""
    return sorted(rows, key=lambda row: row["when"])


def settings_rows(person: User) -> tuple[QuerySet, ...]:
    """Return what the desk keeps for the person alone."""
    return (
        UserProfile.objects.filter(user=person),
        EditingSession.objects.filter(user=person).order_by("pk"),
        FormState.objects.filter(user=person).order_by("pk"),
        PageSubscription.objects.filter(user=person).select_related("page").order_by("pk"),
        APIToken.objects.filter(user=person).order_by("pk"),
        UploadedFile.objects.filter(uploaded_by_user=person).order_by("pk"),
    )


def settings_of(person: User) -> list[dict[str, Any]]:
    """Return the settings of the desk, one a row."""
    profiles, sessions, states, subscriptions, tokens, files = settings_rows(person)
    fields = [field for field in UserProfile._meta.concrete_fields if field.name not in ("id", "user")]
    found = [(field.verbose_name, field.value_to_string(profile)) for profile in profiles for field in fields]
    found += [
        (_("Page or snippet that you are editing"), f"{row.object_id}, {row.last_seen_at.isoformat()}")
        for row in sessions
    ]
    found += [(_("Form that you have not sent yet"), row.data) for row in states]
    found += [(_("Page whose comments you follow"), row.page.title) for row in subscriptions]
    found += [(_("Key for programs"), f"{row.name}, {row.created.isoformat()}") for row in tokens]
    found += [(_("Upload that you did not finish"), row.file.name) for row in files]
    return [{"what": str(what), "value": value} for what, value in found]


def work_rows(person: User) -> list[tuple[QuerySet, Any, str, str, str]]:
    """Return rows, what they are, and the attributes that say when, where and in which words."""
    pictures = get_image_model().objects.filter(uploaded_by_user=person)
    files = get_document_model().objects.filter(uploaded_by_user=person)
    strings = StringTranslation.objects.filter(last_translated_by=person)
    parts = SegmentOverride.objects.filter(last_translated_by=person)
    history = PageLogEntry.objects.filter(user=person).exclude(action__startswith=COMMENTING)
    return [
        (Page.objects.filter(owner=person), _("Page you began"), "first_published_at", "title", ""),
        (Page.objects.filter(locked_by=person), _("Page you locked"), "locked_at", "title", ""),
        (Revision.objects.filter(user=person), _("Version you saved"), "created_at", "object_str", ""),
        (history, None, "timestamp", "label", "comment"),
        (ModelLogEntry.objects.filter(user=person), None, "timestamp", "label", "comment"),
        (WorkflowState.objects.filter(requested_by=person), _("Page you submitted"), "created_at", "workflow", ""),
        (TaskState.objects.filter(finished_by=person), _("Decision you made"), "finished_at", "task", "comment"),
        (Comment.objects.filter(resolved_by=person), _("Comment you settled"), "resolved_at", "page", ""),
        (pictures, _("Picture you uploaded"), "created_at", "title", ""),
        (files, _("File you uploaded"), "created_at", "title", ""),
        (strings, _("Sentence you translated"), "updated_at", "locale", "data"),
        (parts, _("Part you set in a translation"), "updated_at", "locale", "data_json"),
    ]


def work_of(person: User) -> Iterable[dict[str, Any]]:
    """Yield what the person did on pages, pictures, translations and in workflows."""
    for rows, what, when, where, text in work_rows(person):
        for row in rows.select_related(*({where} & _RELATED)):
            yield {
                "when": getattr(row, when) or person.date_joined,
                "what": str(what or row.message),
                "where": str(getattr(row, where)),
                "text": str(getattr(row, text) or "") if text else "",
            }


def comment_rows(person: User) -> tuple[QuerySet, ...]:
    """Return comments, answers, and what the history says about them."""
    return (
        Comment.objects.filter(user=person).select_related("page"),
        CommentReply.objects.filter(user=person).select_related("comment__page"),
        PageLogEntry.objects.filter(user=person, action__startswith=COMMENTING).select_related("page"),
    )


def comments_of(person: User) -> Iterable[dict[str, Any]]:
    """Yield what the person said in comments."""
    comments, replies, said = comment_rows(person)
    for row in comments:
        yield {"when": row.created_at, "what": str(_("Comment")), "where": row.page.title, "text": row.text}
    for row in replies:
        yield {"when": row.created_at, "what": str(_("Answer")), "where": row.comment.page.title, "text": row.text}
    for row in said:
        yield {"when": row.timestamp, "what": str(row.message), "where": row.label, "text": ""}
