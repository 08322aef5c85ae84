"""What counts in modules and courses, in every language the same."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from academy_site.foundation import languages
from academy_site.foundation.selectors import restricted_paths
from academy_site.foundation.stamp import stamped
from courses.domain.progress import Part
from courses.models import CourseModule, CoursePage, ModulePage, UnitPage

_ROW = ("translation_key", "locale_id", "path", "pk")


@dataclass(frozen=True, slots=True)
class _Counted:
    units: dict[UUID, tuple[Part, ...]]
    modules: dict[UUID, tuple[Part, ...]]


def units_of(module: UUID) -> tuple[Part, ...]:
    """Return the units of a module in order, none for a module that is not live.

    A module is counted in the source language; in the language it is written in when it exists in one
    language only. A unit that a translation has of its own counts for nobody: others could not do it.
    """
    return _counted().units.get(module, ())


def modules_of(course: UUID) -> tuple[Part, ...]:
    """Return the modules of a course in order, none for a course that is not live."""
    return _counted().modules.get(course, ())


def courses_with(module: UUID) -> tuple[UUID, ...]:
    """Return the courses that a module counts in."""
    return tuple(course for course, modules in _counted().modules.items() if Part(module) in modules)


@stamped
def _counted() -> _Counted:
    """Read what counts. Four queries, whatever the size of the programme."""
    modules = _canonical(ModulePage)
    by_path = {row["path"]: key for key, row in modules.items()}
    units: dict[UUID, list[Part]] = {key: [] for key in modules}
    rows = languages.written(UnitPage.objects.order_by("path")).values_list("translation_key", "path", "required")
    for key, path, required in rows:
        home = by_path.get(path[: -UnitPage.steplen])
        # One with readers of its own counts only where the whole module has some.
        if home and (_is_open(path) or not _is_open(modules[home]["path"])):
            units[home].append(Part(key, required))
    places: dict[int, list[UUID]] = defaultdict(list)
    for page, key in CourseModule.objects.order_by("sort_order").values_list("page_id", "module__translation_key"):
        places[page].append(key)
    courses = {
        key: tuple(
            Part(module)
            for module in dict.fromkeys(places.get(row["pk"], ()))
            if module in modules and _is_open(modules[module]["path"])
        )
        for key, row in _canonical(CoursePage).items()
    }
    return _Counted(
        units={key: tuple(found) for key, found in units.items()},
        modules=courses,
    )


def _is_open(path: str) -> bool:
    return not path.startswith(restricted_paths())


def _canonical(model) -> dict[UUID, dict]:
    """Return the row of each page that is counted by: in the source language, else in the first it exists in."""
    first = languages.locale_ids().get(languages.SOURCE_LANGUAGE)
    rows = languages.written(model.objects.order_by("path")).values(*_ROW)
    found: dict[UUID, dict] = {}
    for row in sorted(rows, key=lambda row: row["locale_id"] != first):
        found.setdefault(row["translation_key"], row)
    return found


def not_counted_elsewhere(model) -> Q:
    """Return the condition for pages that are counted by: in the source language, or not there in it."""
    first = languages.locale_ids().get(languages.SOURCE_LANGUAGE)
    in_source = model.objects.live().filter(locale_id=first).values("translation_key")
    return Q(locale_id=first) | ~Q(translation_key__in=in_source)
