"""No way of publishing puts a half translated version before readers."""

import hashlib
import inspect
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from academy_site.foundation import publishing
from tests.foundation.translated import fill, publish


@pytest.fixture
def half(tree, about, translated, django_capture_on_commit_callbacks) -> Page:
    """A Dutch page, live in its last good version, with a draft while a sentence of its source is not translated."""
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are now.")
    page = about.get_translation(tree.dutch).specific
    page.introduction = "Who we are now."
    page.save_revision()
    return page


def live_text(page: Page) -> str:
    return page.specific_class.objects.get(pk=page.pk).introduction


def refusals(page: Page) -> list[dict]:
    return [entry.data for entry in PageLogEntry.objects.filter(page_id=page.pk, action=publishing.REFUSED)]


@pytest.fixture
def chief(person):
    return person(is_superuser=True, is_staff=True)


def test_publishing_a_version_is_refused_and_told_in_the_history(half, sign_in, chief):
    half.get_latest_revision().publish(user=chief)
    assert (live_text(half), refusals(half)) == ("over-ons", [{"missing": 1}])
    history = sign_in(chief).get(f"/admin/pages/{half.pk}/history/").content.decode()
    assert "Not published: 1 sentence is not translated yet" in history


def test_publishing_many_names_what_stays(half, about, sign_in, chief):
    client = sign_in(chief)
    address = f"/admin/bulk/wagtailcore/page/publish/?id={half.pk}&id={about.pk}&next=/admin/"
    answer = client.post(address, follow=True).content.decode()
    assert live_text(half) == "over-ons"
    assert "“over-ons” stays as it is: 1 sentence is not translated yet." in answer
    assert "1 page has been published" in answer


def test_publishing_only_what_is_not_complete_publishes_nothing(half, sign_in, chief):
    answer = sign_in(chief).post(f"/admin/bulk/wagtailcore/page/publish/?id={half.pk}&next=/admin/", follow=True)
    assert live_text(half) == "over-ons"
    assert "pages have been published" not in answer.content.decode()


def test_a_schedule_publishes_the_rest(half, about):
    past = timezone.now() - timedelta(minutes=1)
    about.refresh_from_db()
    about.title = "About us"
    about.save_revision(approved_go_live_at=past)
    half.save_revision(approved_go_live_at=past)
    call_command("publish_scheduled")
    assert (live_text(half), Page.objects.get(pk=about.pk).title) == ("over-ons", "About us")


def test_the_approval_of_a_workflow_publishes_nothing_half(half, chief):
    from wagtail.models import Workflow

    workflow = Workflow.objects.create(name="Read by two")
    # Without tasks it is approved as soon as it begins.
    workflow.start(half, user=chief)
    assert (live_text(half), refusals(half)) == ("over-ons", [{"missing": 1}])


def test_a_version_older_than_its_sentences_gives_way_to_them(
    half, tree, translated, django_capture_on_commit_callbacks
):
    fill(translated.source, tree.dutch, "Wie we nu zijn.")
    with django_capture_on_commit_callbacks(execute=True):
        half.get_latest_revision().publish()
    assert live_text(half) == "Wie we nu zijn."


def test_a_translation_that_stopped_following_is_published_as_any_page(half, translated):
    Translation.objects.filter(pk=translated.pk).update(enabled=False)
    half.get_latest_revision().publish()
    assert live_text(half) == "Who we are now."


def test_a_wrong_sentence_counts_as_missing(tree, about, translated):
    StringTranslation.objects.filter(locale=tree.dutch).update(has_error=True)
    page = about.get_translation(tree.dutch).specific
    page.introduction = "Iets anders"
    page.save_revision().publish()
    assert live_text(page) == "over-ons"


def test_the_library_still_publishes_where_this_gate_stands():
    """When this fails, Wagtail changed: read `execute` and what calls it, then renew the digest."""
    source = inspect.getsource(publishing.library_execute)
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == "cd87b11b191631dc"
    assert PublishRevisionAction.execute is publishing.execute
