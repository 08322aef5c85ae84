"""What readers who are signed in find in the reading: their own notes."""

from typing import Any
from uuid import UUID

from django.template import Context

from academy_site.foundation import languages
from academy_site.foundation.page_cache import personal
from academy_site.foundation.slots import fills
from courses import selectors
from courses.components import note_values
from courses.note_access import Question


@fills("note")
def own_note(context: Context, block: str) -> str | None:
    """Return the reader's note to a question with its form; nothing for those who are not signed in."""
    request, page = context.get("request"), context.get("page")
    text = selectors.reflections_of(page).get(block)
    if text is None or not _is_reader(request):
        return None
    personal(request)
    notes = _once(request, "academy_notes", lambda: selectors.notes_on(request.user, page.translation_key))
    note = notes.get(UUID(block))
    question = Question(page.translation_key, UUID(block), text, languages.language_of(page), page)
    with context.push(**note_values(question, note, request.user)):
        return context.template.engine.get_template("courses/parts/note_form.html").render(context)


def _is_reader(request: Any) -> bool:
    if request is None or getattr(request, "is_preview", False):
        return False
    return bool(getattr(request, "user", None)) and request.user.is_authenticated


def _once(request: Any, name: str, ask: Any) -> Any:
    """Return the answer to a question that is asked once a request."""
    if not hasattr(request, name):
        setattr(request, name, ask())
    return getattr(request, name)
