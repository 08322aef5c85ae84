"""What was told, written and kept is shown in words, and goes with its person only."""

from datetime import UTC, datetime, timedelta

import pytest

from academy_site.foundation.privacy import holdings_of
from academy_site.people import parking, services
from academy_site.people.models import Letter, Message, ParkedForm

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.now(UTC) - timedelta(days=8)


@pytest.fixture
def anna(person):
    """A person with a message, a parked form and a letter, beside somebody who has the same."""
    anna, ben = person(), person()
    for somebody in (anna, ben):
        services.tell(person=somebody, kind="people_leaving", values={"day": "2026-12-02"}, link="/en/")
        parking.park(person=somebody, path="/en/note/", fields=[("text", "שלום 👋")])
        Letter.objects.create(person=somebody, address=somebody.email, kind="people/mail/leaving")
    return anna


def rows(person, key):
    return next(list(holding.rows()) for holding in holdings_of(person) if holding.key == key)


def test_each_is_shown_in_words(anna):
    titles = [row["title"] for row in rows(anna, "inbox")]
    assert "Your account will be erased on 2 December 2026" in titles
    assert [(row["where"], row["text"]) for row in rows(anna, "parked_forms")] == [("/en/note/", "text: שלום 👋")]
    assert [row["address"] for row in rows(anna, "letters")] == [anna.email]


def test_it_goes_with_its_person_only(anna):
    before = {model: model.objects.exclude(person=anna).count() for model in (Message, ParkedForm, Letter)}
    services.ask_to_leave(person=anna, choices={}, now=LONG_AGO)
    assert services.erase_due(now=datetime.now(UTC)) == 1
    assert {model: model.objects.count() for model in before} == before
