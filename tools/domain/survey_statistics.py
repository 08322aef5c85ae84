"""What a tally says in numbers: means, standard deviations, shares, Cronbach's alpha. Exact; rounded where shown.

Nothing here knows what may be shown: that is for `tools.domain.disclosure`, and nobody else asks this module.
Standard deviations are those of a sample (divided by n - 1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

# The answers that a share of 4 and 5 counts.
TOP_FROM = 4


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One item. `n` answered it, `valued` of them with a value; without a value there is no mean and no share."""

    counts: Mapping[str, int]
    n: int
    valued: int
    top: int
    mean: Decimal | None
    deviation: Decimal | None

    @property
    def not_applicable(self) -> int:
        """How many gave an answer that has no value."""
        return self.n - self.valued

    @property
    def share(self) -> Decimal | None:
        """The percentage of answers with a value that are 4 or 5."""
        return percentage(self.top, self.valued)


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """One area of `asked` items.

    Mean and share are those of all answers with a value: they can be calculated from the counts of the items
    and say no more than these do. A mean over the complete cases alone would, beside the counts, tell what the
    few who skipped an item answered elsewhere. Spread and alpha are about people and need the `cases` who
    answered every item with a value: the spread is the standard deviation of their own means.
    """

    asked: int
    answers: int
    mean: Decimal | None
    share: Decimal | None
    cases: int
    spread: Decimal | None
    alpha: Decimal | None


def percentage(part: int, whole: int) -> Decimal | None:
    """Return a part in percent of the whole; None of nothing."""
    return Decimal(100 * part) / whole if whole else None


def item_figures(counts: Mapping[str, int], values: Mapping[str, int | None]) -> ItemFigures:
    """Return the figures of an item from its counts. `values` are those of the answers, in the order of the scale."""
    every = {key: counts.get(key, 0) for key in values}
    valued = [(value, every[key]) for key, value in values.items() if value is not None]
    n = sum(count for _value, count in valued)
    total = sum(value * count for value, count in valued)
    squares = sum(value * value * count for value, count in valued)
    top = sum(count for value, count in valued if value >= TOP_FROM)
    mean = Decimal(total) / n if n else None
    variance = _variance(n, total, squares)
    return ItemFigures(every, sum(every.values()), n, top, mean, None if variance is None else variance.sqrt())


def area_figures(
    document: Mapping[str, Any], area: str, items: Sequence[str], values: Mapping[str, Any]
) -> AreaFigures:
    """Return the figures of an area from a tally. `items` are those that are asked of it."""
    figures = [item_figures(document["items"].get(key, {}), values) for key in items]
    answers, top = sum(item.valued for item in figures), sum(item.top for item in figures)
    total = sum(
        values[key] * count for item in figures for key, count in item.counts.items() if values[key] is not None
    )
    sums = document["areas"].get(area, {"n": 0, "t": 0, "tt": 0, "x": {}, "xx": {}})
    variance = _variance(sums["n"], sums["t"], sums["tt"])
    return AreaFigures(
        asked=len(items),
        answers=answers,
        mean=Decimal(total) / answers if answers else None,
        share=percentage(top, answers),
        cases=sums["n"],
        spread=None if variance is None else variance.sqrt() / len(items),
        alpha=_alpha(sums, variance, items),
    )


def _alpha(sums: Mapping[str, Any], variance: Decimal | None, items: Sequence[str]) -> Decimal | None:
    """Return Cronbach's alpha: k / (k - 1) * (1 - sum of the items' variances / variance of the total)."""
    if not variance or len(items) < 2:
        return None
    parts = sum((_variance(sums["n"], sums["x"][key], sums["xx"][key]) or Decimal(0) for key in items), Decimal(0))
    return Decimal(len(items)) / (len(items) - 1) * (1 - parts / variance)


def _variance(n: int, total: int, squares: int) -> Decimal | None:
    """Return the variance of a sample from its sums; None of fewer than two."""
    return Decimal(n * squares - total * total) / (n * (n - 1)) if n > 1 else None
