"""What is held of a person's own writing, and how it ends."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.privacy import Ending, Fate, Holding
from courses import selectors

_NOTES = _("Your notes")


def hold_notes(person: Any, holdings: list[Holding]) -> None:
    """Declare notes beside the reading."""
    holdings.append(
        Holding(
            key="notes",
            title=_NOTES,
            why=_("So that you find again what you wrote beside the reading, on any device and in any language."),
            how_long=_("Until you empty or delete a note, or delete your account."),
            who_sees=_("Only you."),
            models=("courses.Note",),
            rows=lambda: _rows(person),
            count=lambda: selectors.notes_of(person).count(),
            labels={
                "question": _("Question"),
                "text": _("Your note"),
                "language": _("Language of the question"),
                "created": _("Begun"),
                "updated": _("Saved"),
            },
        )
    )


def end_notes(person: Any, endings: list[Ending]) -> None:
    """Declare that notes go: without their writer they have no use, and no name to take away makes them nobody's."""
    effect = _("All your notes are gone. Take them with you before, if you want to keep them.")

    def carry_out(fate: str) -> None:
        selectors.notes_of(person).delete()

    endings.append(
        Ending(
            key="notes",
            title=_NOTES,
            fates=(Fate(key="erased", title=_("Erased"), effect=effect),),
            carry_out=carry_out,
        )
    )


def _rows(person: Any) -> list[dict[str, Any]]:
    names = ("question", "text", "language", "created", "updated")
    return list(selectors.notes_of(person).order_by("created", "pk").values(*names))


hooks.register("construct_person_export", hold_notes)
hooks.register("construct_person_erase", end_notes)
