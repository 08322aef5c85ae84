"""The structure of the programme in one language: courses, their modules, their units."""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from academy_site.foundation.stamp import stamped
from courses.enums import Step
from courses.models import CourseModule, CoursePage, CurriculumPage, ModuleDimension, ModulePage, UnitPage
from courses.selectors.links import Link, Shown, home_of, keys_by_path, link_values, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOutline(Link):
    """A unit, numbered within its module."""

    key: str
    step: Step
    minutes: int
    required: bool
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleOutline(Link):
    """A module with its units in order. `dimension` is the key of its main dimension, or ``."""

    key: str
    hours: int
    ects: Decimal
    task_title: str
    dimensions: tuple[str, ...]
    units: tuple[UnitOutline, ...]
    home: UUID | None

    @property
    def dimension(self) -> str:
        """Key of the main dimension, empty when an editor has named none."""
        return self.dimensions[0] if self.dimensions else ""

    @property
    def unit_count(self) -> int:
        """How many units the module has."""
        return len(self.units)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseOutline(Link):
    """A course with its modules in order, its own and borrowed ones."""

    key: str
    hours: int
    ects: Decimal
    modules: tuple[ModuleOutline, ...]

    @property
    def dimension(self) -> str:
        """Key of the main dimension of the first module that has one."""
        return next((module.dimension for module in self.modules if module.dimension), "")


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Where a unit stands: its module, itself in it, and the units before and after it."""

    module: ModuleOutline
    unit: UnitOutline
    previous: UnitOutline | None
    following: UnitOutline | None


@dataclass(frozen=True, slots=True)
class RouteOutline:
    """A route through the programme."""

    id: str
    title: str
    time: str
    modules: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurriculumOutline(Link):
    """The catalogue's page, by what module and unit pages show of it."""

    prior_learning: str
    knowledge_check_rules: str
    routes: tuple[RouteOutline, ...]

    def routes_with(self, module: UUID) -> list[RouteOutline]:
        """Return the routes that a module is on."""
        return [route for route in self.routes if module in route.modules]


@dataclass(frozen=True, slots=True)
class _Structure:
    courses: tuple[CourseOutline, ...]
    modules: dict[UUID, ModuleOutline]
    modules_of_units: dict[UUID, ModuleOutline]


@stamped
def _structure(language: str) -> _Structure:
    """Read the whole programme. Five queries, whatever its size."""
    dimensions: dict[int, list[str]] = defaultdict(list)
    for page, key in ModuleDimension.objects.order_by("sort_order").values_list("page_id", "dimension__key"):
        dimensions[page].append(key)
    module_pages = shown(ModulePage, language, "key", "hours", "ects", "task_title")
    course_pages = shown(CoursePage, language, "key", "hours", "ects")
    unit_pages = shown(UnitPage, language, "key", "step", "minutes", "required")
    units = _units_by_home(unit_pages, keys_by_path(module_pages))
    course_of = keys_by_path(course_pages)
    modules = {
        module.translation_key: ModuleOutline(
            **link_values(module.row),
            **_own(module, "key", "hours", "ects", "task_title"),
            dimensions=tuple(dimensions.get(module.source_pk, ())),
            units=tuple(units.get(module.translation_key, ())),
            home=course_of.get(home_of(module)),
        )
        for module in module_pages
    }
    places: dict[int, list[UUID]] = defaultdict(list)
    for page, key in CourseModule.objects.order_by("sort_order").values_list("page_id", "module__translation_key"):
        places[page].append(key)
    courses = tuple(
        CourseOutline(
            **link_values(course.row),
            **_own(course, "key", "hours", "ects"),
            modules=tuple(modules[key] for key in dict.fromkeys(places.get(course.source_pk, ())) if key in modules),
        )
        for course in course_pages
    )
    of_units = {unit.translation_key: module for module in modules.values() for unit in module.units}
    return _Structure(courses, modules, of_units)


def _own(page: Shown, *names: str) -> dict[str, Any]:
    return {name: page.row[name] for name in names}


def _units_by_home(pages: list[Shown], modules: dict[str, UUID]) -> dict[UUID, list[UnitOutline]]:
    units: dict[UUID, list[UnitOutline]] = defaultdict(list)
    for page in pages:
        module = modules.get(home_of(page))
        if module is None:
            continue
        siblings = units[module]
        siblings.append(
            UnitOutline(
                **link_values(page.row),
                **_own(page, "key", "minutes", "required"),
                step=Step(page.row["step"]),
                number=len(siblings) + 1,
            )
        )
    return units


@stamped
def programme(language: str) -> tuple[CourseOutline, ...]:
    """Return the public courses in order, each with its public modules, in this language or standing in."""
    return tuple(_public_course(course) for course in _structure(language).courses if course.public)


def _public_course(course: CourseOutline) -> CourseOutline:
    if all(module.public for module in course.modules):
        return course
    return replace(course, modules=tuple(module for module in course.modules if module.public))


def module_outline(key: UUID, language: str) -> ModuleOutline | None:
    """Return a live module by its translation key, public or not."""
    return _structure(language).modules.get(key)


def path_of_module(module: ModuleOutline) -> tuple[UnitOutline, ...]:
    """Return the units of a module in order; those with readers of their own only where the module has too."""
    return tuple(unit for unit in module.units if unit.public or not module.public)


def place_of_unit(key: UUID, language: str) -> UnitPlace | None:
    """Return where a live unit stands, None for a unit whose module is not live."""
    module = _structure(language).modules_of_units.get(key)
    if module is None:
        return None
    units = tuple(unit for unit in module.units if unit.public or not module.public or unit.translation_key == key)
    at = next(number for number, unit in enumerate(units) if unit.translation_key == key)
    return UnitPlace(
        module=module,
        unit=units[at],
        previous=units[at - 1] if at else None,
        following=units[at + 1] if at + 1 < len(units) else None,
    )


@stamped
def curriculum(language: str) -> CurriculumOutline | None:
    """Return the catalogue's page in this language or standing in, None before there is one."""
    pages = shown(CurriculumPage, language)
    if not pages:
        return None
    page = CurriculumPage.objects.get(pk=pages[0].row["pk"])
    return CurriculumOutline(
        **link_values(pages[0].row),
        prior_learning=page.prior_learning,
        knowledge_check_rules=page.knowledge_check_rules,
        routes=routes_of(page),
    )


def routes_of(page: CurriculumPage) -> tuple[RouteOutline, ...]:
    """Return the routes of one version of the catalogue's page. One query for all modules."""
    return tuple(
        RouteOutline(
            route.id,
            route.value["title"],
            route.value["time"],
            tuple(module.translation_key for module in route.value["modules"] if module),
        )
        for route in page.routes
    )
