"""Released versions: what is asked, and in which words. Versions never change, so what is read is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings

from academy_site.foundation import languages
from tools.domain.comparing import Step
from tools.domain.instrument import Structure, Text, read_structure, read_text
from tools.models import Instrument, InstrumentVersion, VersionText

# As many versions and texts as a process keeps ready; each is some 40 kB.
MOST_KEPT = 60
_structures: dict[str, Structure] = {}
_texts: dict[str, Text] = {}


@dataclass(frozen=True, slots=True)
class Released:
    """A version with its words in one language: the reader's where there are some, else the source's."""

    version: InstrumentVersion
    structure: Structure
    text: Text
    text_row: VersionText

    @property
    def instrument(self) -> Instrument:
        """The instrument, in its source language."""
        return self.version.instrument

    @property
    def language(self) -> str:
        """The language of the words."""
        return self.text_row.language

    @property
    def lang(self) -> str:
        """The language of the words where it is not that of the reader, else nothing."""
        return "" if self.language == languages.reader_language() else self.language


def structure_in(version: InstrumentVersion) -> Structure:
    """Return the structure of a version; it is read once, since its hash says what it is."""
    return _kept(_structures, version.content_hash, lambda: read_structure(version.document["structure"]))


def text_in(row: VersionText) -> Text:
    """Return the words of a text; they are read once."""
    return _kept(_texts, row.content_hash, lambda: read_text(row.document))


def _kept(kept, key, read):
    if key not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = read()
    return kept[key]


def newest_released(key: str, kind: str) -> InstrumentVersion | None:
    """Return the newest version of the instrument with this key, None before its first release. One query."""
    found = InstrumentVersion.objects.filter(
        instrument__key=key, kind=kind, instrument__locale__language_code=languages.SOURCE_LANGUAGE
    )
    return found.select_related("instrument").order_by("-number").first()


def in_words(version: InstrumentVersion, language: str = "") -> Released:
    """Return a version with its words in this language, by default the reader's. One query."""
    wanted = language or languages.reader_language()
    rows = VersionText.objects.filter(version=version, language__in={wanted, languages.SOURCE_LANGUAGE})
    newest: dict[str, VersionText] = {}
    for row in rows.order_by("number"):
        newest[row.language] = row
    row = newest.get(wanted) or newest[languages.SOURCE_LANGUAGE]
    return Released(version, structure_in(version), text_in(row), row)


def languages_in(version: InstrumentVersion) -> list[str]:
    """Return the languages that a version speaks, in the order of the site. One query."""
    there = set(version.texts.values_list("language", flat=True))
    return [code for code, _name in settings.LANGUAGES if code in there]


def steps_in(versions: Iterable[InstrumentVersion]) -> Mapping[int, Step]:
    """Return how each version follows from the one before, by its number."""
    return {version.number: Step(frozenset(version.changed), version.scale_mapping) for version in versions}
