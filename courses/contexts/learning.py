"""What a signed-in teacher sees of their own on units, modules and courses. Visitors see none of it."""

from functools import cache
from typing import Any
from uuid import UUID

from academy_site.foundation import languages
from academy_site.foundation.contexts import page_context
from academy_site.foundation.page_cache import personal
from courses import selectors, services
from courses.domain.progress import after
from courses.models import CoursePage, CurriculumPage, ModulePage, UnitPage
from courses.own_courses import MyCourse, my_courses


def _teacher(request) -> Any:
    """Return who is signed in and looks at a live page, else None; what they get is for them alone."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated or getattr(request, "is_preview", False):
        return None
    personal(request)
    return person


@page_context(UnitPage)
def own_unit(page: UnitPage, request) -> dict[str, Any]:
    """Add how a teacher stands in the module of a unit, and remember that they are here. Two queries.

    Two more when something is to be remembered, and one for each web that the unit asks for until it is done.
    """
    person, place = _teacher(request), selectors.place_of_unit(page.translation_key, languages.reader_language())
    if person is None or place is None:
        return {}
    learning = selectors.learning_in(person, place.module.translation_key, page.translation_key)
    is_done = learning is not None and page.translation_key in learning.done
    waits = not is_done and bool(selectors.awaited_webs(person, page.translation_key))
    if learning is None or not learning.active:
        return {"may_enrol": True, "waits_for_web": waits}
    if request.method == "GET":
        services.note_visit(enrolment=learning.enrolment, unit=page.translation_key)
    progress, parts = learning.progress, selectors.units_of(place.module.translation_key)
    by_key = {unit.translation_key: unit for unit in place.module.units}
    return {
        "learning": learning,
        "is_done": is_done,
        "waits_for_web": waits,
        "next_unit": _found(by_key, after(parts, progress, page.translation_key)),
    }


@page_context(ModulePage)
def own_module(page: ModulePage, request) -> dict[str, Any]:
    """Add how a teacher stands in a module, and where they go on. Two queries."""
    person, outline = _teacher(request), selectors.module_outline(page.translation_key, languages.reader_language())
    if person is None or outline is None:
        return {}
    learning = selectors.learning_in(person, page.translation_key)
    units = {unit.translation_key: unit for unit in outline.units}
    new = [unit for key, unit in units.items() if learning and key in learning.progress.new]
    return {
        "may_enrol": learning is None or not learning.active,
        "learning": learning,
        "next_unit": _found(units, learning.next if learning else None),
        "new_units": new,
    }


@page_context(CoursePage)
def own_course(page: CoursePage, request) -> dict[str, Any]:
    """Add how a teacher stands in a course and in each of its modules. Three queries."""
    person = _teacher(request)
    if person is None:
        return {}
    keys = [part.key for part in selectors.modules_of(page.translation_key)]
    learned = selectors.learning_of(person, keys)
    course = selectors.courses_of(person, learned, page.translation_key).get(page.translation_key)
    by_key = {module.translation_key: module for module in _modules(page)}
    return {
        "may_enrol": course is None or not course.active,
        "learning": course,
        "learned": learned,
        "next_module": _found(by_key, course.next if course else None),
        "new_modules": [module for key, module in by_key.items() if course and key in course.progress.new],
    }


@page_context(CurriculumPage)
def own_catalogue(page: CurriculumPage, request) -> dict[str, Any]:
    """Add the courses of a teacher, each with how far they are. Three queries, none where they are not shown."""
    person = _teacher(request)
    if person is None:
        return {}

    @cache
    def mine() -> list[MyCourse]:
        return my_courses(person, selectors.learning_of(person))

    return {"my_courses": mine}


def _modules(page: CoursePage) -> tuple[Any, ...]:
    courses = selectors.programme(languages.reader_language())
    return next((course.modules for course in courses if course.translation_key == page.translation_key), ())


def _found(outlines: dict[UUID, Any], key: UUID | None) -> Any:
    return outlines.get(key) if key else None
