"""Questions to what teachers have enrolled in and done."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from courses.domain.progress import Finish, Progress, keys, measure, resume
from courses.models import CourseEnrolment, Enrolment, UnitDone
from courses.selectors.counted import modules_of, units_of


@dataclass(frozen=True, slots=True)
class Learning:
    """How a teacher stands in a module, or in a course as `of` its modules."""

    of: UUID
    # Of the kind that belongs to it: `Enrolment` or `CourseEnrolment`.
    enrolment: Any
    progress: Progress
    # Units they have done; of a course, modules they worked through.
    done: frozenset[UUID]
    # Where to go on: a unit of a module, a module of a course; None when nothing that counts is left.
    next: UUID | None

    @property
    def active(self) -> bool:
        """Whether they are enrolled and have not withdrawn."""
        return self.enrolment.active

    @property
    def new_count(self) -> int:
        """How many parts there are that they have never seen."""
        return len(self.progress.new)


def finish_of(enrolment: Enrolment | CourseEnrolment) -> Finish | None:
    """Return what there was when this was first worked through."""
    kept = enrolment.finished_with
    return Finish(keys(kept["required"]), keys(kept["all"])) if kept else None


def is_enrolled(person: Any, module: UUID) -> bool:
    """Tell whether a person is enrolled in a module and has not withdrawn. One query, none for a visitor."""
    if not person.is_authenticated:
        return False
    return Enrolment.objects.filter(person=person, module=module, withdrawn_at=None).exists()


def is_enrolled_in_course(person: Any, course: UUID) -> bool:
    """Tell whether a person is enrolled in a course and has not withdrawn. One query."""
    return CourseEnrolment.objects.filter(person=person, course=course, withdrawn_at=None).exists()


def enrolled_in(person: Any) -> frozenset[UUID]:
    """Return the modules in which a person is enrolled and which they have not left. One query."""
    mine = Enrolment.objects.filter(person=person, withdrawn_at=None)
    return frozenset(mine.values_list("module", flat=True))


def learning_in(person: Any, module: UUID, *also: UUID) -> Learning | None:
    """Return how a person stands in a module, None for one they never enrolled in. Two queries.

    `also` are units of it that count for nobody: a translation may have some of its own.
    """
    enrolment = Enrolment.objects.filter(person=person, module=module).first()
    if enrolment is None:
        return None
    wanted = {*also, *(part.key for part in units_of(module))}
    done = UnitDone.objects.filter(person=person, unit__in=wanted).values_list("unit", flat=True)
    return _learning(enrolment, set(done))


def learning_of(person: Any, modules: Collection[UUID] | None = None) -> dict[UUID, Learning]:
    """Return how a person stands in all their modules, or in some of these. Two queries, whatever their number."""
    enrolments = Enrolment.objects.filter(person=person).order_by("-last_seen_at", "pk")
    if modules is not None:
        enrolments = enrolments.filter(module__in=modules)
    found = list(enrolments)
    done = set(UnitDone.objects.filter(person=person).values_list("unit", flat=True)) if found else set()
    return {enrolment.module: _learning(enrolment, done) for enrolment in found}


def courses_of(person: Any, learned: dict[UUID, Learning], course: UUID | None = None) -> dict[UUID, Learning]:
    """Return how a person stands in their courses, or in one, from what they learned in modules. One query."""
    enrolments = CourseEnrolment.objects.filter(person=person).order_by("enrolled_at", "pk")
    if course is not None:
        enrolments = enrolments.filter(course=course)
    through = {key for key, learning in learned.items() if learning.progress.worked_through}
    found = {}
    for enrolment in enrolments:
        parts = modules_of(enrolment.course)
        progress = measure(parts, through, finish_of(enrolment), learned.keys())
        visited = (key for key, learning in learned.items() if learning.enrolment.last_unit)
        latest = next((key for key in visited if key in {part.key for part in parts}), None)
        goal = resume(parts, progress, latest)
        found[enrolment.course] = Learning(enrolment.course, enrolment, progress, frozenset(through), goal)
    return found


def under_way(modules: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many people are enrolled in each module and have neither withdrawn nor worked through it. One query.

    Numbers about people: below five they are not shown as they are.
    """
    rows = _under_way(modules).values_list("module").annotate(count=Count("pk"))
    return dict.fromkeys(modules, 0) | dict(rows)


def left_at(modules: Iterable[UUID], *, before: datetime | None = None) -> dict[UUID, Counter[UUID]]:
    """Return for each module how many people under way stand at which unit: where they were last, or the next.

    Whoever has done the unit they were at last stands at the next required one. With `before` only those
    count who were not in the module since. One query. Numbers about people: below five they are not shown
    as they are.
    """
    done = UnitDone.objects.filter(person=OuterRef("person"), unit=OuterRef("last_unit"))
    rows = _under_way(modules).exclude(last_unit=None).annotate(is_done=Exists(done))
    if before is not None:
        rows = rows.filter(last_seen_at__lt=before)
    found: dict[UUID, Counter[UUID]] = defaultdict(Counter)
    for module, last, is_done, count in rows.values_list("module", "last_unit", "is_done").annotate(Count("pk")):
        parts = units_of(module)
        progress = measure(parts, {last} if is_done else ())
        unit = resume(parts, progress, last)
        if unit is not None:
            found[module][unit] += count
    return dict(found)


def _under_way(modules: Iterable[UUID]) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(module__in=list(modules), withdrawn_at=None, finished_at=None).order_by()


def _learning(enrolment: Enrolment, done: set[UUID]) -> Learning:
    parts = units_of(enrolment.module)
    progress = measure(parts, done, finish_of(enrolment), keys(enrolment.known_units))
    goal = resume(parts, progress, enrolment.last_unit)
    return Learning(enrolment.module, enrolment, progress, frozenset(done), goal)
