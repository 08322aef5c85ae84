"""Pages and languages: which page answers an address, what its address is, what stands in for it.

An address is `/<language>/<path>`. The path of a page is the same in all languages unless a
translator gave it a word of its own, so an address can be written without asking the database; a
page that is not translated is answered at the reader's language, in the source language, marked.
"""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site
from wagtail.query import PageQuerySet

from academy_site.foundation.gaps import unfinished_words
from academy_site.foundation.stamp import stamped

SOURCE_LANGUAGE = settings.LANGUAGE_CODE
P = TypeVar("P", bound=Page)


def reader_language() -> str:
    """Return the language of the interface as one of the five codes."""
    language = (get_language() or SOURCE_LANGUAGE).split("-")[0]
    return language if language in dict(settings.LANGUAGES) else SOURCE_LANGUAGE


@stamped
def locale_codes() -> dict[int, str]:
    """Return language codes by the id of their locale."""
    return dict(Locale.objects.values_list("pk", "language_code"))


@stamped
def locale_ids() -> dict[str, int]:
    """Return ids of locales by language code."""
    return {code: pk for pk, code in locale_codes().items()}


def written(pages: PageQuerySet) -> PageQuerySet:
    """Leave out drafts, and copies that only wait for their translation.

    When a page is translated whose parents are not, wagtail-localize puts aliases of the parents above
    it: pages of the new language with the text of the old one.
    """
    return pages.live().exclude(alias_of__translation_key=F("translation_key"))


def readable(pages: PageQuerySet) -> list[Page]:
    """Return the live pages, with each copy that only waits for its translation replaced by its source."""
    found = []
    for page in pages.live().select_related("alias_of"):
        source = page.alias_of
        waits = source is not None and source.translation_key == page.translation_key
        found.append(source if waits else page)
    return [page for page in found if page.live]


@stamped
def home_paths() -> dict[str, str]:
    """Return the `url_path` of each language's live home page, for instance `{"en": "/home/"}`."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return {}
    homes = Page.objects.live().filter(translation_key=site.root_page.translation_key)
    codes = locale_codes()
    return {codes[home.locale_id]: home.url_path for home in homes}


def language_of(page: Page) -> str:
    """Return the language a page is written in, without a query."""
    return locale_codes().get(page.locale_id, SOURCE_LANGUAGE)


def path_of(page: Page) -> str:
    """Return the path of a page below its home page: `` for home, `curriculum/start/` below it."""
    return page.url_path.partition("/")[2].partition("/")[2]


def url_for(page: Page, language: str | None = None) -> str:
    """Return the address of a page for a reader of this language, without a query."""
    return f"/{language or reader_language()}/{path_of(page)}"


def find_page(path: str, language: str) -> Page | None:
    """Return the live page at a path: in the language itself, else in the source language.

    One query. The result is a plain `Page`; its language tells whether it stands in.
    """
    homes = home_paths()
    wanted = [homes[code] + path for code in (language, SOURCE_LANGUAGE) if code in homes]
    found = {page.url_path: page for page in written(Page.objects.filter(url_path__in=wanted))}
    return next((found[url_path] for url_path in wanted if url_path in found), None)


@stamped
def _place(path: str, language: str) -> tuple[int, type[Page]] | None:
    page = find_page(path, language)
    return (page.pk, page.specific_class or Page) if page else None


def read_page(path: str, language: str) -> Page | None:
    """Return what `find_page` finds, as the page of its own type. One query when the address is known here."""
    place = _place(path, language)
    return place[1]._default_manager.filter(pk=place[0]).order_by().first() if place else None


def translations_of(page: Page) -> dict[str, Page]:
    """Return the live pages that are translations of this one, itself included, by language.

    A language whose home page is not live has none: nobody could reach them.
    """
    return dict(_pages_of(page.translation_key))


@stamped
def _pages_of(translation_key: UUID) -> tuple[tuple[str, Page], ...]:
    codes, homes = locale_codes(), home_paths()
    pages = written(Page.objects.filter(translation_key=translation_key)).only("url_path", "locale", "title")
    return tuple((codes[other.locale_id], other) for other in pages if codes.get(other.locale_id) in homes)


def in_language(pages: Iterable[P], language: str | None = None) -> list[P]:
    """Return the pages with each one replaced by its live translation where there is one.

    The pages may be specific, and so are then their replacements. One query for each class of pages.
    """
    pages = list(pages)
    language = language or reader_language()
    locale_id = locale_ids().get(language)
    if locale_id is None or language not in home_paths():
        return pages
    wanted: dict[type[P], list[Any]] = {}
    for page in pages:
        if page.locale_id != locale_id:
            wanted.setdefault(type(page), []).append(page.translation_key)
    translated = {
        page.translation_key: page
        for model, keys in wanted.items()
        for page in written(model.objects.filter(locale_id=locale_id, translation_key__in=keys))
    }
    return [translated.get(page.translation_key, page) for page in pages]


def keyed(snippets: Iterable[Any], language: str | None = None) -> dict[str, Any]:
    """Return vocabulary by key, each in this language or else in the source language.

    A word whose translation is begun but not complete is not there yet: the source stands in, marked.
    """
    codes = locale_codes()
    language = language or reader_language()
    begun = unfinished_words(locale_ids()[language]) if language != SOURCE_LANGUAGE and language in locale_ids() else ()
    chosen: dict[str, Any] = {}
    for snippet in snippets:
        code = codes.get(snippet.locale_id)
        if code == language and snippet.translation_key in begun:
            continue
        if code == language or (code == SOURCE_LANGUAGE and snippet.key not in chosen):
            chosen[snippet.key] = snippet
    return chosen
