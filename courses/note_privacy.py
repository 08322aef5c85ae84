"""What is held of a person's own writing, and how it ends."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.privacy import ONLY_YOU, Ending, Holding, erased
from courses import selectors

_NOTES = _("Your notes")
_ANSWERS = _("Your answers to knowledge checks")


def hold_notes(person: Any, holdings: list[Holding]) -> None:
    """Declare notes beside the reading."""
    holdings.append(
        Holding(
            key="notes",
            title=_NOTES,
            why=_("So that you find again what you wrote beside the reading, on any device and in any language."),
            how_long=_("Until you empty or delete a note, or delete your account."),
            who_sees=ONLY_YOU,
            models=("courses.Note",),
            rows=lambda: _rows(person),
            count=lambda: selectors.notes_of(person).count(),
            labels={
                "question": _("Question"),
                "text": _("Your note"),
                "set_aside": _("Version you did not choose"),
                "language": _("Language of the question"),
                "created": _("Begun"),
                "updated": _("Saved"),
            },
        )
    )


def end_notes(person: Any, endings: list[Ending]) -> None:
    """Declare that notes go: without their writer they have no use, and no name to take away makes them nobody's."""
    effect = _("All your notes are gone. Take them with you before, if you want to keep them.")
    carry_out = selectors.notes_of(person).delete
    endings.append(erased(key="notes", title=_NOTES, effect=effect, carry_out=carry_out))


def _rows(person: Any) -> list[dict[str, Any]]:
    names = ("question", "text", "set_aside", "language", "created", "updated")
    return list(selectors.notes_of(person).order_by("created", "pk").values(*names))


def hold_answers(person: Any, holdings: list[Holding]) -> None:
    """Declare the last answers to knowledge checks."""
    holdings.append(
        Holding(
            key="check_answers",
            title=_ANSWERS,
            why=_("So that you see your last answer when you come back to a knowledge check. There are no marks."),
            how_long=_("Until you answer again, or delete your account."),
            who_sees=ONLY_YOU,
            models=("courses.CheckAnswer",),
            rows=lambda: _answers(person),
            count=lambda: selectors.answers_of(person).count(),
            labels={"when": _("When"), "page": _("Page"), "question": _("Question"), "answer": _("Answer")},
        )
    )


def end_answers(person: Any, endings: list[Ending]) -> None:
    """Declare that answers go."""
    effect = _("Your answers are gone. Nobody else ever saw them.")
    carry_out = selectors.answers_of(person).delete
    endings.append(erased(key="check_answers", title=_ANSWERS, effect=effect, carry_out=carry_out))


def _answers(person: Any) -> list[dict[str, Any]]:
    """Return answers in words; an option that is no longer there by its id. Two queries and one a type of page."""
    answers = list(selectors.answers_of(person).order_by("answered_at", "pk"))
    pages = selectors.pages_for_reader({answer.page for answer in answers})
    return [
        {
            "when": answer.answered_at,
            "page": page.title if (page := pages.get(answer.page)) else "",
            "question": selectors.check_in(page, answer.block).get("question", ""),
            "answer": _in_words(answer.answer, selectors.check_in(page, answer.block)),
        }
        for answer in answers
    ]


def _in_words(answer: dict[str, Any], check: dict[str, Any]) -> str:
    texts = {option["id"]: option["value"]["text"] for option in check.get("options", ()) if option.get("id")}
    said = [texts.get(option, option) for option in answer.get("chosen", ())]
    placed = sorted(answer.get("placed", {}).items(), key=lambda item: item[1])
    return "; ".join([*said, *(f"{place}. {texts.get(option, option)}" for option, place in placed)])


hooks.register("construct_person_export", hold_notes)
hooks.register("construct_person_erase", end_notes)
hooks.register("construct_person_export", hold_answers)
hooks.register("construct_person_erase", end_answers)
