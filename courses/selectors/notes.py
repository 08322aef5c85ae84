"""Questions to a person's own notes and answers. Every one of them names the person."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page

from academy_site.foundation import languages
from courses.domain.notes import holds
from courses.models import CheckAnswer, Note
from courses.selectors.links import locales_for


def notes_of(person: Any) -> QuerySet[Note]:
    """Return all notes of a person, newest first."""
    return Note.objects.filter(person=person)


def notes_on(person: Any, page: UUID) -> dict[UUID, Note]:
    """Return a person's notes on a page by the block they answer. One query."""
    return {note.block: note for note in notes_of(person).filter(page=page)}


def note_to(person: Any, page: UUID, block: UUID) -> Note | None:
    """Return a person's note to one question."""
    return notes_of(person).filter(page=page, block=block).first()


def notes_with(person: Any, words: str) -> list[Note]:
    """Return a person's notes in which, with their questions, all these words stand, newest first.

    Compared here, since SQLite knows the case of ASCII letters only; a person has a few hundred.
    """
    return [note for note in notes_of(person).iterator() if holds(words, (note.text, note.question))]


def answers_of(person: Any) -> QuerySet[CheckAnswer]:
    """Return the last answers of a person to knowledge checks, newest first."""
    return CheckAnswer.objects.filter(person=person)


def answers_on(person: Any, page: UUID) -> dict[str, CheckAnswer]:
    """Return a person's last answers on a page by the id of their check. One query."""
    return {str(answer.block): answer for answer in answers_of(person).filter(page=page)}


def reflections_of(page: Any) -> dict[str, str]:
    """Return the questions of a page's reading by the id of their block. No query."""
    body = getattr(page, "body", None)
    return {
        block["id"]: block["value"].get("question", "")
        for block in getattr(body, "raw_data", ())
        if block["type"] == "reflection" and block.get("id")
    }


def check_in(page: Any, block: UUID) -> dict[str, Any]:
    """Return a knowledge check of a page as it is stored, empty when it is not there. No query."""
    blocks = getattr(getattr(page, "body", None), "raw_data", ())
    return next((one["value"] for one in blocks if one.get("id") == str(block)), {})


def pages_for_reader(keys: Collection[UUID]) -> dict[UUID, Page]:
    """Return the live pages with these translation keys, as a reader of this language is shown them.

    One query, and one for each type of page.
    """
    locales = locales_for(languages.reader_language())
    found = languages.written(Page.objects.filter(translation_key__in=keys, locale_id__in=locales))
    pages: dict[UUID, Page] = {}
    for page in found.specific() if keys else ():
        if page.translation_key not in pages or languages.language_of(page) == languages.reader_language():
            pages[page.translation_key] = page
    return pages
