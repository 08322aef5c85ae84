"""Keeping notes. Saving is safe to repeat, and no text is ever written over by one that did not know it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from courses.domain.notes import LONGEST_NOTE, Fate, Sent, Stored, as_kept, fate_of, put_together, with_aside
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
    chosen: bool = False,
) -> Saved:
    """Keep a text as the person's note to a question; an empty one ends the note.

    With `chosen` it was chosen over the text that is kept, which is set aside.
    Raises ValidationError for a text that cannot be kept. Repeated, it changes nothing.
    """
    sent = Sent(as_kept(sent.text), sent.grew_from, sent.writer, sent.turn)
    key = {"person": person, "page": page, "block": block}
    try:
        return _save(key, question, language, sent, chosen)
    except IntegrityError:
        # Two first versions at the same moment: the other one is there now.
        return _save(key, question, language, sent, chosen)


@transaction.atomic
def _save(key: dict[str, Any], question: str, language: str, sent: Sent, chosen: bool) -> Saved:
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
    if chosen:
        note.set_aside = with_aside(note.set_aside, note.text, sent.text)
    note.text, note.question, note.language = sent.text, question, language
    note.writer, note.turn = sent.writer, sent.turn
    note.version += 1
    note.updated = now()
    note.full_clean(validate_unique=False, validate_constraints=False, exclude=["person"])
    note.save()
    return Saved(fate, note)


@transaction.atomic
def set_aside(*, person: Any, page: UUID, block: UUID, text: str) -> bool:
    """Keep a text that was not chosen beside the note that was; False where there is no note. Safe to repeat."""
    note = Note.objects.select_for_update().filter(person=person, page=page, block=block).first()
    if note is None:
        return False
    note.set_aside = with_aside(note.set_aside, as_kept(text), note.text)
    note.save(update_fields=["set_aside"])
    return True


@transaction.atomic
def take_up(*, person: Any, page: UUID, block: UUID) -> bool:
    """Put what was set aside below the note; False where both are too long for one. Repeated, it changes nothing."""
    note = Note.objects.select_for_update().get(person=person, page=page, block=block)
    text = put_together(note.text, note.set_aside)
    if len(text) > LONGEST_NOTE:
        return False
    if note.set_aside:
        # No open page has seen this text: what one of them sends next is a conflict, and writes nothing over.
        note.text, note.set_aside, note.writer, note.turn = text, "", "", 0
        note.version += 1
        note.updated = now()
        note.save()
    return True


def throw_away(*, person: Any, page: UUID, block: UUID) -> None:
    """Delete what was set aside. Repeated, it changes nothing."""
    Note.objects.filter(person=person, page=page, block=block).update(set_aside="")


def delete_note(*, person: Any, page: UUID, block: UUID) -> bool:
    """Delete a note for good. Say whether there was one; repeated, it changes nothing."""
    deleted, _ = Note.objects.filter(person=person, page=page, block=block).delete()
    return bool(deleted)
