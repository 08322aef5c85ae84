"""When a live translation falls behind its source, and when it has caught up.

wagtail-localize knows what is to be translated, not what a live page was translated from. Here the
moment is kept at which the two parted: when the sentences of a source change, by whatever way.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from academy_site.foundation import languages
from academy_site.foundation.models import Drift
from academy_site.foundation.stamp import stamped

# What the library does when a source changed; a test compares it with the installed one.
library_refresh_segments = TranslationSource.refresh_segments


def sentence_pairs(source: TranslationSource) -> list[tuple[int, int]]:
    """Return what there is to translate: each place with its sentence, in the order of the page. One query."""
    rows = StringSegment.objects.filter(source=source).order_by("order", "pk")
    return list(dict.fromkeys(rows.values_list("context_id", "string_id")))


def digest(pairs: list[tuple[int, int]]) -> str:
    """Return the same for the same sentences at the same places, in whatever order."""
    return hashlib.sha256(repr(sorted(pairs)).encode()).hexdigest()


@wraps(library_refresh_segments)
@transaction.atomic
def refresh_segments(self: TranslationSource) -> None:
    """Read the sentences of a source anew, and note which live translations fall behind by that."""
    translations = list(self.translations.filter(enabled=True).select_related("drift")) if self.pk else []
    before = sentence_pairs(self) if translations else []
    library_refresh_segments(self)
    after = digest(sentence_pairs(self) if translations else [])
    if digest(before) == after:
        return
    since = _changed_at(self)
    for translation in translations:
        translation.source = self
        drift = getattr(translation, "drift", None)
        if drift is None:
            _begin(translation, since, before)
        elif drift.made_from == after:
            drift.delete()


def _changed_at(source: TranslationSource) -> datetime:
    """Return when readers got the changed source: when its page was published."""
    page = Page.objects.filter(translation_key=source.object_id, locale_id=source.locale_id).first()
    return (page.last_published_at if page else None) or timezone.now()


def _begin(translation: Translation, since: datetime, before: list[tuple[int, int]]) -> None:
    target = target_of(translation)
    if target is None or not getattr(target, "live", True) or getattr(target, "alias_of_id", None):
        return
    translated_at = getattr(target, "last_published_at", None) or translation.destination_last_updated_at
    Drift.objects.create(
        translation=translation,
        since=since,
        translated_at=translated_at,
        made_from=digest(before),
        sentences=before,
    )


def target_of(translation: Translation) -> Any:
    """Return the page or word that a translation is written to, None before there is one."""
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist:
        return None


def end(translation: Translation) -> None:
    """Say that a live translation agrees with its source again."""
    for drift in Drift.objects.filter(translation=translation):
        drift.delete()


@dataclass(frozen=True)
class Behind:
    """Since when a live page is behind its source, and from when it is itself."""

    since: datetime
    translated_at: datetime | None


@stamped
def _behind(locale_id: int) -> dict[UUID, Behind]:
    rows = Drift.objects.filter(translation__enabled=True, translation__target_locale_id=locale_id)
    found = rows.values_list("translation__source__object_id", "since", "translated_at")
    return {key: Behind(since, translated_at) for key, since, translated_at in found}


def behind(page: Page) -> Behind | None:
    """Say whether a page is behind its source. No query but for the first page after each change of content."""
    if languages.language_of(page) == languages.SOURCE_LANGUAGE or not page.locale_id:
        return None
    return _behind(page.locale_id).get(page.translation_key)


def watch() -> None:
    """Put ours in the place of the library's, for the admin, the worker, the starter and every command alike."""
    TranslationSource.refresh_segments = refresh_segments
