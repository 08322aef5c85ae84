"""Which questions a person may keep a note to. Everything else is 404."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import Http404
from wagtail.models import Page

from academy_site.foundation import languages
from academy_site.foundation.selectors import refusing_rule
from courses import selectors
from courses.models import Note

_ASKED = signing.Signer(salt="courses.note")


@dataclass(frozen=True)
class Question:
    """A question that a person may keep a note to. `place` is the page that asks it now, if one does."""

    page: UUID
    block: UUID
    text: str
    language: str
    place: Page | None = None

    @property
    def anchor(self) -> str:
        """Where it stands on its page."""
        return f"b-{self.block}"

    @property
    def seal(self) -> str:
        """A sealed copy for the form: a note is kept even when the block goes while somebody writes."""
        return _ASKED.sign_object([str(self.page), str(self.block), self.text, self.language])


def page_for_reader(request: Any, key: UUID) -> Page | None:
    """Return the page with this translation key that a reader of this language is shown, None without one."""
    page = selectors.pages_for_reader({key}).get(key)
    return page if page is not None and refusing_rule(page, request) is None else None


def question_for(request: Any, page: UUID, block: UUID) -> tuple[Question, Note | None]:
    """Return the question with the person's note to it, if there is one.

    The question stands as their page asks it now; else as their note has kept it; else as the form
    has it that they were given while it was there. Otherwise it is not there: 404.
    """
    note = selectors.note_to(request.user, page, block)
    shown = page_for_reader(request, page)
    text = selectors.reflections_of(shown).get(str(block)) if shown else None
    if shown is not None and text is not None:
        return Question(page, block, text, languages.language_of(shown), shown), note
    if note is not None:
        return Question(page, block, note.question, note.language), note
    return _sealed(request.POST.get("signed_question", ""), page, block), None


def _sealed(seal: str, page: UUID, block: UUID) -> Question:
    try:
        sealed_page, sealed_block, text, language = _ASKED.unsign_object(seal)
    except (signing.BadSignature, ValueError) as refused:
        raise Http404 from refused
    if (sealed_page, sealed_block) != (str(page), str(block)):
        raise Http404
    return Question(page, block, text, language)


def own_note(person: Any, page: UUID, block: UUID) -> Note:
    """Return the person's note to a question; anybody else's, or none, is 404."""
    note = selectors.note_to(person, page, block)
    if note is None:
        raise Http404
    return note
