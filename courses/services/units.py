"""Marking units as done, undoing it, and remembering where someone was."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from courses import selectors, signals
from courses.domain.progress import Progress
from courses.models import Enrolment, UnitDone
from courses.services.finishing import done_among, settle

# When they were last seen is stored no more often than this.
SEEN_AGAIN = timedelta(hours=1)


class NotEnrolledError(Exception):
    """A person who is not enrolled in a module wants to change something in it."""


def mark_done(*, person: Any, unit: UUID, module: UUID) -> Progress:
    """Mark a unit of a module as done; once, however often it is asked. Raises `NotEnrolledError`."""
    parts = selectors.units_of(module)
    with transaction.atomic():
        enrolment = _locked(person, module)
        done = done_among(person=person, parts=parts)
        row = UnitDone(person=person, unit=unit, module=module)
        row.full_clean(exclude=["person"], validate_unique=False, validate_constraints=False)
        if unit not in done and not UnitDone.objects.filter(person=person, unit=unit).exists():
            UnitDone.objects.bulk_create([row], ignore_conflicts=True)
            transaction.on_commit(partial(signals.unit_done.send, UnitDone, person=person, unit=unit, module=module))
        _remember(enrolment, unit)
        return settle(enrolment=enrolment, done=done | {unit})


def undo_done(*, person: Any, unit: UUID, module: UUID) -> Progress:
    """Take back that a unit is done. Raises `NotEnrolledError`."""
    with transaction.atomic():
        enrolment = _locked(person, module)
        UnitDone.objects.filter(person=person, unit=unit).delete()
        return settle(enrolment=enrolment)


def note_visit(*, enrolment: Enrolment, unit: UUID) -> None:
    """Remember that a person is at a unit of a module they are enrolled in. Writes only what changes."""
    recently = now() - enrolment.last_seen_at < SEEN_AGAIN
    if recently and enrolment.last_unit == unit and str(unit) in enrolment.known_units:
        return
    with transaction.atomic():
        locked = Enrolment.objects.select_for_update().filter(pk=enrolment.pk, withdrawn_at=None).first()
        if locked is not None:
            _remember(locked, unit)


def _locked(person: Any, module: UUID) -> Enrolment:
    enrolment = Enrolment.objects.select_for_update().filter(person=person, module=module, withdrawn_at=None).first()
    if enrolment is None:
        raise NotEnrolledError
    return enrolment


def _remember(enrolment: Enrolment, unit: UUID) -> None:
    enrolment.last_unit, enrolment.last_seen_at = unit, now()
    if str(unit) not in enrolment.known_units:
        enrolment.known_units = [*enrolment.known_units, str(unit)]
    enrolment.save(update_fields=["last_unit", "last_seen_at", "known_units"])
