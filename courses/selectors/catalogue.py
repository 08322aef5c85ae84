"""Search and filters over courses, modules and units, in the reader's language first."""

from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Literal

from wagtail.models import Page

from academy_site.foundation import languages
from academy_site.foundation.stamp import stamped
from courses.domain.catalogue import Query, choices
from courses.selectors.links import locales_for
from courses.selectors.programme import CourseOutline, ModuleOutline, UnitOutline, programme


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the catalogue that can be found. `module` is None for a course, `unit` for a module."""

    kind: Literal["course", "module", "unit"]
    link: CourseOutline | ModuleOutline | UnitOutline
    course: CourseOutline
    courses: tuple[str, ...]
    module: ModuleOutline | None
    unit: UnitOutline | None
    dimension: str
    dimensions: frozenset[str]
    minutes: int
    title: str
    haystack: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, the best first. `without` says how much there is when one filter is left out."""

    entries: tuple[Entry, ...]
    without: tuple[tuple[str, int], ...] = ()

    def count(self, kind: str) -> int:
        """Return how many of a kind were found."""
        return sum(entry.kind == kind for entry in self.entries)


@stamped
def catalogue(language: str) -> tuple[Entry, ...]:
    """Return everything that can be found, in the order of the programme, a borrowed module once."""
    entries: dict[int, Entry] = {}
    courses = programme(language)
    lists = {module.pk: [] for course in courses for module in course.modules}
    for course in courses:
        for module in course.modules:
            lists[module.pk].append(course.key)
    for course in courses:
        together = frozenset(key for module in course.modules for key in module.dimensions)
        entries[course.pk] = _entry("course", course, course, (course.key,), None, None, together, course.hours * 60)
        for module in course.modules:
            if module.pk in entries and module.home != course.translation_key:
                continue
            of_module = (course, tuple(lists[module.pk]), module)
            own = frozenset(module.dimensions)
            entries[module.pk] = _entry("module", module, *of_module, None, own, module.hours * 60)
            for unit in module.units:
                if unit.public:
                    entries[unit.pk] = _entry("unit", unit, *of_module, unit, own, unit.minutes)
    return tuple(entries.values())


def _entry(kind, link, course, courses, module, unit, dimensions, minutes) -> Entry:
    return Entry(
        kind=kind,
        link=link,
        course=course,
        courses=courses,
        module=module,
        unit=unit,
        dimension=(module or course).dimension,
        dimensions=dimensions,
        minutes=minutes,
        title=link.title.casefold(),
        haystack=f"{link.title} {link.introduction} {link.key}".casefold(),
    )


@stamped
def minute_choices(language: str) -> tuple[int, ...]:
    """Return the times that units really take, at most six of them, for the filter."""
    return choices({entry.minutes for entry in catalogue(language) if entry.kind == "unit"})


def search(query: Query, language: str) -> Found:
    """Return what fits the words and the filters. One query where there are words, none without.

    Words are looked for in the reader's language, then in the source language for what is not
    translated; titles come before texts. Filters: any of the dimensions, at most so many minutes,
    one course.
    """
    entries = catalogue(language)
    if query.text:
        entries = _with_words(entries, query.words, language)
    if query.dimensions or query.minutes is not None or query.course:
        found = tuple(entry for entry in entries if _passes(entry, query))
    else:
        found = entries
    return Found(found, () if found else _loosened(entries, query))


def _loosened(entries: tuple[Entry, ...], query: Query) -> tuple[tuple[str, int], ...]:
    """Return the filters that are in the way, each with how many entries there are without it."""
    empty: dict[str, Any] = {"minutes": None, "course": "", "dimensions": ()}
    counts = [
        (name, sum(_passes(entry, replace(query, **{name: value})) for entry in entries))
        for name, value in empty.items()
        if getattr(query, name)
    ]
    return tuple((name, count) for name, count in counts if count)


def _passes(entry: Entry, query: Query) -> bool:
    return (
        (not query.dimensions or not entry.dimensions.isdisjoint(query.dimensions))
        and (query.minutes is None or entry.minutes <= query.minutes)
        and (not query.course or query.course in entry.courses)
    )


def _with_words(entries: tuple[Entry, ...], words: tuple[str, ...], language: str) -> tuple[Entry, ...]:
    """Return the entries that hold all words: in title, introduction or anywhere in the page.

    The index knows whole words only. Title and introduction are also searched for parts of words,
    since in Finnish or Polish a word rarely stands in its first form.
    """
    if not words:
        return ()
    in_texts = _indexed(words, language)
    # Word by word over plain lists: this runs over everything that the academy has.
    in_haystack, in_title = list(entries), list(entries)
    for word in words:
        in_haystack = [entry for entry in in_haystack if word in entry.haystack]
        in_title = [entry for entry in in_title if word in entry.title]
    ranks = dict.fromkeys(in_texts, 2) | {e.link.pk: 1 for e in in_haystack} | {e.link.pk: 0 for e in in_title}
    own = languages.locale_ids().get(language)
    shelves: tuple[list[Entry], ...] = ([], [], [], [], [], [])
    for entry in entries:
        link = entry.link
        rank = ranks.get(link.pk)
        if rank is not None:
            shelves[rank if link.locale_id == own else rank + 3].append(entry)
    return tuple(chain.from_iterable(shelves))


def _indexed(words: tuple[str, ...], language: str) -> set[int]:
    """Return the ids of the pages whose index holds all words, by Wagtail's database search."""
    pages = Page.objects.live().filter(locale_id__in=locales_for(language))
    # Unranked: Wagtail ranks on SQLite with one more search for every page found.
    found = pages.search(" ".join(words), order_by_relevance=False)
    # Unsorted: the programme's own order is known, and PostgreSQL sorts paths letter by letter.
    return set(found.get_queryset().order_by().values_list("pk", flat=True))
