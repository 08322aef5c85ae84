"""Keeping notes. Saving is safe to repeat, and no text is ever written over by one that did not know it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from courses.domain.notes import Fate, Sent, Stored, as_kept, fate_of
from courses.models import Note


@dataclass(frozen=True)
class Saved:
    """What became of a text: its fate, and the note that is kept now (None: there is none)."""

    fate: Fate
    note: Note | None

    @property
    def is_conflict(self) -> bool:
        """Whether the text was not kept, since another that it did not know is."""
        return self.fate == "conflict"


def save_note(
    *,
    person: Any,
    page: UUID,
    block: UUID,
    question: str,
    language: str,
    sent: Sent,
) -> Saved:
    """Keep a text as the person's note to a question; an empty one ends the note.

    Raises ValidationError for a text that cannot be kept. Repeated, it changes nothing.
    """
    sent = Sent(as_kept(sent.text), sent.grew_from, sent.writer, sent.turn)
    key = {"person": person, "page": page, "block": block}
    try:
        return _save(key, question, language, sent)
    except IntegrityError:
        # Two first versions at the same moment: the other one is there now.
        return _save(key, question, language, sent)


@transaction.atomic
def _save(key: dict[str, Any], question: str, language: str, sent: Sent) -> Saved:
    note = Note.objects.select_for_update().filter(**key).first()
    stored = Stored(note.text, note.writer, note.turn) if note else None
    fate = fate_of(sent, stored)
    if fate not in ("create", "replace"):
        return Saved(fate, note)
    if note and not sent.text.strip():
        note.delete()
        return Saved(fate, None)
    if note is None:
        note = Note(**key, version=0, created=now())
    note.text, note.question, note.language = sent.text, question, language
    note.writer, note.turn = sent.writer, sent.turn
    note.version += 1
    note.updated = now()
    note.full_clean(validate_unique=False, validate_constraints=False, exclude=["person"])
    note.save()
    return Saved(fate, note)


def delete_note(*, person: Any, page: UUID, block: UUID) -> bool:
    """Delete a note for good. Say whether there was one; repeated, it changes nothing."""
    deleted, _ = Note.objects.filter(person=person, page=page, block=block).delete()
    return bool(deleted)
