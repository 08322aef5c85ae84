"""What a page shows of an instrument that stands on it: for everybody, and for one teacher."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from academy_site.foundation.stamp import stamped
from tools.domain import progress
from tools.domain.asking import WHO_LEVELS
from tools.domain.instrument import SPIDERWEB
from tools.models import Instrument, ResponseDraft
from tools.selectors.released import in_words, newest_released, structure_in
from tools.selectors.webs import drafts_of, responses_of


@dataclass(frozen=True, slots=True)
class PlacedMode:
    """A way to answer, in words."""

    key: str
    title: str
    how: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Place:
    """A released instrument in one language, as a page shows it to everybody. `language` is that of its words."""

    key: str
    language: str
    title: str
    purpose: str
    modes: tuple[PlacedMode, ...]

    @property
    def quickest(self) -> PlacedMode | None:
        """The way that takes least time."""
        return min(self.modes, key=lambda mode: mode.minutes, default=None)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a teacher has of one instrument: a web under way and where it goes on, and the last one handed in."""

    draft: UUID | None = None
    begun: datetime | None = None
    step: int = 1
    last: UUID | None = None
    last_on: date | None = None


@stamped
def place_of(key: str, language: str) -> Place | None:
    """Return how a spiderweb is shown to readers of a language, None before its first release. Two queries."""
    version = newest_released(key, SPIDERWEB)
    if version is None:
        return None
    words = in_words(version, language)
    modes = tuple(
        PlacedMode(mode.key, words.text.modes[mode.key].title, words.text.modes[mode.key].how, mode.minutes)
        for mode in words.structure.modes
    )
    return Place(key, words.language, words.text.title, words.text.purpose, modes)


@stamped
def spiderwebs() -> tuple[str, ...]:
    """Return the keys of the spiderwebs that were released, the first one first. One query."""
    found = Instrument.objects.filter(kind=SPIDERWEB, versions__isnull=False)
    return tuple(dict.fromkeys(found.order_by("pk").values_list("key", flat=True)))


def standing_of(person: Any) -> dict[str, Standing]:
    """Return what a teacher has of each instrument, by its key. Two queries, whatever their number."""
    last: dict[str, tuple[UUID | None, date | None]] = {}
    for key, web, on in responses_of(person).values_list("instrument__key", "key", "on"):
        last[key] = web, on
    drafts = {draft.instrument.key: draft for draft in drafts_of(person).select_related("version", "instrument")}
    found = {}
    for key in {*last, *drafts}:
        draft = drafts.get(key)
        response, day = last.get(key, (None, None))
        begun = draft.started_at if draft else None
        found[key] = Standing(draft.key if draft else None, begun, first_open(draft) if draft else 1, response, day)
    return found


def first_open(draft: ResponseDraft) -> int:
    """Return the first step of a web under way that is not answered as a whole, the last one when all are."""
    structure = structure_in(draft.version)
    asked = progress.asked_keys(structure, audience=WHO_LEVELS, mode=draft.mode, only=draft.focus)
    return progress.goes_on_at(asked, draft.answers)


@stamped
def answerable(instruments: frozenset[int]) -> dict[int, UUID]:
    """Return which of these instruments, by id in any language, a teacher can hand in: their translation keys.

    Only spiderwebs that were released. One query.
    """
    rows = Instrument.objects.filter(pk__in=instruments, kind=SPIDERWEB).values_list("pk", "translation_key")
    known = dict(rows)
    released = Instrument.objects.filter(translation_key__in=set(known.values()), versions__isnull=False)
    keys = set(released.values_list("translation_key", flat=True))
    return {pk: key for pk, key in known.items() if key in keys}
