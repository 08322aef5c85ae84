"""What the starter has put into the database so far, found again by its keys."""

from typing import TypeVar

from django.db.models import Model
from wagtail.models import Locale, Page

from academy_site.foundation.models import Dimension, GlossaryTerm, Phase, Quadrant, Source
from academy_site.starter.identity import page_uuid
from tools.models import Instrument

P = TypeVar("P", bound=Page)

WORDS: dict[str, type[Model]] = {
    "dimension": Dimension,
    "quadrant": Quadrant,
    "phase": Phase,
    "term": GlossaryTerm,
    "source": Source,
}


class GoneError(Exception):
    """Something that a new part needs was deleted by an editor."""


class Library:
    """Finds the English pages and words by their keys. Ids are kept for the length of one run."""

    def __init__(self) -> None:
        self._pages: dict[str, int] = {}
        self._words: dict[tuple[str, str], int] = {}
        self._locale: Locale | None = None

    @property
    def locale(self) -> Locale:
        """The source language."""
        if self._locale is None:
            self._locale = Locale.objects.get(language_code="en")
        return self._locale

    def find_page_id(self, key: str) -> int | None:
        """Return the id of a page, None when it is gone."""
        if key not in self._pages:
            found = Page.objects.filter(translation_key=page_uuid(key), locale=self.locale).values_list("pk", flat=True)
            if not found:
                return None
            self._pages[key] = found[0]
        return self._pages[key]

    def page(self, key: str) -> Page:
        """Return a page as the class it is, fresh from the database; raise GoneError when there is none."""
        pk = self.find_page_id(key)
        page = Page.objects.filter(pk=pk).first() if pk else None
        if page is None:
            raise GoneError(f"the page {key} was deleted")
        return page.specific

    def find_word_id(self, kind: str, key: str) -> int | None:
        """Return the id of a word of the vocabulary, None when it is gone."""
        if (kind, key) not in self._words:
            model = WORDS[kind]
            words = model._default_manager.filter(locale=self.locale).values_list("key", "pk")
            self._words.update({(kind, other): pk for other, pk in words})
        return self._words.get((kind, key))

    def word_id(self, kind: str, key: str) -> int:
        """Return the id of a word of the vocabulary; raise GoneError when there is none."""
        pk = self.find_word_id(kind, key)
        if pk is None:
            raise GoneError(f"the {kind} {key} was deleted")
        return pk

    def find_instrument_id(self, key: str) -> int | None:
        """Return the id of an instrument, None when an editor deleted it."""
        found = Instrument.objects.filter(key=key, locale=self.locale)
        return found.values_list("pk", flat=True).first()

    def add_page(self, key: str, parent: Page, page: P) -> P:
        """Put a new page under its parent and publish it, with a revision and a line in its history."""
        page.translation_key = page_uuid(key)
        page.locale = self.locale
        parent.add_child(instance=page)
        publish(page)
        self._pages[key] = page.pk
        return page


def publish(page: Page) -> None:
    """Make what stands in this page the live page, with a revision and a line in its history."""
    page.save_revision(log_action=True).publish()
