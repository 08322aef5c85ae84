"""A live translation that falls behind its source says so, to readers, until it has caught up."""

import hashlib
import inspect
from datetime import UTC, datetime

from django.test import Client
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from academy_site.foundation import drift, stamp
from academy_site.foundation.models import Drift, GlossaryTerm
from academy_site.foundation.tasks import read_source_again
from academy_site.home.models import StandardPage
from tests.foundation.translated import fill, publish

LINE = "Deze vertaling is ouder dan de oorspronkelijke tekst."


def rows() -> list[tuple]:
    return list(Drift.objects.values_list("translation__target_locale__language_code", "since", "translated_at"))


def test_a_changed_sentence_is_drift_since_its_publication(about, translated, django_capture_on_commit_callbacks):
    made = translated.get_target_instance().last_published_at
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are now.")
    assert rows() == [("nl", Page.objects.get(pk=about.pk).last_published_at, made)]


def test_later_changes_do_not_move_the_day(about, translated, django_capture_on_commit_callbacks):
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are now.")
    first = rows()
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are today.")
    assert rows() == first


def test_what_changes_no_sentence_is_no_drift(about, translated, django_capture_on_commit_callbacks):
    publish(about, django_capture_on_commit_callbacks, show_in_menus=True)
    assert rows() == []


def test_a_change_taken_back_ends_it(about, translated, django_capture_on_commit_callbacks):
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are now.")
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are.")
    assert rows() == []


def test_the_published_translation_ends_it(about, translated, tree, django_capture_on_commit_callbacks):
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are now.")
    fill(translated.source, tree.dutch, "Wie we nu zijn.")
    assert len(rows()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        Translation.objects.get(pk=translated.pk).save_target()
    assert rows() == []
    assert about.get_translation(tree.dutch).specific.introduction == "Wie we nu zijn."


def test_a_draft_cannot_be_behind(about, translated, tree, django_capture_on_commit_callbacks):
    about.get_translation(tree.dutch).unpublish()
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are now.")
    assert rows() == []


def test_the_worker_publishes_nothing(about, translated, tree, django_capture_on_commit_callbacks):
    before = about.get_translation(tree.dutch).latest_revision_id
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are now.")
    target = about.get_translation(tree.dutch).specific
    assert (target.latest_revision_id, target.introduction) == (before, "over-ons")


def test_a_page_without_translations_gives_the_worker_nothing_to_do(about, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        about.save_revision().publish()
    assert DBTaskResult.objects.filter(task_path=read_source_again.module_path).count() == 0


def test_a_word_that_changed_is_behind_as_well(tree, django_capture_on_commit_callbacks):
    term = GlossaryTerm.objects.create(key="logbook", locale=tree.home.locale, title="Logbook", explanation="A book.")
    source, _ = TranslationSource.get_or_create_from_instance(term)
    translation = Translation.objects.create(source=source, target_locale=tree.dutch)
    fill(source, tree.dutch, "Logboek")
    translation.save_target()
    term.explanation = "A book of plans."
    term.save()
    source.update_from_db()
    assert [row[0] for row in rows()] == ["nl"]
    fill(source, tree.dutch, "Een boek met plannen.")
    Translation.objects.get(pk=translation.pk).save_target()
    assert rows() == []


def test_readers_see_since_when(about, translated, anonymous: Client, django_capture_on_commit_callbacks):
    path = about.url_path.partition("/home/")[2]
    assert LINE not in anonymous.get(f"/nl/{path}").content.decode()
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are now.")
    Drift.objects.update(since=datetime(2026, 3, 3, 12, tzinfo=UTC), translated_at=datetime(2026, 1, 12, tzinfo=UTC))
    stamp.touch()
    shown = anonymous.get(f"/nl/{path}").content.decode()
    assert "De Engelse tekst is gewijzigd op 3 maart 2026; deze vertaling is van 12 januari 2026." in shown
    assert f'<a href="/en/{path}" hreflang="en">Lees de Engelse tekst</a>' in shown
    assert LINE not in anonymous.get(f"/en/{path}").content.decode()
    Drift.objects.get().delete()
    assert LINE not in anonymous.get(f"/nl/{path}").content.decode()


def test_whether_a_page_is_behind_is_asked_once(
    about, translated, tree, django_capture_on_commit_callbacks, django_assert_num_queries
):
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are now.")
    target = StandardPage.objects.get(pk=about.get_translation(tree.dutch).pk)
    known = drift.behind(target)
    assert known is not None
    with django_assert_num_queries(0):
        assert (drift.behind(target), drift.behind(about)) == (known, None)


def test_the_library_still_reads_sentences_where_this_watches():
    """When this fails, wagtail-localize changed: read `refresh_segments` and its callers, then renew the digest."""
    source = inspect.getsource(drift.library_refresh_segments)
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == "7ff37186de01fbb0"
    assert TranslationSource.refresh_segments is drift.refresh_segments
