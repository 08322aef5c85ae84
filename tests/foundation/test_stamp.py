"""Every process learns on its next request that public content changed."""

from contextlib import suppress
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.utils.safestring import mark_safe
from wagtail.models import Page

from academy_site.foundation import fragments, stamp
from academy_site.foundation.models import ContentStamp
from academy_site.foundation.page_cache import PageCacheMiddleware, public

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """A memo that notes each time it has to ask, and what it was asked."""
    notes = []

    @stamp.stamped
    def question(*words, **more):
        notes.append((words, more))
        return len(notes)

    return question, notes


def test_a_memo_asks_once_until_content_changes(asked):
    question, notes = asked
    assert [question("en"), question("en"), question("nl")] == [1, 1, 2]
    stamp.touch()
    assert [question("en"), question("nl")] == [3, 4]
    assert notes == [(("en",), {}), (("nl",), {})] * 2


def test_a_memo_tells_arguments_apart(asked):
    question, _ = asked
    assert question("en") != question(language="en")
    assert question("en", "1") != question("en", "2")


def test_a_memo_stays_small_whatever_it_is_asked(asked, monkeypatch):
    monkeypatch.setattr(stamp, "MOST_RESULTS", 10)
    question, notes = asked
    for number in range(1000):
        question(number)
    kept = len(notes)
    for number in range(990, 1000):
        question(number)
    assert len(notes) - kept <= 10


def test_a_fault_is_not_kept():
    answers = iter([ValueError("down"), "up"])

    @stamp.stamped
    def question():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(ValueError, match="down"):
        question()
    assert question() == "up"


def test_what_was_asked_before_a_change_is_not_kept_for_after_it(asked):
    """A slow answer to the old content must not stand for the new."""

    @stamp.stamped
    def slow():
        notes.append("asked")
        if len(notes) == 1:
            stamp.touch()
        return len(notes)

    notes = []
    assert slow() == 1
    assert slow() == 2


def test_one_request_sees_one_state(settings):
    with stamp.fixed_for_request():
        before = stamp.current()
        # As another process does when something changes there.
        Path(settings.ACADEMY_CONTENT_STAMP).touch()
        assert stamp.current() == before
        assert not stamp.is_latest(before)
    assert stamp.current() != before


def test_a_change_in_this_request_is_seen_at_once():
    with stamp.fixed_for_request():
        before = stamp.current()
        stamp.touch()
        assert stamp.current() != before


@pytest.mark.django_db(transaction=True)
def test_touched_again_when_the_transaction_commits():
    with transaction.atomic():
        stamp.touch()
        within = stamp.current()
    assert stamp.current() != within


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("touched", [True, False])
def test_what_was_read_in_a_transaction_that_is_undone_is_not_kept(touched):
    @stamp.stamped
    def titles():
        return Page.objects.get(depth=2).title

    def drawn():
        return fragments.kept("titles", lambda: mark_safe(titles()))  # noqa: S308

    before = Page.objects.get(depth=2).title

    def rename_and_fail():
        with transaction.atomic():
            Page.objects.filter(depth=2).update(title="Undone")
            if touched:
                stamp.touch()
            assert [titles(), drawn()] == ["Undone"] * 2
            raise ValueError

    with suppress(ValueError):
        rename_and_fail()
    assert titles() == drawn() == before


@pytest.mark.django_db(transaction=True)
def test_within_a_transaction_its_own_changes_are_seen_and_others_do_not_see_them(asked):
    question, _ = asked
    assert question() == 1
    with transaction.atomic():
        # What is known already may be used until something changes.
        assert question() == 1
        stamp.touch()
        assert [question(), question()] == [2, 3]
        with suppress(ValueError), transaction.atomic():
            stamp.touch()
            raise ValueError
        assert question() == 4
    assert [question(), question()] == [5, 5]


def test_the_transaction_around_a_test_counts_as_committed(asked):
    question, _ = asked
    stamp.touch()
    assert [question(), question()] == [1, 1]
    with transaction.atomic():
        stamp.touch()
        assert [question(), question()] == [2, 3]
    assert [question(), question()] == [4, 4]


@pytest.mark.django_db(transaction=True)
def test_a_page_made_in_a_transaction_is_not_kept(rf):
    made = []

    def view(request):
        made.append(request)
        return public(HttpResponse("Hello"))

    middleware = PageCacheMiddleware(view)
    with transaction.atomic():
        middleware(rf.get("/en/"))
    middleware(rf.get("/en/"))
    middleware(rf.get("/en/"))
    assert len(made) == 2


@pytest.fixture
def in_the_database(settings, transactional_db):
    settings.ACADEMY_CONTENT_STAMP = "database"


def test_in_the_database_for_several_machines(in_the_database, asked):
    question, _ = asked
    assert stamp.current() == ""
    assert [question(), question()] == [1, 1]
    stamp.touch()
    first = stamp.current()
    assert question() == 2
    stamp.touch()
    assert stamp.current() != first
    assert question() == 3
    assert ContentStamp.objects.count() == 1


def test_the_row_is_written_when_the_transaction_commits(in_the_database, asked, django_assert_num_queries):
    question, _ = asked
    with stamp.fixed_for_request():
        before = stamp.current()
        assert question() == 1
        with transaction.atomic():
            with django_assert_num_queries(0):
                stamp.touch()
            # Not a lock that others wait for; and here the change is seen all the same.
            assert (stamp.current(), [question(), question()]) == (before, [2, 3])
        assert stamp.current() != before
        assert [question(), question()] == [4, 4]


def test_no_row_is_written_for_what_is_undone(in_the_database, asked):
    question, _ = asked
    stamp.touch()
    before = stamp.current()
    assert question() == 1
    with suppress(ValueError), transaction.atomic():
        stamp.touch()
        raise ValueError
    assert (stamp.current(), question()) == (before, 1)


def test_publishing_is_seen_by_all_machines(in_the_database):
    page = Page.objects.get(depth=2)
    page.title = "Renamed"
    before = stamp.current()
    page.save_revision().publish()
    assert stamp.current() != before
