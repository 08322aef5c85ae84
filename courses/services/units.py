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
from courses.selectors import awaited_webs
from courses.services.finishing import done_among, settle

# When they were last seen is stored no more often than this.
SEEN_AGAIN = timedelta(hours=1)


class NotEnrolledError(Exception):
    """A person who is not enrolled in a module wants to change something in it."""


class NotHandedInError(Exception):
    """A person wants to mark a unit as done that is done by handing in a web, and never handed one in."""


def mark_done(*, person: Any, unit: UUID, module: UUID, is_there: bool = True) -> Progress:
    """Mark a unit of a module as done; once, however often it is asked.

    `is_there` says that they are at the unit, so that they go on from there. Raises `NotEnrolledError`, and
    `NotHandedInError` for a unit that asks for a web.
    """
    parts = selectors.units_of(module)
    with transaction.atomic():
        enrolment = _locked(person, module)
        done = done_among(person=person, parts=parts)
        row = UnitDone(person=person, unit=unit, module=module)
        row.full_clean(exclude=["person"], validate_unique=False, validate_constraints=False)
        if unit not in done and not UnitDone.objects.filter(person=person, unit=unit).exists():
            if awaited_webs(person, unit):
                raise NotHandedInError
            UnitDone.objects.bulk_create([row], ignore_conflicts=True)
            transaction.on_commit(partial(signals.unit_done.send, UnitDone, person=person, unit=unit, module=module))
        if is_there:
            _remember(enrolment, unit)
        return settle(enrolment=enrolment, done=done | {unit})


def count_web(*, person: Any, instrument: UUID) -> int:
    """Mark units as done that ask for a web a person has just handed in, in all modules they are enrolled in.

    Return how many there were. A unit that asks for another web, too, waits for that.
    """
    asking = selectors.units_asking(instrument)
    if not asking:
        return 0
    enrolled = Enrolment.objects.filter(person=person, withdrawn_at=None).order_by("module")
    marked = 0
    for module in enrolled.values_list("module", flat=True):
        parts = selectors.units_of(module)
        for unit in {part.key for part in parts} & asking.keys() - done_among(person=person, parts=parts):
            if not awaited_webs(person, unit):
                mark_done(person=person, unit=unit, module=module, is_there=False)
                marked += 1
    return marked


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
