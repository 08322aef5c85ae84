"""Instruments for tests, made as the starter makes them."""

import pytest
from wagtail.models import Locale

from academy_site.starter import vocabulary
from academy_site.starter.instruments import Maker
from academy_site.starter.ledger import Outcome, load_entries
from academy_site.starter.library import Library


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
