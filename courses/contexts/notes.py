"""What readers who are signed in find in the reading: their own notes and answers."""

from typing import Any
from uuid import UUID

from django.template import Context

from academy_site.foundation import languages
from academy_site.foundation.page_cache import personal
from academy_site.foundation.slots import fills
from courses import selectors
from courses.components import note_values, said_of_answer
from courses.domain.checks import from_stored
from courses.note_access import Question
from courses.templatetags.curriculum import outcome_of


@fills("note")
def own_note(context: Context, block: str) -> str | None:
    """Return the reader's note to a question with its form; nothing for those who are not signed in."""
    request: Any = context.get("request")
    page: Any = context.get("page")
    if getattr(page, "pk", None) is None or not _is_reader(request):  # the style guide shows blocks of no page
        return None
    text = selectors.reflections_of(page).get(block)
    if text is None:
        return None
    personal(request)
    notes = _once(request, "academy_notes", lambda: selectors.notes_on(request.user, page.translation_key))
    note = notes.get(UUID(block))
    question = Question(page.translation_key, UUID(block), text, languages.language_of(page), page)
    with context.push(**note_values(question, note)):
        return _draw("courses/parts/note_form.html", context)


@fills("check")
def own_answer(context: Context, block: str) -> str | None:
    """Return a knowledge check with the reader's last answer judged; nothing for those who want to try again.

    An answer whose options an editor has changed since is none: the question is open again.
    """
    request: Any = context.get("request")
    page: Any = context.get("page")
    if getattr(page, "pk", None) is None or not _is_reader(request) or block in (context.get("answers") or {}):
        return None
    answers = _once(request, "academy_answers", lambda: selectors.answers_on(request.user, page.translation_key))
    kept = answers.get(block)
    check = next((one for one in getattr(page, "body", ()) if str(one.id) == block), None) if kept else None
    if kept is None or check is None or block in (context.get("again"), request.GET.get("again")):
        return None
    options = {str(option.id): option.value for option in check.value["options"].bound_blocks}
    answer = from_stored(kept.answer, options)
    if answer is None or not outcome_of(check.value["kind"], options, answer).complete:
        return None
    personal(request)
    values = {
        "block": check,
        "value": check.value,
        "answers": {block: answer},
        "remembered": said_of_answer(kept.answered_at),
    }
    with context.push(**values):
        return _draw("blocks/knowledge_check.html", context)


def _draw(template: str, context: Context) -> str:
    drawn_in: Any = context.template
    return drawn_in.engine.get_template(template).render(context)


def _is_reader(request: Any) -> bool:
    if request is None or getattr(request, "is_preview", False):
        return False
    return bool(getattr(request, "user", None)) and request.user.is_authenticated


def _once(request: Any, name: str, ask: Any) -> Any:
    """Return the answer to a question that is asked once a request."""
    if not hasattr(request, name):
        setattr(request, name, ask())
    return getattr(request, name)
