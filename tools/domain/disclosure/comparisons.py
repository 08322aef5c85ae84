"""Between groups and between waves: role gaps and trends, made of shown means only.

Both are differences of means as they are shown, with one decimal, so that they add up for whoever reads
them, and tell nothing that the means do not tell.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from tools.domain.disclosure.cells import ShownItem
from tools.domain.disclosure.groups import ShownGroup
from tools.domain.disclosure.rules import Reason, Thresholds

# Rules of thumb of the academy, no tests of significance: they say where to look first.
GAP_FLAG = Decimal("0.7")
CHANGE_FLAG = Decimal("0.3")


@dataclass(frozen=True, slots=True)
class Side:
    """One group in a gap: its mean over `n` answers with a value, and their standard deviation."""

    group: str
    mean: Decimal
    deviation: Decimal
    n: int


@dataclass(frozen=True, slots=True)
class Gap:
    """How far groups are apart on one concept: from the lowest mean to the highest."""

    key: str
    sides: tuple[Side, ...]
    size: Decimal
    is_flagged: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One item or area of one group, now and in an earlier wave. With a `reason` there is no trend."""

    group: str
    key: str
    reason: Reason = Reason.SHOWN
    before: Decimal | None = None
    now: Decimal | None = None
    change: Decimal | None = None
    is_flagged: bool = False


def gaps(groups: Sequence[ShownGroup], thresholds: Thresholds) -> tuple[Gap, ...]:
    """Return the gaps of all concepts that at least two groups show a mean for, the widest first.

    A gap is flagged when two groups with at least `thresholds.gap` answers each are 0.7 or more apart.
    """
    keys = dict.fromkeys(item.key for group in groups for item in group.items)
    found = [_gap(key, groups, thresholds) for key in keys]
    # Sorting keeps the order of the survey among gaps of one size.
    return tuple(sorted((gap for gap in found if gap), key=lambda gap: -gap.size))


def _gap(key: str, groups: Sequence[ShownGroup], thresholds: Thresholds) -> Gap | None:
    sides = tuple(_sides(key, groups))
    if len(sides) < 2:
        return None
    means = [side.mean for side in sides]
    large = [side for side in sides if side.n >= thresholds.gap]
    flagged = any(abs(one.mean - other.mean) >= GAP_FLAG for one, other in combinations(large, 2))
    return Gap(key, sides, max(means) - min(means), flagged)


def _sides(key: str, groups: Sequence[ShownGroup]) -> Iterator[Side]:
    for group in groups:
        item = group.item(key)
        if item is not None and item.mean is not None and item.deviation is not None and item.valued is not None:
            yield Side(group.key, item.mean, item.deviation, item.valued)


def item_changes(
    now: Sequence[ShownGroup], before: Sequence[ShownGroup], unchanged: Collection[str]
) -> Iterator[Change]:
    """Yield the change of each item of each shown group; `unchanged` are the items that may be compared."""
    for group in _shown(now):
        then = _same(group, before)
        for item in group.items:
            if item.key not in unchanged:
                yield Change(group.key, item.key, Reason.CHANGED_ITEM)
            elif then is None:
                yield Change(group.key, item.key, Reason.OTHER_GROUP)
            else:
                yield _change(group.key, item.key, _mean(then.item(item.key)), item.mean)


def area_changes(
    now: Sequence[ShownGroup], before: Sequence[ShownGroup], unchanged: Collection[str]
) -> Iterator[Change]:
    """Yield the change of each area of each shown group. All items of it are the same ones, and none changed."""
    for group in _shown(now):
        then = _same(group, before)
        for area in group.areas:
            earlier = then.area(area.key) if then else None
            if then is None:
                yield Change(group.key, area.key, Reason.OTHER_GROUP)
            elif earlier is None or earlier.items != area.items or not set(area.items) <= set(unchanged):
                yield Change(group.key, area.key, Reason.CHANGED_ITEM)
            else:
                yield _change(group.key, area.key, earlier.mean, area.mean)


def _shown(groups: Sequence[ShownGroup]) -> Iterator[ShownGroup]:
    return (group for group in groups if not group.reason)


def _same(group: ShownGroup, before: Sequence[ShownGroup]) -> ShownGroup | None:
    """Return the group of the earlier wave that has the same roles and was shown."""
    return next((then for then in _shown(before) if then.roles == group.roles), None)


def _mean(item: ShownItem | None) -> Decimal | None:
    return item.mean if item else None


def _change(group: str, key: str, before: Decimal | None, now: Decimal | None) -> Change:
    if before is None or now is None:
        return Change(group, key, Reason.HIDDEN_ITEM)
    change = now - before
    return Change(group, key, Reason.SHOWN, before, now, change, abs(change) >= CHANGE_FLAG)
