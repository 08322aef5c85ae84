"""Enrolling and withdrawing. Whoever withdraws loses nothing: coming back finds all as it was."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from courses import selectors
from courses.models import CourseEnrolment, Enrolment
from courses.services.finishing import settle, settle_course


def enrol(*, person: Any, module: UUID, seen_at: datetime | None = None) -> Enrolment:
    """Enrol a person in a module, or let them come back to it. Returns the one enrolment they have.

    A new one counts as seen now, or at `seen_at`. Access is the caller's to ask: see `access.module_for`.
    """
    known = [str(part.key) for part in selectors.units_of(module)]
    with transaction.atomic():
        _insert(Enrolment(person=person, module=module, known_units=known, last_seen_at=seen_at or now()))
        enrolment = Enrolment.objects.select_for_update().get(person=person, module=module)
        _come_back(enrolment)
        settle(enrolment=enrolment)  # units may have come or gone, and a unit of another module may have moved here
    return enrolment


def enrol_in_course(*, person: Any, course: UUID) -> CourseEnrolment:
    """Enrol a person in a course and in all its modules."""
    moment = now()
    # The first module counts as seen last, so that it is where they begin.
    seen = {part.key: moment - timedelta(microseconds=at) for at, part in enumerate(selectors.modules_of(course))}
    with transaction.atomic():
        for module in sorted(seen):  # always in the same order, so that two requests wait and never block
            enrol(person=person, module=module, seen_at=seen[module])
        _insert(CourseEnrolment(person=person, course=course))
        enrolment = CourseEnrolment.objects.select_for_update().get(person=person, course=course)
        _come_back(enrolment)
        settle_course(enrolment=enrolment)
    return enrolment


def withdraw(*, person: Any, module: UUID) -> None:
    """Withdraw a person from a module. What they did, wrote and answered is kept."""
    Enrolment.objects.filter(person=person, module=module, withdrawn_at=None).update(withdrawn_at=now())


@transaction.atomic
def withdraw_from_course(*, person: Any, course: UUID) -> None:
    """Withdraw a person from a course, and from its modules that are under way for this course only.

    Modules that are worked through, or that another course of theirs has too, stay theirs.
    """
    mine = CourseEnrolment.objects.filter(person=person, withdrawn_at=None)
    others = mine.exclude(course=course).values_list("course", flat=True)
    kept = {part.key for other in others for part in selectors.modules_of(other)}
    left = {part.key for part in selectors.modules_of(course)} - kept
    if mine.filter(course=course).exists():
        under_way = Enrolment.objects.filter(person=person, module__in=left, withdrawn_at=None, finished_at=None)
        # Modules before courses, and in order, as everywhere: two requests wait for each other and never block.
        rows = list(under_way.select_for_update().order_by("module").values_list("pk", flat=True))
        Enrolment.objects.filter(pk__in=rows).update(withdrawn_at=now())
        mine.filter(course=course).update(withdrawn_at=now())


def _come_back(enrolment: Enrolment | CourseEnrolment) -> None:
    if not enrolment.active:
        enrolment.withdrawn_at = None
        enrolment.save(update_fields=["withdrawn_at"])


def _insert(row: Enrolment | CourseEnrolment) -> None:
    """Insert a row, unless the person has it: the constraint says so, whoever comes first."""
    row.full_clean(exclude=["person"], validate_unique=False, validate_constraints=False)
    type(row).objects.bulk_create([row], ignore_conflicts=True)  # type: ignore[list-item]
