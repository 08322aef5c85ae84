"""Pages as links in the reader's language: light, unchangeable, shared by all requests of a process."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail.models import Page

from academy_site.foundation import languages
from academy_site.foundation.selectors import restricted_paths


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A live page, by what a list shows of it. `url_of` and `lang_of` take it like a page."""

    pk: int
    title: str
    introduction: str
    url_path: str
    path: str
    locale_id: int
    translation_key: UUID
    public: bool

    @property
    def page(self) -> "Link":
        """The link itself, for templates that name the page."""
        return self


LINK_FIELDS = ("pk", "title", "introduction", "url_path", "path", "locale_id", "translation_key")


def link_values(row: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of a `Link` from a row of `LINK_FIELDS`."""
    values = {name: row[name] for name in LINK_FIELDS}
    values["public"] = not row["path"].startswith(restricted_paths())
    return values


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in the version that a reader sees, and where its versions stand in the tree.

    The source version, or the only one, gives its place and what is listed on it.
    """

    row: dict[str, Any]
    source_path: str
    source_pk: int
    paths: tuple[str, ...]

    @property
    def translation_key(self) -> UUID:
        """What all languages of the page share."""
        return self.row["translation_key"]


def locales_for(language: str) -> list[int]:
    """Return the ids of the locales that a reader of a language reads: their own, then the source."""
    ids, homes = languages.locale_ids(), languages.home_paths()
    return [ids[code] for code in dict.fromkeys((language, languages.SOURCE_LANGUAGE)) if code in homes]


def shown(model: type[Page], language: str, *fields: str) -> list[Shown]:
    """Return the live pages of a type for readers of a language, in the order of the source tree. One query.

    Each page is in this language, else in the source language; pages that exist in this language
    only are among them.
    """
    wanted = locales_for(language)
    versions: dict[UUID, dict[int, dict[str, Any]]] = {}
    pages = languages.written(model.objects.filter(locale_id__in=wanted))
    for row in pages.values(*LINK_FIELDS, *fields):
        versions.setdefault(row["translation_key"], {})[row["locale_id"]] = row
    found = []
    for by_locale in versions.values():
        own = next(by_locale[pk] for pk in wanted if pk in by_locale)
        source = next(by_locale[pk] for pk in reversed(wanted) if pk in by_locale)
        paths = tuple(row["path"] for row in by_locale.values())
        found.append(Shown(own, source["path"], source["pk"], paths))
    return sorted(found, key=lambda page: page.source_path)


def keys_by_path(pages: Iterable[Shown]) -> dict[str, UUID]:
    """Return what is known at each tree path, so that a page in one language only finds what it lies below."""
    return {path: page.translation_key for page in pages for path in page.paths}


def home_of(page: Shown) -> str:
    """Return the tree path of the page above a page."""
    return page.source_path[: -Page.steplen]
