"""What may be shown of one item or one area of one group that is large enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from tools.domain.disclosure.rules import ALPHA_ITEMS, Reason, Thresholds
from tools.domain.scoring import half_up
from tools.domain.survey_statistics import TOP_FROM, AreaFigures, ItemFigures, area_figures, item_figures

# The two bands. An answer without a value belongs to the lower one: a band of its own, or one that holds
# a single answer, would tell what everybody said.
LOW = "low"
HIGH = "high"


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One item of one group. With a `reason` counts and mean are None; a band then still says where nearly all are.

    `mean_reason` says why a shown item has no mean. Mean and deviation have one decimal, the share is in
    whole percent; all three are of the `valued` answers.
    """

    key: str
    reason: Reason = Reason.SHOWN
    n: int | None = None
    counts: Mapping[str, int] | None = None
    band: str = ""
    mean_reason: Reason = Reason.SHOWN
    valued: int | None = None
    not_applicable: int | None = None
    mean: Decimal | None = None
    deviation: Decimal | None = None
    share: int | None = None


@dataclass(frozen=True, slots=True)
class ShownArea:
    """One area of one group. With a `reason` nothing of it is shown; spread and alpha have reasons of their own."""

    key: str
    items: tuple[str, ...]
    reason: Reason = Reason.SHOWN
    mean: Decimal | None = None
    share: int | None = None
    cases: int | None = None
    spread_reason: Reason = Reason.SHOWN
    spread: Decimal | None = None
    alpha_reason: Reason = Reason.SHOWN
    alpha: Decimal | None = None


def shown_item(
    key: str,
    counts: Mapping[str, int],
    values: Mapping[str, int | None],
    thresholds: Thresholds,
    *,
    is_merged: bool = False,
) -> ShownItem:
    """Return what may be shown of the answers of one group to one item.

    `counts` are by answer key, `values` those of the answers in the order of the scale; an answer without a
    value counts as an answer. A band is shown for unanimous answers of fewer than `thresholds.unanimous`.
    In a merged group (`is_merged`) they are a band at any size: else the answers of the group inside, which is
    hidden, would be known.
    """
    figures = item_figures(counts, values)
    if figures.n < thresholds.group:
        return ShownItem(key, Reason.TOO_FEW)
    most = max(figures.counts.values())
    if most >= figures.n - 1 and (is_merged or figures.n < thresholds.unanimous):
        return ShownItem(key, Reason.UNANIMOUS, n=figures.n, band=_band(figures, values))
    shown = ShownItem(
        key,
        n=figures.n,
        counts=figures.counts,
        valued=figures.valued,
        not_applicable=figures.not_applicable,
    )
    if figures.valued < thresholds.group or figures.mean is None or figures.deviation is None:
        return replace(shown, mean_reason=Reason.FEW_VALUES)
    return replace(shown, mean=half_up(figures.mean), deviation=half_up(figures.deviation), share=_whole(figures.share))


def _band(figures: ItemFigures, values: Mapping[str, int | None]) -> str:
    most = max(figures.counts, key=lambda key: figures.counts[key])
    return HIGH if (values[most] or 0) >= TOP_FROM else LOW


def _whole(share: Decimal | None) -> int | None:
    return None if share is None else int(half_up(share, 0))


def shown_area(
    key: str,
    items: Sequence[ShownItem],
    document: Mapping[str, Any],
    values: Mapping[str, int | None],
    thresholds: Thresholds,
) -> ShownArea:
    """Return what may be shown of an area: nothing when one of its items shows no mean."""
    keys = tuple(item.key for item in items)
    if any(item.mean is None for item in items):
        return ShownArea(key, keys, Reason.HIDDEN_ITEM)
    figures = area_figures(document, key, keys, values)
    if figures.mean is None:
        return ShownArea(key, keys, Reason.HIDDEN_ITEM)
    spread_reason = Reason.FEW_CASES if figures.cases < thresholds.unanimous else Reason.SHOWN
    alpha_reason = _alpha_reason(figures, thresholds)
    return ShownArea(
        key,
        keys,
        mean=half_up(figures.mean),
        share=_whole(figures.share),
        cases=figures.cases if not spread_reason else None,
        spread_reason=spread_reason,
        spread=half_up(figures.spread) if figures.spread is not None and not spread_reason else None,
        alpha_reason=alpha_reason,
        alpha=half_up(figures.alpha, 2) if figures.alpha is not None and not alpha_reason else None,
    )


def _alpha_reason(figures: AreaFigures, thresholds: Thresholds) -> Reason:
    if figures.asked < ALPHA_ITEMS:
        return Reason.FEW_ITEMS
    if figures.cases < thresholds.alpha:
        return Reason.FEW_CASES
    return Reason.NO_SPREAD if figures.alpha is None else Reason.SHOWN
