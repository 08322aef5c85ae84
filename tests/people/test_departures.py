"""Leaving: asked for, taken back, carried out after seven days."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override
from wagtail import hooks

from academy_site.foundation.privacy import Ending, Fate
from academy_site.people import services
from academy_site.people.models import Departure, User

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
LEAVING = {"en": "Your account will be erased on 2 December 2026", "nl": "Je account wordt op 2 december 2026 gewist"}


@pytest.fixture
def told(monkeypatch):
    """An app with two fates for webs and a note of what was carried out, `told.obstacle` in the way."""

    class App:
        obstacle = ""
        carried_out = []
        broken = False

        def construct(self, person, endings):
            def carry_out(fate):
                self.carried_out.append((person.pk, fate))
                if self.broken:
                    raise RuntimeError(f"{person.email} is in the words of a fault")

            fates = (Fate(key="gone", title="Go", effect="Gone."), Fate(key="kept", title="Stay", effect="Stay."))
            endings.append(Ending(key="webs", title="Webs", fates=fates, carry_out=carry_out, obstacle=self.obstacle))

    app = App()
    app.carried_out = []
    with hooks.register_temporarily("construct_person_erase", app.construct):
        yield app


def test_a_wish_keeps_the_choices_and_its_day(person, told):
    anna = person()
    departure = services.ask_to_leave(person=anna, choices={"webs": "kept", "unknown": "x"}, now=NOW)
    assert (departure.asked_at, departure.due_at, departure.choices["webs"]) == (NOW, NOW + WEEK, "kept")
    assert "unknown" not in departure.choices
    anna.refresh_from_db()
    assert anna.leaves_at == NOW + WEEK


def test_asked_twice_the_first_wish_stays(person, told):
    anna = person()
    first = services.ask_to_leave(person=anna, choices={"webs": "kept"}, now=NOW)
    again = services.ask_to_leave(person=anna, choices={}, now=NOW + timedelta(days=3))
    assert (again.pk, again.due_at, again.choices) == (first.pk, first.due_at, first.choices)
    assert Departure.objects.count() == 1


def test_what_stands_in_the_way_is_named(person, told):
    anna = person()
    told.obstacle = "You are the only host."
    with pytest.raises(services.LeavingRefusedError) as refused:
        services.ask_to_leave(person=anna, choices={}, now=NOW)
    assert [ending.obstacle for ending in refused.value.endings] == ["You are the only host."]
    assert not Departure.objects.exists()


def test_there_is_time_to_undo_by_constraint(person):
    departure = Departure(person=person(), asked_at=NOW, due_at=NOW)
    with pytest.raises(ValidationError, match="time to take it back"):
        departure.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        departure.save()


@pytest.mark.parametrize(
    ("passed", "erased"), [(timedelta(0), 0), (WEEK - timedelta(seconds=1), 0), (WEEK, 1), (2 * WEEK, 1)]
)
def test_only_after_seven_days(person, told, passed, erased):
    anna, ben = person(), person()
    pk = anna.pk
    services.ask_to_leave(person=anna, choices={"webs": "kept"}, now=NOW)
    assert services.erase_due(now=NOW + passed) == erased
    assert told.carried_out == [(pk, "kept")] * erased
    assert list(User.objects.order_by("pk")) == ([ben] if erased else [anna, ben])
    assert services.erase_due(now=NOW + passed) == 0


def test_taken_back_nothing_happens(person, told):
    anna = person()
    services.ask_to_leave(person=anna, choices={}, now=NOW)
    assert services.undo_leaving(person=anna) is True
    assert services.undo_leaving(person=anna) is False
    assert services.erase_due(now=NOW + 2 * WEEK) == 0
    anna.refresh_from_db()
    assert (anna.leaves_at, told.carried_out) == (None, [])


def test_the_inbox_says_the_day_as_one_writes_it_and_nothing_after_the_undo(person, told):
    anna = person()
    services.ask_to_leave(person=anna, choices={}, now=NOW)
    for language, title in LEAVING.items():
        with override(language):
            assert anna.inbox.get().title == title
    services.undo_leaving(person=anna)
    anna.refresh_from_db()
    assert (anna.inbox.count(), anna.unread) == (0, 0)


def test_what_came_into_the_way_meanwhile_keeps_the_account(person, told):
    anna = person()
    services.ask_to_leave(person=anna, choices={}, now=NOW)
    told.obstacle = "You became the only host."
    assert services.erase_due(now=NOW + WEEK) == 0
    told.obstacle = ""
    assert services.erase_due(now=NOW + WEEK + timedelta(hours=1)) == 1


def test_a_fault_takes_nobody_else_with_it_and_names_nobody(person, told, caplog):
    anna, ben = person(email="anna@school.example"), person()
    services.ask_to_leave(person=anna, choices={}, now=NOW)
    told.broken = True
    with caplog.at_level(logging.DEBUG):
        assert services.erase_due(now=NOW + WEEK) == 0
    assert list(User.objects.order_by("pk")) == [anna, ben]
    assert "RuntimeError" in caplog.text
    told.broken = False
    with caplog.at_level(logging.DEBUG):
        assert services.erase_due(now=NOW + WEEK) == 1
    assert "One account was erased." in caplog.text
    assert "anna" not in caplog.text


def test_every_session_of_the_person_ends_and_no_other(person, sign_in):
    anna, ben = person(), person()
    sign_in(anna), sign_in(anna)
    kept = sign_in(ben).session.session_key
    services.ask_to_leave(person=anna, choices={}, now=NOW)
    assert services.erase_due(now=NOW + WEEK) == 1
    assert [session.session_key for session in Session.objects.all()] == [kept]
