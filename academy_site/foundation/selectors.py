"""Questions to the vocabulary and the page tree that every floor asks."""

from bisect import bisect_left
from collections import defaultdict, deque
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.tasks import update_reference_index_task

from academy_site.foundation import alphabet, languages
from academy_site.foundation.enums import FooterGroup
from academy_site.foundation.models import AcademySettings, Dimension, GlossaryTerm, Phase, Quadrant
from academy_site.foundation.stamp import stamped

# The tasks of Wagtail that read again what was saved.
INDEX_TASKS = tuple(task.module_path for task in (insert_or_update_object_task, update_reference_index_task))


@stamped
def dimensions(language: str) -> dict[str, Dimension]:
    """Return the eight dimensions by key, in axis order, in this language or else English."""
    found = languages.keyed(Dimension.objects.all(), language)
    return dict(sorted(found.items(), key=lambda item: item[1].order))


@stamped
def quadrants(language: str) -> dict[str, Quadrant]:
    """Return the four quadrants by key, in order of the map."""
    found = languages.keyed(Quadrant.objects.all(), language)
    return dict(sorted(found.items(), key=lambda item: item[1].order))


@stamped
def phases(language: str) -> dict[str, Phase]:
    """Return the five phases by key, in order."""
    found = languages.keyed(Phase.objects.all(), language)
    return dict(sorted(found.items(), key=lambda item: item[1].order))


@stamped
def glossary(language: str) -> list[GlossaryTerm]:
    """Return all terms in this language or else English, in alphabetical order."""
    terms = languages.keyed(GlossaryTerm.objects.all(), language).values()
    return sorted(terms, key=lambda term: alphabet.sort_key(term.title, language))


@stamped
def academy_settings() -> AcademySettings:
    """Return what the operator says about the site."""
    return AcademySettings.objects.first() or AcademySettings()


def _closed_below(path: str, pages: list[tuple[str, UUID]], places: dict[UUID, list[str]]) -> tuple[str, ...]:
    """Return the tree paths that a restriction closes: what lies below it, in every language, and below that.

    `pages` are in the order of the tree. A translation may lie elsewhere than its source.
    """
    closed: list[str] = []
    waiting = deque([path])
    while waiting:
        place = waiting.popleft()
        if place.startswith(tuple(closed)):
            continue
        closed.append(place)
        for other, key in pages[bisect_left(pages, place, key=itemgetter(0)) :]:
            if not other.startswith(place):
                break
            waiting.extend(places[key])
    return tuple(closed)


@stamped
def _closed_paths() -> dict[int, tuple[str, ...]]:
    """Return, by the id of each restriction, the tree paths at and below which it holds. Two queries, one without."""
    restricted = list(PageViewRestriction.objects.values_list("pk", "page__path"))
    if not restricted:
        return {}
    pages = sorted(Page.objects.order_by().values_list("path", "translation_key"))
    places: dict[UUID, list[str]] = defaultdict(list)
    for path, key in pages:
        places[key].append(path)
    return {pk: _closed_below(path, pages, places) for pk, path in restricted}


@stamped
def restricted_paths() -> tuple[str, ...]:
    """Return the tree paths at and below which pages are not for everybody.

    A page that is closed in one language is closed in all, wherever its translations lie.
    """
    return tuple({path for paths in _closed_paths().values() for path in paths})


def is_public(page: Page) -> bool:
    """Tell whether a page is there for everybody: live, and closed by no restriction in any language."""
    return page.live and not page.path.startswith(restricted_paths())


def listed(pages: PageQuerySet) -> list[Page]:
    """Return what a list of pages shows to everybody, in the reader's language where it exists, in tree order.

    One query, two in a language that is not that of the pages. Every list asks here: Wagtail's own
    filter knows only what was set in the language of a page.
    """
    return [page for page in languages.in_language(languages.readable(pages.order_by("path"))) if is_public(page)]


def restrictions_of(page: Page) -> QuerySet[PageViewRestriction]:
    """Return what stands between a reader and a page: on it or above it, in whatever language it was set."""
    ids = [pk for pk, paths in _closed_paths().items() if page.path.startswith(paths)]
    return PageViewRestriction.objects.filter(pk__in=ids).select_related("page")


def refusing_rule(page: Page, request: Any) -> PageViewRestriction | None:
    """Return what keeps this reader from a page, None where nothing does. No query for a page for everybody."""
    if not page.path.startswith(restricted_paths()):
        return None
    return next((rule for rule in restrictions_of(page) if not rule.accept_request(request)), None)


@dataclass(frozen=True)
class MenuLink:
    """A link of the menu or the footer. `language` is that of the title."""

    title: str
    short: str
    path: str
    language: str


@dataclass(frozen=True)
class Navigation:
    """Main menu and footer in one language. Paths have no language prefix."""

    menu: tuple[MenuLink, ...]
    footer: tuple[tuple[str, tuple[MenuLink, ...]], ...]


@stamped
def navigation(language: str) -> Navigation:
    """Return the main menu (pages below home that show in menus) and the columns of the footer.

    Each page stands in the language itself or else in the source language, in the order of the tree.
    """
    home = languages.home_paths().get(languages.SOURCE_LANGUAGE)
    if home is None:
        return Navigation((), ())
    below = Page.objects.filter(url_path__startswith=home, depth__in=(3, 4))
    pages = languages.written(below).order_by("path").specific()
    placed = [page for page in pages if (page.show_in_menus or getattr(page, "footer_group", "")) and is_public(page)]
    shown = languages.in_language(placed, language)
    links = [(page, _link(version)) for page, version in zip(placed, shown, strict=True)]
    return Navigation(
        tuple(link for page, link in links if page.show_in_menus),
        tuple(
            (str(group.label), column)
            for group in FooterGroup
            if (column := tuple(link for page, link in links if getattr(page, "footer_group", "") == group))
        ),
    )


def _link(page: Page) -> MenuLink:
    return MenuLink(
        title=page.title,
        short=getattr(page, "menu_title", "") or page.title,
        path=languages.path_of(page),
        language=languages.language_of(page),
    )


def breadcrumbs(page: Page) -> list[Page]:
    """Return the pages above this one, below home, in the reader's language where they exist.

    No query for the second page below the same parents, else one; two for pages that stand in.
    """
    step = Page.steplen
    above = tuple(page.path[: step * depth] for depth in range(3, page.depth))
    return list(_pages_at(above, languages.reader_language())) if above else []


@stamped
def _pages_at(paths: tuple[str, ...], language: str) -> tuple[Page, ...]:
    above = languages.readable(Page.objects.filter(path__in=paths).order_by("path"))
    return tuple(languages.in_language(above, language))


def index_is_behind() -> bool:
    """Tell whether the search index still waits for the worker to read what was saved. One query."""
    waiting = (TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.FAILED)
    return DBTaskResult.objects.filter(status__in=waiting, task_path=insert_or_update_object_task.module_path).exists()
