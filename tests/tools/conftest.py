"""Instruments for tests, made as the starter makes them."""

from datetime import timedelta

import pytest
from django.utils.timezone import now
from wagtail.models import Locale

from academy_site.people.models import School
from academy_site.starter import vocabulary
from academy_site.starter.instruments import Maker
from academy_site.starter.ledger import Outcome, load_entries
from academy_site.starter.library import Library
from tools.selectors.released import structure_in
from tools.services.answering import hand_in, save_answers, start_web
from tools.services.releasing import release_instrument


@pytest.fixture
def library(db):
    """The five languages and the words of the vocabulary in English."""
    library = Library()
    wanted = ("language/", "word/dimension/")
    load_entries((entry for entry in vocabulary.entries(library) if entry.key.startswith(wanted)), Outcome())
    assert Locale.objects.count() == 5
    return library


@pytest.fixture
def publish(library):
    """Save and publish the instrument of this key as an editor would: `publish("spiderweb")`."""

    def publish(key):
        instrument = Maker(library).make(key)
        instrument.full_clean()
        instrument.save()
        instrument.save_revision().publish()
        return instrument

    return publish


@pytest.fixture
def spiderweb(publish):
    """The spiderweb of the starter, published and not released yet."""
    return publish("spiderweb")


@pytest.fixture
def version(spiderweb):
    """The first released version of the spiderweb, in English."""
    return release_instrument(instrument=spiderweb)


@pytest.fixture
def hand_in_web(version):
    """Hand in a web: `hand_in_web(teacher, {"knowing-level": "3"}, days_ago=200)`; all levels 3 without answers."""

    def make(teacher, answers=None, *, mode="quick", days_ago=0, **more):
        if answers is None:
            structure = structure_in(version)
            answers = (
                {group.level_item.key: "3" for group in structure.groups}
                if mode == "quick"
                else {item.key: "3" for group in structure.groups for item in group.statements}
            )
        draft = start_web(person=teacher, version=version, mode=mode)
        save_answers(person=teacher, key=draft.key, answers=answers.items(), **more)
        return hand_in(person=teacher, key=draft.key, at=now() - timedelta(days=days_ago))

    return make


@pytest.fixture
def survey_version(publish):
    """The first released version of the school survey, in English."""
    return release_instrument(instrument=publish("school-survey"))


@pytest.fixture
def school(db):
    """A school that nobody belongs to."""
    return School.objects.create(
        name="Zamość 1",
        normal_name="zamosc 1",
        town="Zamość",
        normal_town="zamosc",
        country="PL",
        timezone="Europe/Warsaw",
        languages=["pl", "en"],
    )
