"""The one way to a number about a group. Page, file, spreadsheet and other apps call it; there is no second way.

What comes out holds only what may be shown and, for the rest, the reason why not. The rules:

- A group of fewer than the minimum shows nothing, nor does an item that fewer answered. "Not applicable" is
  an answer.
- Leaders below the minimum stand with the teachers as staff, and neither is shown alone. No other roles are
  merged, and no figure is given across roles.
- Unanimous answers (the same, or all but one) of a small group, and of staff of any size since leaders are
  hidden among them, are a band of at least two answers; counts,
  share, mean, deviation, the number of "not applicable", and the area's mean, its gap and its trend, any of
  which would give the answer away, do not exist then.
- An area shows a mean, a share, a spread and an alpha only when each of its items shows a mean.
- A mean needs the minimum of answers with a value.
- A trend stands between two shown means of the same people's role on unchanged items.
- A report is made again, an edition drawn anew, only when it tells of no fewer than the minimum.

How many answered is itself a number about a group. It is shown with the group and only then, so also the
rate: of a hidden group the report says "fewer than 5", and of leaders and teachers within staff nothing,
since two leaders of two tell who answered. The number that was expected is what the school itself wrote
down and hides nobody. Since nothing is given across roles, no hidden number can be reached by subtraction.

What it can't hide: where nobody of staff gave an answer, no leader gave it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from tools.domain.disclosure.cells import HIGH, LOW, ShownArea, ShownItem, shown_item
from tools.domain.disclosure.comparisons import (
    CHANGE_FLAG,
    GAP_FLAG,
    Change,
    Gap,
    Side,
    area_changes,
    gaps,
    item_changes,
)
from tools.domain.disclosure.editions import group_picture, may_publish, may_report_again
from tools.domain.disclosure.groups import LEADER, STAFF, TEACHER, ShownGroup, WaveNumbers, shown_groups
from tools.domain.disclosure.rules import ALPHA_ITEMS, NotClosedError, Reason, Thresholds

__all__ = [
    "ALPHA_ITEMS",
    "CHANGE_FLAG",
    "GAP_FLAG",
    "HIGH",
    "LEADER",
    "LOW",
    "STAFF",
    "TEACHER",
    "Change",
    "Disclosed",
    "Earlier",
    "Gap",
    "NotClosedError",
    "Reason",
    "ShownArea",
    "ShownGroup",
    "ShownItem",
    "Side",
    "Thresholds",
    "Trend",
    "WaveNumbers",
    "disclose",
    "group_picture",
    "may_publish",
    "may_report_again",
    "shown_item",
]


@dataclass(frozen=True, slots=True)
class Trend:
    """What changed since one earlier wave."""

    wave: str
    items: tuple[Change, ...]
    areas: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Everything about a wave that may be shown to its school."""

    groups: tuple[ShownGroup, ...]
    gaps: tuple[Gap, ...]
    trends: tuple[Trend, ...] = ()

    def group(self, key: str) -> ShownGroup | None:
        """Return one group; None where it was not asked."""
        return next((group for group in self.groups if group.key == key), None)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier wave: what was shown of it, and which items may be compared."""

    wave: str
    shown: Disclosed
    unchanged: Collection[str]


def disclose(wave: WaveNumbers, thresholds: Thresholds | None = None, earlier: Collection[Earlier] = ()) -> Disclosed:
    """Return what may be shown of a closed wave; raise `NotClosedError` for an open one."""
    strict = thresholds or Thresholds()
    groups = tuple(shown_groups(wave, strict))
    trends = (
        Trend(
            each.wave,
            tuple(item_changes(groups, each.shown.groups, each.unchanged)),
            tuple(area_changes(groups, each.shown.groups, each.unchanged)),
        )
        for each in earlier
    )
    return Disclosed(groups, gaps(groups, strict), tuple(trends))
