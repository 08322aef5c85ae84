"""What the catalogue, courses, modules and units show beyond their own fields."""

from typing import Any
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from academy_site.foundation import languages, selectors as vocabulary
from academy_site.foundation.contexts import page_context
from academy_site.foundation.enums import DimensionKey
from academy_site.foundation.stamp import stamped
from courses import selectors
from courses.contexts.vocabulary import dimension_keys, dimensions_now
from courses.domain.catalogue import Query, read_query, window
from courses.enums import Step
from courses.models import CoursePage, CurriculumPage, ModulePage, UnitPage

RESULTS_PER_PAGE = 10
COURSES_PER_PAGE = 10


@page_context(CurriculumPage)
def catalogue(page: CurriculumPage, request) -> dict[str, Any]:
    """Add search, filters and the courses as paths. One query for the words one looks for."""
    language = languages.reader_language()
    courses = selectors.programme(language)
    query = read_query(dict(request.GET.lists()), DimensionKey.values, {course.key for course in courses})
    context: dict[str, Any] = {
        "query": query,
        "dimension_choices": list(vocabulary.dimensions(language).values()),
        "minute_choices": _with_own(selectors.minute_choices(language), query.minutes),
        "course_total": len(courses),
        "module_total": len({module.pk for course in courses for module in course.modules}),
        "steps": [(Step(step.value["step"]), step.value) for step in page.steps if step.value["step"]],
        "routes": _routes(page, request, language),
    }
    if query.asked:
        context |= _results(page, query, language)
    else:
        number, pages, first = window(len(courses), query.page, COURSES_PER_PAGE)
        context |= {
            "courses_as_paths": _courses_as_paths(language, first),
            "pages": _pages(page, query, number, pages),
        }
    return context


@stamped
def _courses_as_paths(language: str, first: int) -> SafeString:
    """Return a part of the courses, drawn as paths: the same for every reader, and the most there is to draw."""
    courses = selectors.programme(language)[first : first + COURSES_PER_PAGE]
    with translation.override(language):
        return render_to_string("courses/parts/course_list.html", {"courses": courses})


def _with_own(choices: tuple[int, ...], asked: int | None) -> list[int]:
    return sorted({*choices, asked} if asked else choices)


def _results(page: CurriculumPage, query: Query, language: str) -> dict[str, Any]:
    found = selectors.search(query, language)
    number, pages, first = window(len(found.entries), query.page, RESULTS_PER_PAGE)
    terms = vocabulary.glossary(language) if query.words else []
    return {
        "found": found,
        "total": len(found.entries),
        "results": found.entries[first : first + RESULTS_PER_PAGE],
        "counts": [(kind, found.count(kind)) for kind in ("course", "module", "unit") if found.count(kind)],
        "pages": _pages(page, query, number, pages),
        "loosened": [
            (name, count, _address(page, query, **{_PARAMETER[name]: _EMPTY[name], "page": 1}))
            for name, count in found.without
        ],
        "without_filters": _address(page, query, dimension=(), minutes=None, course="", page=1)
        if query.text and (query.dimensions or query.minutes or query.course)
        else "",
        "asked": _asked(query, language),
        "terms": [term for term in terms if all(word in term.title.casefold() for word in query.words)][:3],
    }


def _asked(query: Query, language: str) -> list[tuple[str, Any]]:
    """Return the filters in words, each with the page or snippet whose words these are, if any."""
    asked: list[tuple[str, Any]] = [(dimension.axis_label, dimension) for dimension in dimensions_now(query.dimensions)]
    if query.minutes:
        up_to = ngettext("up to %(count)d minute", "up to %(count)d minutes", query.minutes)
        asked.append((up_to % {"count": query.minutes}, None))
    courses = (course for course in selectors.programme(language) if course.key == query.course)
    return asked + [(course.title, course) for course in courses]


_PARAMETER = {"minutes": "minutes", "course": "course", "dimensions": "dimension"}
_EMPTY: dict[str, Any] = {"minutes": None, "course": "", "dimensions": ()}


def _address(catalogue_page: CurriculumPage, query: Query, **changed) -> str:
    parameters = urlencode(query.parameters(**changed))
    return languages.url_for(catalogue_page) + (f"?{parameters}" if parameters else "")


def _pages(page: CurriculumPage, query: Query, number: int, pages: int) -> dict[str, Any]:
    return {
        "number": number,
        "total": pages,
        "previous": _address(page, query, page=number - 1) if number > 1 else "",
        "next": _address(page, query, page=number + 1) if number < pages else "",
    }


def _routes(page: CurriculumPage, request, language: str) -> list[dict[str, Any]]:
    """Return the routes, each with its public modules. No query for a live page."""
    live = selectors.curriculum(language)
    kept = live is not None and live.pk == page.pk and not getattr(request, "is_preview", False)
    return [
        {
            "id": route.id,
            "title": route.title,
            "time": route.time,
            "modules": [
                module for key in route.modules if (module := selectors.module_outline(key, language)) and module.public
            ],
        }
        for route in (live.routes if live and kept else selectors.routes_of(page))
    ]


@page_context(CoursePage)
def course(page: CoursePage, request) -> dict[str, Any]:
    """Add the modules of the course, as a path. No query for a live page."""
    language = languages.reader_language()
    outline = next((c for c in selectors.programme(language) if c.translation_key == page.translation_key), None)
    if outline is None or getattr(request, "is_preview", False):
        keys = page.course_modules.values_list("module__translation_key", flat=True) if page.pk else ()
        modules = [module for key in keys if (module := selectors.module_outline(key, language))]
    else:
        modules = list(outline.modules)
    return {
        "modules": modules,
        "first_module": modules[0] if modules else None,
        "dimensions": dimensions_now(dict.fromkeys(key for module in modules for key in module.dimensions)),
    }


@page_context(ModulePage)
def module(page: ModulePage, request) -> dict[str, Any]:
    """Add the units as a path, the place in the course, and the routes. No query for a live page."""
    language = languages.reader_language()
    outline = selectors.module_outline(page.translation_key, language)
    units = selectors.path_of_module(outline) if outline else ()
    curriculum = selectors.curriculum(language)
    home = _home_course(outline, language)
    keys = outline.dimensions if outline and not getattr(request, "is_preview", False) else _draft_dimensions(page)
    dimensions = dimensions_now(keys)
    return {
        "units": units,
        "first_unit": units[0] if units else None,
        "show_unit": next((unit for unit in units if unit.step == Step.SHOW), None),
        "minutes_with_learners": sum(unit.minutes for unit in units if unit.step == Step.TRY),
        "course": home,
        "number_in_course": _number_of(page, home),
        "also_in": [c for c in _courses_with(page, language) if home is None or c.pk != home.pk],
        "dimension": dimensions[0] if dimensions else None,
        "dimensions": dimensions,
        "prior_learning": page.prior_learning or (curriculum.prior_learning if curriculum else ""),
        "prior_learning_page": None if page.prior_learning else curriculum,
        "curriculum": curriculum,
        "routes": curriculum.routes_with(page.translation_key) if curriculum else [],
    }


def _draft_dimensions(page: ModulePage) -> list[str]:
    """Return the keys of the dimensions of a version that may not be stored."""
    return [dimension_keys()[row.dimension_id] for row in page.module_dimensions.all()]


def _courses_with(page, language: str) -> list:
    return [
        course
        for course in selectors.programme(language)
        if any(module.translation_key == page.translation_key for module in course.modules)
    ]


def _home_course(outline, language: str):
    if outline is None:
        return None
    courses = selectors.programme(language)
    return next((course for course in courses if course.translation_key == outline.home), None)


def _number_of(page, course) -> int:
    keys = [module.translation_key for module in course.modules] if course else []
    return keys.index(page.translation_key) + 1 if page.translation_key in keys else 0


def terms_of(page: UnitPage) -> list[Any]:
    """Return the glossary terms that the reading of a unit explains, each once."""
    terms = {block.value.pk: block.value for block in page.body if block.block_type == "term" and block.value}
    return list(terms.values())


@page_context(UnitPage)
def unit(page: UnitPage, request) -> dict[str, Any]:
    """Add the way through the module, and the terms that stand in the margin. No query for a live page."""
    language = languages.reader_language()
    place = selectors.place_of_unit(page.translation_key, language)
    units = selectors.path_of_module(place.module) if place else ()
    dimensions = dimensions_now(place.module.dimensions if place else ())
    return {
        "place": place,
        "module": place.module if place else None,
        "units": units,
        "step": Step(page.step) if page.step else None,
        "dimension": dimensions[0] if dimensions else None,
        # Asked for only where the margin is not kept; reading the stored form loads no chosen objects.
        "terms": lambda: terms_of(page),
        "asks_for_web": bool(selectors.asked_by(page.translation_key)),
        "place_of_web": next((block["id"] for block in page.body.raw_data if block["type"] == "tool"), ""),
        "checks": [block["id"] for block in page.body.raw_data if block["type"] == "knowledge_check"],
    }
