"""What the pages of a quick web without an account show. All of it comes from the address and a released version."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate, now

from academy_site.foundation.languages import reader_language
from tools.access import released_web
from tools.charts import AxisPart, Moment, WebChart, web_chart
from tools.domain import progress, quick_web
from tools.domain.answering import Outcome, check_answers, outcome
from tools.domain.asking import WHO_LEVELS, Step, steps
from tools.domain.instrument import SPIDERWEB, LevelText
from tools.domain.recommending import recommend
from tools.domain.scoring import QUICK, Axis, score_web
from tools.models import InstrumentVersion
from tools.offers import ModuleCard, offer_for
from tools.quick_seal import NAME_BYTES, BrokenSealError, Sealed, seal, unseal
from tools.selectors.released import Released, in_words


@dataclass(frozen=True)
class Walk:
    """A quick web on its way: a version in the words of the reader, and the answers so far."""

    words: Released
    steps: tuple[Step, ...]
    answers: Mapping[str, str]
    name: bytes
    at: datetime

    @property
    def key(self) -> str:
        """The key of the instrument."""
        return self.words.structure.key

    @property
    def content(self) -> Sealed:
        """What the address holds."""
        return Sealed(self.name, self.words.version.number, self.at, quick_web.written(self.steps, self.answers))

    @cached_property
    def seal(self) -> str:
        """The answers as a part of an address."""
        return seal(self.content, self.key)

    @property
    def expires(self) -> datetime:
        """Until when the address works."""
        return self.content.expires

    @property
    def web_key(self) -> UUID:
        """The key under which these answers can be kept, once."""
        return quick_web.key_of(self.name, self.words.version.number, self.content.places)

    def with_answers(self, answers: Mapping[str, str]) -> "Walk":
        """Return it with other answers, given now; the days begin anew."""
        return replace(self, answers=answers, at=now())

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The levels so far."""
        return score_web(self.words.structure, self.answers, QUICK)

    @property
    def outcome(self) -> Outcome:
        """What there is to say about the web as a whole."""
        return outcome(self.steps, self.answers, self.axes)

    @cached_property
    def chart(self) -> WebChart:
        """The picture so far."""
        moment = Moment(self.axes, QUICK, localdate(self.at))
        return web_chart(self.words.structure, self.words.text, moment, lang=self.words.lang)

    @property
    def answered(self) -> int:
        """How many dimensions are answered."""
        return progress.answered(progress.keys_of(self.steps), self.answers)

    def is_answered(self, step: Step) -> bool:
        """Whether a dimension is answered."""
        return progress.is_answered(step.keys, self.answers)

    def address(self, number: int) -> str:
        """Return the address of a step with these answers."""
        return reverse("quick_step", args=[self.key, self.seal, number])

    @property
    def result_address(self) -> str:
        """The address of the result."""
        return reverse("quick_result", args=[self.key, self.seal])


def begin(key: str) -> Walk:
    """Return a quick web without an answer; 404 for what is no released spiderweb. Two queries."""
    words = in_words(released_web(key))
    return Walk(words, _asked(words), {}, os.urandom(NAME_BYTES), now())


def opened(key: str, text: str) -> Walk:
    """Return the quick web that an address holds. Raise `BrokenSealError` whatever is wrong with it. Two queries."""
    content = unseal(text, key, now())
    version = (
        InstrumentVersion.objects.filter(instrument__key=key, kind=SPIDERWEB, number=content.version)
        .select_related("instrument")
        .first()
    )
    if version is None:
        raise BrokenSealError
    words = in_words(version)
    asked = _asked(words)
    try:
        answers = quick_web.read(asked, content.places)
    except ValueError as fault:
        raise BrokenSealError from fault
    walk = Walk(words, asked, answers, content.name, content.at)
    # Kept as it came: sealed anew it would be another address for the same.
    walk.__dict__["seal"] = text
    return walk


def _asked(words: Released) -> tuple[Step, ...]:
    return steps(words.structure, words.text, audience=WHO_LEVELS, mode=QUICK)


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension of the result in words. `level` is None without a value; `address` leads to its step."""

    axis: AxisPart
    address: str
    level_name: str
    level: LevelText | None
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """What an editor says to a band of levels, and the dimensions in it."""

    text: str
    axes: tuple[AxisPart, ...] = field(default=())


def rows_of(walk: Walk) -> list[Row]:
    """Return each dimension with the words of its level."""
    parts = {part.key: part for part in walk.chart.axes}
    rows = []
    for number, step in enumerate(walk.steps, 1):
        question, part = step.questions[0], parts[step.key]
        answer = walk.answers.get(question.key, "")
        level = walk.words.text.items[question.key].levels.get(answer) if part.now is not None else None
        label = next((choice.label for choice in question.choices if choice.key == answer), "")
        rows.append(Row(part, walk.address(number), label, level, walk.is_answered(step)))
    return rows


def advice_of(walk: Walk) -> list[Advice]:
    """Return the advice for each band that a dimension stands in, the lowest first."""
    found = []
    for band in walk.words.structure.bands:
        axes = tuple(axis for axis in walk.chart.axes if axis.band == band.key)
        if axes and (text := walk.words.text.bands.get(band.key)):
            found.append(Advice(text, axes))
    return found


@dataclass(frozen=True, slots=True)
class NextModule:
    """A module that a web suggests, and the dimensions for which it does."""

    card: ModuleCard
    axes: tuple[AxisPart, ...]


def next_modules(walk: Walk) -> list[NextModule]:
    """Return the modules that apps offer for these levels, to somebody nobody knows."""
    offer = offer_for(None, reader_language())
    parts = {part.key: part for part in walk.chart.axes}
    found = recommend(walk.axes, {}, offer.modules, offer.languages)
    return [
        NextModule(offer.cards[one.module], tuple(parts[reason.dimension] for reason in one.reasons))
        for one in found.suggestions
        if one.module in offer.cards
    ]


def checked(walk: Walk, step: Step, sent: list[tuple[str, str]]) -> tuple[dict[str, str], tuple]:
    """Return all answers with those that were sent for a step, and what was wrong with what was sent."""
    result = check_answers([step], sent)
    return {**walk.answers, **result.answers}, result.errors
