"""A colleague who wrote, published, translated, approved and commented leaves, and the site stays whole."""

import json
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Comment,
    CommentReply,
    GroupApprovalTask,
    Locale,
    Page,
    PageLogEntry,
    Revision,
    Task,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.users.models import UserProfile

from academy_site.home.models import StandardPage
from academy_site.people import services
from academy_site.people.export import person_zip
from academy_site.people.models import FormerColleague, User

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.now(UTC) - timedelta(days=8)


@pytest.fixture
def ingrid(person):
    return person(email="ingrid@academy.example", display_name="Ingrid Sjöberg", is_superuser=True)


@pytest.fixture
def helen(person):
    return person(email="helen@academy.example", display_name="Helen Marsh", is_superuser=True)


@pytest.fixture
def page(ingrid, helen, settings, tmp_path):
    """A page that Ingrid began, published, locked, submitted, approved and commented on, as Helen did."""
    settings.MEDIA_ROOT = str(tmp_path)
    locale = Locale.get_default()
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=StandardPage(title="About", slug="about-us", locale=locale, owner=ingrid))
    page.save_revision(user=ingrid, log_action=True).publish(user=ingrid)
    mine = Comment.objects.create(page=page, user=ingrid, text="Ingrid's doubt", contentpath="title")
    theirs = Comment.objects.create(page=page, user=helen, text="Helen's doubt", contentpath="title")
    CommentReply.objects.create(comment=theirs, user=ingrid, text="Ingrid's answer")
    CommentReply.objects.create(comment=mine, user=helen, text="Helen's answer")
    mine.log_create(user=ingrid)
    mine.log_resolve(user=helen)
    theirs.replies.first().log_create(user=ingrid)
    page = StandardPage.objects.get(pk=page.pk)
    page.title = "About us"
    page.save_revision(user=ingrid)
    _approve(page, ingrid)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=ingrid, locked_at=LONG_AGO)
    Image.objects.create(title="Classroom", file=get_test_image_file(), uploaded_by_user=ingrid)
    Document.objects.create(title="Plan", file=SimpleUploadedFile("plan.txt", b"x"), uploaded_by_user=ingrid)
    face = SimpleUploadedFile("face.png", b"x")
    UserProfile.objects.update_or_create(user=ingrid, defaults={"avatar": face})
    UploadedFile.objects.create(file=SimpleUploadedFile("half.png", b"x"), uploaded_by_user=ingrid)
    return page


def _approve(page, ingrid):
    workflow, _ = Workflow.objects.get_or_create(name="Review")
    task = GroupApprovalTask.objects.create(name="Approve")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.get(pk=task.pk))
    WorkflowPage.objects.create(workflow=workflow, page=page)
    state = workflow.start(page, ingrid)
    state.current_task_state.task.specific.on_action(state.current_task_state, ingrid, "approve", comment="Well done")


def leave(person, django_capture_on_commit_callbacks, **choices):
    services.ask_to_leave(person=person, choices=choices, now=LONG_AGO)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.erase_due(now=datetime.now(UTC)) == 1
    assert not User.objects.filter(pk=person.pk).exists()


def test_everything_a_colleague_did_is_in_the_export(page, ingrid, helen):
    with person_zip(person=ingrid, now=LONG_AGO) as packed:
        file = zipfile.ZipFile(BytesIO(packed.read()))
    rows = {name: json.loads(file.read(f"{name}.json"))["rows"] for name in ("desk_work", "desk_comments")}
    done = [(row["what"], row["text"]) for row in rows["desk_work"]]
    for what in ("Page you began", "Page you locked", "Version you saved", "Page you submitted", "File you uploaded"):
        assert what in [kind for kind, _ in done]
    assert ("Decision you made", "Well done") in done
    assert {row["text"] for row in rows["desk_comments"]} >= {"Ingrid's doubt", "Ingrid's answer"}
    assert "Helen's" not in json.dumps(rows)
    settings = json.loads(file.read("desk_settings.json"))["rows"]
    assert any("face" in str(row["value"]) for row in settings)


@pytest.mark.parametrize(
    ("fate", "name"), [("nameless", "a former colleague"), ("named", "Ingrid Sjöberg"), (None, "a former colleague")]
)
def test_the_site_stays_whole(fate, name, page, ingrid, helen, sign_in, django_capture_on_commit_callbacks):
    key, avatar = ingrid.pk, UserProfile.objects.get(user=ingrid).avatar.name
    history = PageLogEntry.objects.filter(user=ingrid).count()
    leave(ingrid, django_capture_on_commit_callbacks, **({"desk_work": fate} if fate else {}))
    after = StandardPage.objects.get(pk=page.pk)
    assert (after.live, after.title, after.owner, after.locked, after.locked_by) == (
        True,
        "About us",
        None,
        False,
        None,
    )
    assert PageLogEntry.objects.filter(user_id=key).count() == history
    entries = PageLogEntry.objects.filter(page=page).select_related("user")
    assert {entry.user_display_name for entry in entries if entry.user_id == key} == {name}
    assert FormerColleague.objects.filter(number=key).count() == (fate == "named")
    assert Image.objects.filter(title="Classroom", uploaded_by_user=None).count() == 1
    assert Document.objects.filter(title="Plan", uploaded_by_user=None).count() == 1
    assert (default_storage.exists(avatar), UploadedFile.objects.count()) == (False, 0)
    client = sign_in(helen)
    for address in ("", "history/", "edit/", f"revisions/{page.revisions.first().pk}/revert/"):
        answer = client.get(f"/admin/pages/{page.pk}/{address}")
        assert (address, answer.status_code, "Ingrid" in answer.content.decode()) in (
            (address, 200, fate == "named"),
            (address, 200, False),
        )
        assert "ingrid@academy.example" not in answer.content.decode()
    assert client.get("/admin/reports/site-history/").status_code == 200


def test_comments_go_from_the_page_its_versions_and_its_history(page, ingrid, django_capture_on_commit_callbacks):
    stored = json.dumps(list(Revision.objects.values_list("content", flat=True)))
    assert stored.count("Ingrid's doubt") >= 1
    leave(ingrid, django_capture_on_commit_callbacks)
    assert list(Comment.objects.values_list("text", flat=True)) == ["Helen's doubt"]
    assert not CommentReply.objects.exists()
    kept = json.dumps(list(Revision.objects.values_list("content", flat=True)))
    said = json.dumps(list(PageLogEntry.objects.values_list("data", flat=True)))
    assert ("Ingrid's" in kept, "Ingrid's" in said) == (False, False)
    assert kept.count("Helen's doubt") >= 1
    assert page.get_latest_revision_as_object().title == "About us"


def test_a_page_in_review_is_approved_after_its_author_left(page, ingrid, helen, django_capture_on_commit_callbacks):
    page = StandardPage.objects.get(pk=page.pk)
    page.title = "About all of us"
    page.save_revision(user=ingrid)
    state = Workflow.objects.get(name="Review").start(page, ingrid)
    leave(ingrid, django_capture_on_commit_callbacks)
    state.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        state.current_task_state.task.specific.on_action(state.current_task_state, helen, "approve")
    assert StandardPage.objects.get(pk=page.pk).title == "About all of us"
