"""What the learner's home shows of a person's own writing: the newest two notes, and the way to all."""

from typing import Any

from academy_site.foundation.desk import Desk, Panel
from courses import selectors
from courses.components import said_of

NEWEST = 2


class NewestNotes(Panel):
    """The newest notes, with the question each answers."""

    order = 30
    template_name = "courses/parts/newest_notes.html"

    def __init__(self, notes: list[dict[str, Any]]):
        self.notes = notes

    def get_context_data(self, parent_context=None):
        """Give the template the notes, each with when it was saved."""
        return {"notes": self.notes}


def contribute(request: Any, desk: Desk) -> None:
    """Add the newest notes, where there are any. One query."""
    notes = [{"note": note, "said": said_of(note)} for note in selectors.notes_of(request.user)[:NEWEST]]
    if notes:
        desk.panels.append(NewestNotes(notes))
