"""Which module, course or unit a person may enrol in or mark: what is live and readable by them, else 404."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import Http404

from academy_site.foundation import languages
from academy_site.foundation.selectors import restrictions_of
from courses import selectors
from courses.models import UnitPage
from courses.selectors import CourseOutline, Link, ModuleOutline, UnitPlace


def may_read(person: Any, link: Link) -> bool:
    """Tell whether a person may read a live page, as Wagtail says. No query for a page that everybody may read."""
    return link.public or all(rule.accept_request(_Asking(person)) for rule in restrictions_of(link))


def module_for(person: Any, key: UUID) -> ModuleOutline:
    """Return a live module that this person may read, in the reader's language or standing in."""
    module = selectors.module_outline(key, languages.reader_language())
    if module is None or not may_read(person, module):
        raise Http404
    return module


def course_for(person: Any, key: UUID) -> CourseOutline:
    """Return a live course that everybody may read."""
    courses = selectors.programme(languages.reader_language())
    course = next((course for course in courses if course.translation_key == key), None)
    if course is None:
        raise Http404
    return course


def unit_for(person: Any, key: UUID) -> UnitPlace:
    """Return the place of a live unit in its live module, both readable by this person."""
    place = selectors.place_of_unit(key, languages.reader_language())
    if place is None or not (may_read(person, place.module) and may_read(person, place.unit)):
        raise Http404
    return place


@dataclass(frozen=True)
class _Asking:
    """What Wagtail's rules look at: who asks. Shared passwords are not used here, so none was given."""

    user: Any
    session: dict[str, Any] = field(default_factory=dict)


def may_change_unit(unit: UnitPage, person: Any) -> bool:
    """Tell whether a person may change a unit of the source language now: with the right, and nobody's lock on it."""
    if languages.language_of(unit) != languages.SOURCE_LANGUAGE:
        return False
    rights = unit.permissions_for_user(person)
    return rights.can_edit() and not rights.page_locked()
