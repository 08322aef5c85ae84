"""Every process learns on its next request that public content changed."""

from pathlib import Path

import pytest
from django.db import transaction

from academy_site.foundation import stamp
from academy_site.foundation.models import ContentStamp

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


def test_in_the_database_for_several_machines(settings, asked):
    settings.ACADEMY_CONTENT_STAMP = "database"
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
