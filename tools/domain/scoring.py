"""From answers to scores. Decimal, rounded half up; the band is that of the rounded score."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tools.domain.instrument import Band, Group, Structure

QUICK = "quick"
FULL = "full"

# With fewer answered statements a dimension has no score, and its axis stays open.
LEAST_ANSWERED = 3


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension of one web. `score` is None on an open axis, else it has one decimal."""

    key: str
    score: Decimal | None
    answered: int
    asked: int
    band: str = ""

    @property
    def is_open(self) -> bool:
        """Whether too little was answered for a score."""
        return self.score is None


def half_up(number: Decimal, places: int = 1) -> Decimal:
    """Return a number rounded to so many decimals, halves upwards: 2.45 becomes 2.5."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def nearest_level(score: Decimal) -> int:
    """Return the level whose description stands nearest to a score: 2.5 and 3.4 are level 3."""
    return int(half_up(score, 0))


def mean_score(values: Sequence[int], *, least: int = LEAST_ANSWERED) -> Decimal | None:
    """Return the mean with one decimal; None when fewer than `least` values are there."""
    if len(values) < max(least, 1):
        return None
    return half_up(Decimal(sum(values)) / len(values))


def band_of(score: Decimal | None, bands: Iterable[Band]) -> str:
    """Return the key of the band that a rounded score falls into; nothing for no score."""
    if score is None:
        return ""
    return next((band.key for band in bands if band.low <= score <= band.high), "")


def score_axis(
    structure: Structure, group: Group, answers: Mapping[str, str], mode: str, only: Collection[str] | None = None
) -> Axis:
    """Return the axis of one dimension.

    `answers` holds answer keys by item key. In the quick mode the chosen level is the score; in the
    full mode it is the mean of the statements that were answered with a value. `only` leaves out all
    other items, for a comparison.
    """
    values = structure.values()
    if mode == QUICK:
        item = group.level_item
        asked = [item] if item and (only is None or item.key in only) else []
        numbers = [int(answers[item.key]) for item in asked if answers.get(item.key, "").isdigit()]
        score = half_up(Decimal(numbers[0])) if numbers else None
    else:
        asked = [item for item in group.statements if only is None or item.key in only]
        answered = (values.get(answers[item.key]) for item in asked if item.key in answers)
        numbers = [number for number in answered if number is not None]
        score = mean_score(numbers)
    return Axis(group.key, score, len(numbers), len(asked), band_of(score, structure.bands))


def score_web(
    structure: Structure, answers: Mapping[str, str], mode: str, only: Collection[str] | None = None
) -> tuple[Axis, ...]:
    """Return the axes of a web in their fixed order."""
    return tuple(score_axis(structure, group, answers, mode, only) for group in structure.groups)
