"""In which languages pages can be read whole, together with the pages below them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Left
from django.utils.translation import gettext as _, ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation

from academy_site.foundation import languages
from academy_site.foundation.gaps import missing_by_translation


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How far a language is with a page and the live pages below it."""

    language: str
    # The page in this language, None where nobody has begun it.
    page_id: int | None
    # Pages that are not begun, sentences that begun ones lack, pages whose translation is not live.
    pages: int
    sentences: int
    hidden: int

    @property
    def name(self) -> str:
        """Return the name of the language, in itself."""
        return dict(settings.LANGUAGES)[self.language]

    @property
    def complete(self) -> bool:
        """Whether readers of this language find everything in it."""
        return not (self.pages or self.sentences or self.hidden)

    @property
    def lacks(self) -> str:
        """Say the first thing to be done, the largest one first."""
        if self.page_id is None:
            return _("not begun")
        if self.pages:
            return ngettext("%(count)d page not begun", "%(count)d pages not begun", self.pages) % {"count": self.pages}
        if self.sentences:
            said = ngettext("%(count)d sentence is missing", "%(count)d sentences are missing", self.sentences)
            return said % {"count": self.sentences}
        said = ngettext("%(count)d page not published", "%(count)d pages not published", self.hidden)
        return said % {"count": self.hidden} if self.hidden else ""


def coverage_of(pages: Sequence[Page]) -> dict[int, list[Coverage]]:
    """Return for each page of the source language what each other language has of it. Four queries for any number."""
    below = _below(pages)
    keys = {key for found in below.values() for key in found}
    there: dict[tuple[UUID, int], tuple[int, bool]] = {
        (key, locale): (pk, live)
        for key, locale, pk, live in Page.objects.filter(translation_key__in=keys, alias_of=None).values_list(
            "translation_key", "locale_id", "pk", "live"
        )
    }
    missing = _missing(keys)
    ids = languages.locale_ids()
    wanted = [code for code in dict(settings.LANGUAGES) if code in ids and code != languages.SOURCE_LANGUAGE]
    return {
        page.pk: [_coverage(page, code, ids[code], below[page.pk], there, missing) for code in wanted] for page in pages
    }


def _coverage(page: Page, code: str, locale: int, keys: Iterable[UUID], there, missing) -> Coverage:
    begun = [key for key in keys if (key, locale) in there]
    own = there.get((page.translation_key, locale))
    lacking = {key: missing.get((key, locale), 0) for key in begun}
    return Coverage(
        language=code,
        page_id=own[0] if own else None,
        pages=len(list(keys)) - len(begun),
        sentences=sum(lacking.values()),
        hidden=sum(not lacking[key] and not there[key, locale][1] for key in begun),
    )


def _below(pages: Sequence[Page]) -> dict[int, list[UUID]]:
    """Return the keys of each page and of the live pages below it. One query for pages of one depth."""
    by_length: dict[int, dict[str, Page]] = defaultdict(dict)
    found: dict[int, list[UUID]] = {}
    for page in pages:
        by_length[len(page.path)][page.path] = page
        found[page.pk] = [page.translation_key]
    for length, homes in by_length.items():
        rows = Page.objects.live().filter(alias_of=None, depth__gt=length // Page.steplen)
        rows = rows.alias(home=Left("path", length)).filter(home__in=list(homes))
        for path, key in rows.values_list("path", "translation_key"):
            found[homes[path[:length]].pk].append(key)
    return found


def _missing(keys: Iterable[UUID]) -> dict[tuple[UUID, int], int]:
    translations = Translation.objects.filter(source__object_id__in=list(keys), enabled=True)
    missing = missing_by_translation(translations)
    rows = translations.filter(pk__in=missing).values_list("pk", "source__object_id", "target_locale_id")
    return {(key, locale): missing[pk] for pk, key, locale in rows}
