"""Keeps what is stored about being worked through true after a change. Callers hold the transaction."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils.timezone import now

from courses import selectors, signals
from courses.domain.progress import Part, Progress, counting, finish_now, keys, measure
from courses.models import CourseEnrolment, Enrolment, UnitDone
from courses.selectors import finish_of


def done_among(*, person: Any, parts: Iterable[Part]) -> set[UUID]:
    """Return which of these units a person has done. One query."""
    wanted = [part.key for part in parts]
    return set(UnitDone.objects.filter(person=person, unit__in=wanted).values_list("unit", flat=True))


def settle(*, enrolment: Enrolment, done: set[UUID] | None = None) -> Progress:
    """Store whether a module is worked through now, and follow in the person's courses.

    The enrolment is locked by the caller, so that two changes at the same moment are counted one after
    the other. `done` saves a query.
    """
    parts = selectors.units_of(enrolment.module)
    done = done_among(person=enrolment.person_id, parts=parts) if done is None else done
    progress = measure(parts, done, finish_of(enrolment), keys(enrolment.known_units))
    if _store(enrolment, parts, progress):
        _settle_courses(enrolment)
        if progress.worked_through:
            tell = partial(
                signals.module_worked_through.send, Enrolment, person=enrolment.person, module=enrolment.module
            )
            transaction.on_commit(tell)
    return progress


def settle_course(*, enrolment: CourseEnrolment) -> Progress:
    """Store whether a course is worked through now. The enrolment is locked by the caller."""
    parts = selectors.modules_of(enrolment.course)
    modules = [part.key for part in parts]
    through = Enrolment.objects.filter(person=enrolment.person_id, module__in=modules, finished_at__isnull=False)
    progress = measure(parts, set(through.values_list("module", flat=True)), finish_of(enrolment))
    _store(enrolment, parts, progress)
    return progress


def _settle_courses(enrolment: Enrolment) -> None:
    courses = selectors.courses_with(enrolment.module)
    mine = CourseEnrolment.objects.select_for_update().filter(person=enrolment.person_id, course__in=courses)
    for of_course in mine.order_by("pk"):
        settle_course(enrolment=of_course)


def _store(enrolment: Enrolment | CourseEnrolment, parts: tuple[Part, ...], progress: Progress) -> bool:
    """Write a change of state, if it is one; the first finish is what is remembered for good."""
    if progress.worked_through == (enrolment.finished_at is not None):
        return False
    enrolment.finished_at = now() if progress.worked_through else None
    if progress.worked_through and enrolment.finished_with is None:
        finish = finish_now(parts)
        order = [part.key for part in parts]
        enrolment.finished_with = {
            "required": [str(key) for key in order if key in finish.required],
            "all": [str(key) for key in order],
        }
    enrolment.save(update_fields=["finished_at", "finished_with"])
    return True


def recount(*, module: UUID) -> int:
    """Store who worked through a module after an editor changed it; nobody loses it. Return how many gained it.

    Two queries, and then some for each who gained it.
    """
    parts = selectors.units_of(module)
    wanted = counting(parts)
    under_way = Enrolment.objects.filter(module=module, withdrawn_at=None, finished_at=None)
    done = UnitDone.objects.filter(unit__in=wanted).values("person").annotate(count=Count("pk"))
    all_done = done.filter(count=len(wanted)).values("person")
    # Who had it once and undid a unit may have it again, because that unit went.
    candidates = under_way.filter(Q(person__in=all_done) | Q(finished_with__isnull=False))
    gained = 0
    for pk in list(candidates.values_list("pk", flat=True)) if parts else ():
        with transaction.atomic():
            enrolment = Enrolment.objects.select_for_update().filter(pk=pk).first()
            if enrolment is not None and enrolment.active:
                gained += settle(enrolment=enrolment).worked_through
    return gained


def recount_course(*, course: UUID) -> None:
    """Store who worked through a course after its list of modules changed. Nobody loses it."""
    under_way = CourseEnrolment.objects.filter(course=course, withdrawn_at=None, finished_at=None)
    for pk in list(under_way.values_list("pk", flat=True)):
        with transaction.atomic():
            enrolment = CourseEnrolment.objects.select_for_update().filter(pk=pk).first()
            if enrolment is not None and enrolment.active:
                settle_course(enrolment=enrolment)
