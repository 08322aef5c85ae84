"""What Wagtail holds about a person who works in the admin, and how it ends.

The record of what was published stays whole: only names and free words about it are personal.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import COMMENTS_RELATION_NAME, Comment, CommentReply, Page, PageLogEntry, Revision, UploadedFile
from wagtail.users.models import UserProfile

from academy_site.foundation.privacy import Ending, Fate, Holding, erased
from academy_site.people.desk_rows import (
    COMMENTING,
    comment_rows,
    comments_of,
    in_time,
    settings_of,
    work_of,
    work_rows,
)
from academy_site.people.models import FormerColleague, User

COLLEAGUES = _("You and everybody who works on pages.")
_LABELS = {"when": _("When"), "what": _("What"), "where": _("Where"), "text": _("Text")}


def hold_desk(person: User, holdings: list[Holding]) -> None:
    """Declare settings, work and comments of the editor's desk."""
    holdings += [_settings_held(person), _work_held(person), _comments_held(person)]


def _settings_held(person: User) -> Holding:
    return Holding(
        key="desk_settings",
        title=_("Your settings of the editor's desk"),
        why=_("So that the desk is as you chose it, and two people do not overwrite each other."),
        how_long=_("Settings until you delete your account; what the desk notes while you edit for a day at most."),
        who_sees=_("You. Colleagues see that you are editing a page while you do."),
        models=(
            "wagtailusers.UserProfile",
            "wagtailadmin.EditingSession",
            "wagtailadmin.FormState",
            "wagtailcore.PageSubscription",
            "wagtailcore.APIToken",
            "wagtailcore.UploadedFile",
        ),
        rows=lambda: settings_of(person),
        labels={"what": _("What"), "value": _("Value")},
    )


def _work_held(person: User) -> Holding:
    return Holding(
        key="desk_work",
        title=_("Your work on pages"),
        why=_("So that it can be seen later who wrote, translated, approved and published what."),
        how_long=_("As long as the page or the picture; the history of a page for good."),
        who_sees=COLLEAGUES,
        models=(
            "wagtailcore.Page",
            "wagtailcore.Revision",
            "wagtailcore.PageLogEntry",
            "wagtailcore.ModelLogEntry",
            "wagtailcore.WorkflowState",
            "wagtailcore.TaskState",
            "wagtailimages.Image",
            "wagtaildocs.Document",
            "wagtail_localize.StringTranslation",
            "wagtail_localize.SegmentOverride",
            "people.FormerColleague",
        ),
        rows=lambda: in_time(work_of(person)),
        count=lambda: sum(rows.count() for rows, *_rest in work_rows(person)),
        labels=_LABELS,
    )


def _comments_held(person: User) -> Holding:
    return Holding(
        key="desk_comments",
        title=_("Your comments on drafts"),
        why=_("So that those who work on a page can talk about it beside the text."),
        how_long=_("Until you or a colleague delete them, or you delete your account."),
        who_sees=COLLEAGUES,
        models=("wagtailcore.Comment", "wagtailcore.CommentReply"),
        rows=lambda: in_time(comments_of(person)),
        count=lambda: sum(rows.count() for rows in comment_rows(person)),
        labels=_LABELS,
    )


def end_desk(person: User, endings: list[Ending]) -> None:
    """Declare how settings, work and comments of the editor's desk end."""
    endings += [
        erased(
            key="desk_settings",
            title=_("Your settings of the editor's desk"),
            effect=_("Settings, your picture and uploads that you did not finish go."),
            carry_out=partial(_end_settings, person),
        ),
        Ending(
            key="desk_work",
            title=_("Your work on pages"),
            fates=(
                Fate(
                    key="nameless",
                    title=_("Stays, without your name"),
                    effect=_("Pages, pictures, translations and decisions stay. The history says: a former colleague."),
                ),
                Fate(
                    key="named",
                    title=_("Stays, with your name"),
                    effect=_(
                        "Pages, pictures, translations and decisions stay. Colleagues read your name in the history."
                    ),
                ),
            ),
            carry_out=lambda fate: _end_work(person, keep_name=fate == "named"),
        ),
        erased(
            key="desk_comments",
            title=_("Your comments on drafts"),
            effect=_("Your comments go, also from older versions and the history; so do the answers below them."),
            carry_out=partial(_end_comments, person),
        ),
    ]


def _end_settings(person: User) -> None:
    for profile in UserProfile.objects.filter(user=person).exclude(avatar=""):
        transaction.on_commit(partial(profile.avatar.storage.delete, profile.avatar.name))
    for upload in UploadedFile.objects.filter(uploaded_by_user=person):
        transaction.on_commit(partial(upload.file.storage.delete, upload.file.name))
        upload.delete()


def _end_work(person: User, *, keep_name: bool) -> None:
    """Leave the record. Keys of the account in it are emptied by the database, or show `name_of_former`."""
    # A lock without a holder would close the page to everybody.
    Page.objects.filter(locked_by=person).update(locked=False, locked_by=None, locked_at=None)
    if keep_name:
        FormerColleague.objects.update_or_create(number=person.pk, defaults={"name": person.get_full_name()[:200]})


def _end_comments(person: User) -> None:
    """Take the words of comments out of versions and the history; the rows themselves go with the account."""
    entries = PageLogEntry.objects.filter(action__startswith=COMMENTING)
    comments = Comment.objects.filter(user=person)
    pages = {
        *comments.values_list("page_id", flat=True),
        *CommentReply.objects.filter(user=person).values_list("comment__page_id", flat=True),
        *entries.filter(user=person).values_list("page_id", flat=True),
    }
    own = {*comments.values_list("pk", flat=True)}
    for entry in entries.filter(user=person, action="wagtail.comments.create"):
        own.add(entry.data.get("comment", {}).get("id"))
    for entry in entries.filter(page_id__in=pages):
        if _silence(entry, own=entry.user_id == person.pk, comments=own):
            entry.save(update_fields=["data"])
    for revision in Revision.objects.filter(base_content_type__model="page", object_id__in=map(str, pages)):
        if _take_out(revision.content, person.pk):
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _silence(entry: PageLogEntry, *, own: bool, comments: set[Any]) -> bool:
    """Replace the words of the person in a line of the history; say whether there were any."""
    changed = False
    for name, theirs in (("comment", entry.data.get("comment", {}).get("id") in comments), ("reply", own)):
        said = entry.data.get(name)
        if theirs and said and said.get("text") not in (None, "…"):
            said["text"], changed = "…", True
    return changed


def _take_out(content: dict[str, Any], pk: int) -> bool:
    """Take the comments and answers of a person out of a stored version; say whether there were any."""
    comments = content.get(COMMENTS_RELATION_NAME) or []
    kept = [comment for comment in comments if comment.get("user") != pk]
    changed = len(kept) < len(comments)
    for comment in kept:
        replies = comment.get("replies") or []
        comment["replies"] = [reply for reply in replies if reply.get("user") != pk]
        changed = changed or len(comment["replies"]) < len(replies)
    if changed:
        content[COMMENTS_RELATION_NAME] = kept
    return changed


def name_of_former(user_id) -> str:
    """Return what the history shows for an account that is gone."""
    name = FormerColleague.objects.filter(number=user_id).values_list("name", flat=True).first()
    return name or str(_("a former colleague"))


hooks.register("construct_person_export", hold_desk, order=20)
hooks.register("construct_person_erase", end_desk, order=10)
