"""A teacher's own courses in the reader's language: how far they are, what is next, what was added since.

For the catalogue and the learner's home. Not here: what counts, see `courses.domain.progress`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from academy_site.foundation import languages
from courses import selectors
from courses.domain.progress import Progress, measure
from courses.selectors import CourseOutline, Learning, ModuleOutline, UnitOutline

Learned = Mapping[UUID, Learning]


@dataclass(frozen=True, slots=True)
class MyCourse:
    """A course that a teacher is enrolled in, or one of its modules."""

    outline: CourseOutline
    progress: Progress
    # How they stand in its modules, those they left among them.
    learned: Learned
    next_module: ModuleOutline | None
    next_unit: UnitOutline | None

    @property
    def begun(self) -> bool:
        """Whether they have done something in the module where they go on."""
        learning = self.learned.get(self.next_module.translation_key) if self.next_module else None
        return bool(learning and learning.progress.done)

    @property
    def new_modules(self) -> list[ModuleOutline]:
        """Modules that came after they had enrolled in the course or finished it, in order."""
        return [module for module in self.outline.modules if module.translation_key in self.progress.new]


def my_courses(person: Any, learned: Learned) -> list[MyCourse]:
    """Return the courses of a teacher, the one they were in last first, those worked through last. One query.

    A course is theirs when they are enrolled in it, or in a module of it that none of the courses they are
    enrolled in has.
    """
    courses = {course.translation_key: course for course in selectors.programme(languages.reader_language())}
    active = {key for key, learning in learned.items() if learning.active}
    enrolled = {key: of for key, of in selectors.courses_of(person, dict(learned)).items() if of.active}
    found = [_course(courses[key], of.progress, of.next, learned) for key, of in enrolled.items() if key in courses]
    left = active.difference(*(_keys(mine.outline) for mine in found))
    for key, course in courses.items():
        if key not in enrolled and left.intersection(_keys(course)):
            found.append(_visited(course, learned))
            left.difference_update(_keys(course))
    order = list(learned)
    return sorted(found, key=lambda mine: (mine.progress.worked_through, _latest(mine, order)))


def new_modules(courses: list[MyCourse]) -> list[tuple[MyCourse, list[ModuleOutline]]]:
    """Return the courses that got modules since, each with these; a module of two courses stands once."""
    shown: set[UUID] = set()
    found = []
    for mine in courses:
        new = [module for module in mine.new_modules if module.translation_key not in shown]
        shown.update(module.translation_key for module in new)
        if new:
            found.append((mine, new))
    return found


def _keys(course: CourseOutline) -> list[UUID]:
    return [module.translation_key for module in course.modules]


def _latest(mine: MyCourse, order: list[UUID]) -> int:
    places = [order.index(key) for key in _keys(mine.outline) if key in order]
    return min(places, default=len(order))


def _visited(course: CourseOutline, learned: Learned) -> MyCourse:
    """Return a course of which they are enrolled in modules only: nothing in it is new to them, or waits."""
    through = {key for key, learning in learned.items() if learning.progress.worked_through}
    progress = measure(selectors.modules_of(course.translation_key), through)
    waiting = (key for key in learned if key in _keys(course) and learned[key].active and key not in through)
    return _course(course, progress, next(waiting, None), learned)


def _course(course: CourseOutline, progress: Progress, goal: UUID | None, learned: Learned) -> MyCourse:
    module = next((module for module in course.modules if module.translation_key == goal), None)
    learning = learned.get(module.translation_key) if module else None
    units = selectors.path_of_module(module) if module and learning and learning.active else ()
    unit = next((unit for unit in units if learning and unit.translation_key == learning.next), None)
    return MyCourse(course, progress, learned, module, unit)
