"""Which languages of an instrument are translated as a whole, so that a release may take them along."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from wagtail_localize.models import Translation

from academy_site.foundation.gaps import missing_by_translation
from academy_site.foundation.models import Dimension
from tools.domain.instrument import Structure, Text
from tools.models import Instrument
from tools.selectors.drafts import structure_of, text_of


@dataclass(frozen=True)
class Language:
    """A language that an instrument was submitted to. `text` is None until it is translated as a whole."""

    code: str
    missing: int
    text: Text | None


def languages_of(instrument: Instrument, structure: Structure) -> list[Language]:
    """Return the languages other than the source into which this instrument is being translated, by code.

    `missing` counts its sentences and those of the dimensions it takes from the vocabulary. A language
    whose published row has other items than the source is not whole either.
    """
    keys = {group.dimension for group in structure.groups if group.dimension}
    dimensions = list(Dimension.objects.filter(key__in=keys).select_related("locale"))
    identities = {dimension.translation_key for dimension in dimensions}
    translations = Translation.objects.filter(
        Q(source__object_id=instrument.translation_key) | Q(source__object_id__in=identities), enabled=True
    ).select_related("target_locale", "source")
    lacking = missing_by_translation(translations)
    by_language: dict[int, int] = {}
    submitted = {}
    for translation in translations:
        locale = translation.target_locale
        by_language[locale.pk] = by_language.get(locale.pk, 0) + lacking.get(translation.pk, 0)
        if translation.source.object_id == instrument.translation_key:
            submitted[locale.pk] = locale.language_code
    rows = _rows(instrument, submitted)
    return [
        Language(code, by_language[pk], _text(rows.get(pk), structure, dimensions) if not by_language[pk] else None)
        for pk, code in sorted(submitted.items(), key=lambda pair: pair[1])
    ]


def _rows(instrument: Instrument, locales: Iterable[int]) -> dict[int, Instrument]:
    rows = Instrument.objects.filter(translation_key=instrument.translation_key, locale_id__in=locales, live=True)
    return {row.locale_id: row for row in rows}


def _text(row: Instrument | None, structure: Structure, dimensions: Iterable[Dimension]) -> Text | None:
    if row is None or structure_of(row) != structure:
        return None
    known = {dimension.key: dimension for dimension in dimensions if dimension.locale_id == row.locale_id}
    if {group.dimension for group in structure.groups if group.dimension} - known.keys():
        return None
    return text_of(row, known)
