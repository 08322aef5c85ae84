"""What templates need to show notes and their forms."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy_site.foundation import languages
from academy_site.foundation.selectors import refusing_rule
from courses import selectors
from courses.models import Note
from courses.note_access import Question


def said_of(note: Note | None) -> str:
    """Say when a note was saved, in the time zone in force: `Saved 14:03`, before today with its day."""
    if note is None:
        return _("Nothing written yet")
    at, today = timezone.localtime(note.updated), timezone.localdate()
    time = date_format(at, "TIME_FORMAT")
    if at.date() == today:
        return _("Saved %(time)s") % {"time": time}
    return _("Saved on %(date)s, %(time)s") % {"date": date_format(at, "DATE_FORMAT"), "time": time}


def said_of_answer(answered_at: datetime) -> str:
    """Say of which day an answer to a knowledge check is."""
    day = date_format(timezone.localtime(answered_at), "DATE_FORMAT")
    return _("Your last answer, of %(date)s. Only you see it.") % {"date": day}


def note_values(question: Question, note: Note | None) -> dict[str, Any]:
    """Return what `courses/parts/note_form.html` shows."""
    return {
        "question": question,
        "note": note,
        "text": note.text if note else "",
        "action": reverse("note", args=[question.page, question.block]),
        "said": said_of(note),
    }


@dataclass(frozen=True)
class ShownNote:
    """A note on the page of all notes. `url` leads to its question, empty when that is gone."""

    note: Note
    said: str
    url: str


@dataclass(frozen=True)
class Group:
    """Notes of one module, or of a page outside of the modules. `title` is empty for pages that are gone."""

    title: str
    language: str
    url: str
    notes: list[ShownNote] = field(default_factory=list)


def by_module(notes: Iterable[Note], request: Any) -> list[Group]:
    """Return notes, newest first, grouped by module: the module with the newest note first.

    Two queries, and one for each further type of page that the notes were written on.
    """
    notes = list(notes)
    language = languages.reader_language()
    found = selectors.pages_for_reader({note.page for note in notes})
    pages = {key: page for key, page in found.items() if refusing_rule(page, request) is None}
    groups: dict[Any, Group] = {}
    for note in notes:
        page, place = pages.get(note.page), selectors.place_of_unit(note.page, language)
        home = place.module if place and page else page
        key = home.translation_key if home else None
        if key not in groups:
            groups[key] = Group(
                title=home.title if home else "",
                language=languages.language_of(home) if home else "",
                url=languages.url_for(home) if home else "",
            )
        asks = page is not None and str(note.block) in selectors.reflections_of(page)
        url = f"{languages.url_for(page)}#b-{note.block}" if asks else ""
        groups[key].notes.append(ShownNote(note, said_of(note), url))
    return list(groups.values())
