"""How the webs of one teacher change. No total, no ranking, no percentage: only one dimension at a time.

Quick and full webs are two measures and are never laid over each other. A later look at an earlier
moment (then/now) is a third thing and is kept apart from what was dated at the time.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tools.domain.comparing import ADDED, CHANGED, REMOVED, comparable_items
from tools.domain.instrument import Group, Structure
from tools.domain.scoring import LEAST_ANSWERED, QUICK, Axis, score_axis
from tools.domain.webs import Steps, Web, dimensions_of, group_of, in_order, items_of, read_in, way, with_value

# What the sentence about a dimension says.
UP = "up"
SAME = "same"
DOWN = "down"
ONLY_NOW = "only_now"
ONLY_THEN = "only_then"
OPEN = "open"
NOT_COMPARABLE = "not_comparable"

# Why an item does not count in a comparison, besides ADDED, REMOVED and CHANGED.
OTHER_SCALE = "other_scale"
UNANSWERED = "unanswered"

# Why a series has a gap, besides OPEN and NOT_COMPARABLE.
TAKEN_OVER = "taken_over"
NOT_ASKED = "not_asked"

# Whether the earlier moment was rated at the time, or later with today's eyes.
DATED = "dated"
THEN_NOW = "then_now"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that does not count in a comparison, and why."""

    item: str
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension of two webs.

    `then` and `now` are the scores as each web shows them, None where it does not ask the dimension.
    `earlier` and `later` are both there or both None: the scores over the items that count in both, so
    that the difference is never one of questions. Only these may be drawn over each other.
    """

    key: str
    code: str
    then: Axis | None
    now: Axis | None
    then_on: date
    now_on: date
    earlier: Decimal | None = None
    later: Decimal | None = None
    counted: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    taken_over: bool = False
    explains_drop: bool = False

    @property
    def change(self) -> Decimal | None:
        """How far the score moved, in steps of the scale."""
        if self.earlier is None or self.later is None:
            return None
        return self.later - self.earlier

    @property
    def is_recomputed(self) -> bool:
        """Whether a compared score differs from the one that its web shows, which the page has to say."""
        pairs = ((self.earlier, self.then), (self.later, self.now))
        return any(score is not None and axis is not None and score != axis.score for score, axis in pairs)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two webs side by side, dimension by dimension in their fixed order."""

    earlier_on: date
    later_on: date
    basis: str
    other_mode: bool
    lines: tuple[Line, ...]

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Every item that does not count, in the order of the dimensions."""
        return tuple(item for line in self.lines for item in line.left_out)


def compare(one: Web, other: Web, steps: Steps) -> Comparison:
    """Return what changed from the earlier of two webs to the later one, whichever is named first.

    An item counts when it means the same in both versions and was answered with a value both times. In
    the full mode a dimension needs at least three of them. A lower score is marked to be explained: it
    is common after learning more. A dimension that the later web took over is not measured again.
    A quick and a full web have no line with a change.
    """
    earlier, later = in_order((one, other))
    return _compare(earlier, later, steps, DATED)


def then_now(web: Web) -> Comparison | None:
    """Return how the earlier moment looks with today's eyes beside today; None when it was not rated again.

    Both were answered in one sitting, so a lower score is no matter of other eyes and is not explained.
    """
    if not web.then:
        return None
    earlier = replace(web, on=web.then_on or web.on, answers=web.then, then={}, taken={})
    return _compare(earlier, web, {}, THEN_NOW)


def _compare(earlier: Web, later: Web, steps: Steps, basis: str) -> Comparison:
    pair = _Pair.of(earlier, later, steps)
    lines = tuple(_line(pair, key, basis) for key in dimensions_of((later, earlier)))
    return Comparison(earlier.on, later.on, basis, pair.other_mode, lines)


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two webs: its answers as they read in the newer version, what it asks, and what has a value."""

    web: Web
    read: Mapping[str, str]
    keys: frozenset[str]
    valued: frozenset[str]

    @classmethod
    def of(cls, web: Web, newer: Web, steps: Steps) -> "_Side":
        read = read_in(web, newer.version, steps)
        keys = frozenset(item.key for item in web.structure.items())
        return cls(web, read, keys, with_value(newer.structure, read, web.mode))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two webs with their answers read in the newer of their versions."""

    earlier: _Side
    later: _Side
    structure: Structure
    common: frozenset[str]
    other_scale: bool

    @classmethod
    def of(cls, earlier: Web, later: Web, steps: Steps) -> "_Pair":
        low, high = sorted((earlier, later), key=lambda web: web.version)
        path = way(steps, low.version, high.version)
        common = comparable_items(low.structure, high.structure, path)
        other_scale = any(step.mapping is not None and not step.mapping for step in path)
        before, after = (_Side.of(web, high, steps) for web in (earlier, later))
        return cls(before, after, high.structure, common, other_scale)

    @property
    def mode(self) -> str:
        return self.later.web.mode

    @property
    def other_mode(self) -> bool:
        return self.earlier.web.mode != self.mode

    def score(self, group: Group, side: _Side, only: Collection[str]) -> Decimal | None:
        return score_axis(self.structure, group, side.read, self.mode, only).score


def _line(pair: _Pair, key: str, basis: str) -> Line:
    earlier, later = pair.earlier.web, pair.later.web
    then, now = earlier.axis(key), later.axis(key)
    taken_over = key in later.taken
    line = Line(key, OPEN, then, now, earlier.answered_on(key), later.answered_on(key), taken_over=taken_over)
    there = then is not None and not then.is_open
    here = now is not None and not now.is_open and not taken_over
    if not (there and here):
        return replace(line, code=ONLY_THEN if there else ONLY_NOW if here else OPEN)
    group = group_of(pair.structure, key)
    if pair.other_mode or group is None:
        return replace(line, code=NOT_COMPARABLE)
    left_out = _left_out(pair, group)
    counted = _counted(pair, group)
    before, after = (pair.score(group, side, counted) for side in (pair.earlier, pair.later))
    if before is None or after is None:
        return replace(line, code=NOT_COMPARABLE, left_out=left_out)
    code = UP if after > before else DOWN if after < before else SAME
    return replace(
        line,
        code=code,
        earlier=before,
        later=after,
        counted=counted,
        left_out=left_out,
        explains_drop=code == DOWN and basis == DATED,
    )


def _counted(pair: _Pair, group: Group) -> tuple[str, ...]:
    both = pair.common & pair.earlier.valued & pair.later.valued
    return tuple(item.key for item in items_of(pair.structure, group.key, pair.mode) if item.key in both)


def _left_out(pair: _Pair, group: Group) -> tuple[LeftOut, ...]:
    """Return what does not count; an item that was never answered needs no word."""
    webs = (pair.later.web, pair.earlier.web)
    asked = (item.key for web in webs for item in items_of(web.structure, group.key, web.mode))
    found = ((key, _why(pair, key)) for key in dict.fromkeys(asked))
    return tuple(LeftOut(key, why) for key, why in found if why)


def _why(pair: _Pair, key: str) -> str:
    sides = (pair.earlier, pair.later)
    if any(key not in side.keys for side in sides):
        return REMOVED if key in pair.earlier.keys else ADDED
    if key not in pair.common:
        return OTHER_SCALE if pair.other_scale else CHANGED
    if any(key in side.web.answers and key not in side.read for side in sides):
        return OTHER_SCALE
    return UNANSWERED if (key in pair.earlier.valued) != (key in pair.later.valued) else ""


@dataclass(frozen=True, slots=True)
class Point:
    """One web in the series of a dimension. Without a score it is a gap, and `gap` says which."""

    on: date
    number: int
    version: int
    is_new_version: bool
    score: Decimal | None
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One dimension over all webs of one mode. Every score in it is made of the same items."""

    key: str
    mode: str
    points: tuple[Point, ...]
    counted: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def series(webs: Iterable[Web], mode: str, steps: Steps) -> tuple[Series, ...]:
    """Return each dimension over the webs of this mode, oldest first; webs of the other mode are left out.

    The newest version of a dimension sets the measure. Older versions join as long as enough of its items
    mean the same in all of them; from the first one with fewer, older webs are gaps.
    """
    chosen = in_order(web for web in webs if web.mode == mode)
    return tuple(_series(chosen, key, mode, steps) for key in dimensions_of(chosen))


def _series(webs: Sequence[Web], key: str, mode: str, steps: Steps) -> Series:
    structures = {web.version: web.structure for web in webs if group_of(web.structure, key)}
    newest = max(structures)
    counted, joined = _shared_by_versions(structures, key, mode, steps)
    group = group_of(structures[newest], key)
    points, last = [], webs[0].version
    everything = counted == {item.key for item in items_of(structures[newest], key, mode)}
    for web in webs:
        axis = web.axis(key)
        score, gap = None, _gap(web, key, axis)
        if not gap and axis and web.version == newest and everything:
            score = axis.score
        elif not gap:
            read = read_in(web, newest, steps) if web.version in joined else {}
            score = score_axis(structures[newest], group, read, mode, counted).score if group else None
            gap = NOT_COMPARABLE if score is None else ""
        points.append(Point(web.on, web.number, web.version, web.version != last, score, gap))
        last = web.version
    asked = (
        item.key for number in sorted(structures, reverse=True) for item in items_of(structures[number], key, mode)
    )
    order = tuple(dict.fromkeys(asked))
    return Series(
        key,
        mode,
        tuple(points),
        tuple(item for item in order if item in counted),
        tuple(item for item in order if item not in counted),
    )


def _gap(web: Web, key: str, axis: Axis | None) -> str:
    if axis is None:
        return NOT_ASKED
    if key in web.taken:
        return TAKEN_OVER
    return OPEN if axis.is_open else ""


def _shared_by_versions(
    structures: Mapping[int, Structure], key: str, mode: str, steps: Steps
) -> tuple[frozenset[str], frozenset[int]]:
    """Return the items that all joined versions share, and which versions those are."""
    newest = max(structures)
    shared = frozenset(item.key for item in items_of(structures[newest], key, mode))
    least, joined = 1 if mode == QUICK else LEAST_ANSWERED, {newest}
    for number in sorted(structures, reverse=True)[1:]:
        common = comparable_items(structures[number], structures[newest], way(steps, number, newest))
        if len(shared & common) < least:
            break
        shared &= common
        joined.add(number)
    return shared, frozenset(joined)
