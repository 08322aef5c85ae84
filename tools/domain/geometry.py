"""Where the parts of a spiderweb stand: points and paths, rounded to one decimal, the same for the same input.

The middle of a web is 0, 0; y grows downwards, as in SVG. The first axis points to the top, the others
follow clockwise. A line over time and a strip stand in percentages of their width, so they stretch.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

LEAST_AXES = 3
MOST_AXES = 12
STEPS = 5
RADIUS = 200.0
# From the middle to the edge of the picture: the web, and the icons at the ends of its axes.
REACH = 262.0
ICON_AT = 234.0
ICON_SIZE = 40.0

# How far a thread hangs in between two axes: 1 would be a straight line.
_SAG = 0.866
# The ends of a strip, in percent, so that the marker at an end is whole.
_MARGIN = 5.0
# Where a line over time begins and ends, in percent: before it stand the numbers of the levels.
_FIRST_DAY, _LAST_DAY = 10.0, 95.0

Value = Decimal | int | float

MARKERS = {
    "knowing": "M-9 0A9 9 0 0 1 9 0A9 9 0 0 1-9 0Z",
    "ownership": "M-8-8H8V8H-8Z",
    "pathways": "M0-11 11 0 0 11-11 0Z",
    "coaching": "M0-11 10.5 8H-10.5Z",
    "assessment": "M-10-8H10L0 11Z",
    "digital": "M-10-5.5H10V5.5H-10Z",
    "environment": "M-4-10H4L10-4V4L4 10H-4L-10 4V-4Z",
    "together": "M-3.5-10h7v6.5H10v7H3.5V10h-7V3.5H-10v-7h6.5Z",
}


class Point(NamedTuple):
    """A place in the picture, with one decimal; as a string "x y"."""

    x: float
    y: float

    def __str__(self) -> str:
        return _pair(self)


@lru_cache(maxsize=4096)
def _pair(place: Point) -> str:
    return f"{short(place.x)} {short(place.y)}"


def short(number: float) -> str:
    """Return a number with at most one decimal, as short as can be; never -0."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def marker(dimension: str) -> str:
    """Return the path of the marker of a dimension around 0, 0; a circle for an unknown one."""
    return MARKERS.get(dimension, MARKERS["knowing"])


def _at(turn: float, radius: float) -> Point:
    return Point(round(radius * math.sin(turn), 1) + 0.0, round(-radius * math.cos(turn), 1) + 0.0)


def _check(axes: int) -> None:
    if not LEAST_AXES <= axes <= MOST_AXES:
        raise ValueError(f"A web has {LEAST_AXES} to {MOST_AXES} axes, not {axes}.")


def point(axis: int, axes: int, radius: float) -> Point:
    """Return the point on an axis (0 is the first) at this distance from the middle."""
    _check(axes)
    return _at(2 * math.pi * axis / axes, radius)


@lru_cache(maxsize=4096)
def on_axis(axis: int, axes: int, value: Value) -> Point:
    """Return where a score from 1 to 5 stands. ValueError for a score outside the scale."""
    number = float(value)
    if not 0 <= number <= STEPS:
        raise ValueError(f"A score stands between 0 and {STEPS}, not at {value}.")
    return point(axis, axes, RADIUS * number / STEPS)


@lru_cache(maxsize=2 * MOST_AXES)
def threads(axes: int) -> tuple[str, ...]:
    """Return the paths of the five threads, the innermost first. A thread hangs in between its axes."""
    _check(axes)
    return tuple(_thread(axes, RADIUS * step / STEPS) for step in range(1, STEPS + 1))


def _thread(axes: int, radius: float) -> str:
    half = math.pi / axes
    hang = _SAG * math.cos(half) * radius
    curves = (f"Q{_at(2 * half * axis + half, hang)} {_at(2 * half * (axis + 1), radius)}" for axis in range(axes))
    return f"M{_at(0, radius)}{''.join(curves)}Z"


@lru_cache(maxsize=2 * MOST_AXES)
def ends(axes: int) -> tuple[Point, ...]:
    """Return the outer ends of the axes, in order."""
    _check(axes)
    return tuple(point(axis, axes, RADIUS) for axis in range(axes))


@lru_cache(maxsize=2 * MOST_AXES)
def icon_places(axes: int) -> tuple[Point, ...]:
    """Return the upper left corners of the icons beyond the ends of the axes."""
    _check(axes)
    middles = (point(axis, axes, ICON_AT) for axis in range(axes))
    return tuple(Point(round(at.x - ICON_SIZE / 2, 1), round(at.y - ICON_SIZE / 2, 1)) for at in middles)


def points(values: Sequence[Value | None]) -> tuple[Point | None, ...]:
    """Return where each score stands; None on an open axis."""
    axes = len(values)
    return tuple(None if value is None else on_axis(axis, axes, value) for axis, value in enumerate(values))


def runs(places: Sequence[Point | None]) -> tuple[tuple[Point, ...], ...]:
    """Return the stretches of neighbouring points without an open axis in between.

    The last axis is the neighbour of the first, so a stretch may run across the top. Without an open axis
    there is one stretch, and it is closed by whoever draws it.
    """
    gaps = [index for index, place in enumerate(places) if place is None]
    turned = [*places[gaps[0] :], *places[: gaps[0]]] if gaps else list(places)
    found: list[list[Point]] = [[]]
    for place in turned:
        if place is None:
            found.append([])
        else:
            found[-1].append(place)
    return tuple(tuple(run) for run in found if run)


def outline(places: Sequence[Point | None]) -> str:
    """Return the path of the line through the points, broken at every open axis; nothing without a line."""
    if None not in places:
        return f"{_joined(runs(places)[0])}Z" if places else ""
    return "".join(_joined(run) for run in runs(places) if len(run) > 1)


def area(places: Sequence[Point | None]) -> str:
    """Return the path of what lies inside the line; each stretch of a broken one reaches to the middle."""
    if None not in places:
        return outline(places)
    return "".join(f"M0 0L{'L'.join(map(str, run))}Z" for run in runs(places) if len(run) > 1)


def _joined(run: Sequence[Point]) -> str:
    return f"M{'L'.join(map(str, run))}"


# One axis as a strip, and one dimension over time.


@lru_cache(maxsize=256)
def along(value: Value) -> str:
    """Return where a score stands on a strip from 1 to 5, in percent of its width."""
    return short(_MARGIN + (100 - 2 * _MARGIN) * (min(max(float(value), 1), STEPS) - 1) / (STEPS - 1))


STRIP_TICKS = tuple(along(step) for step in range(1, STEPS + 1))


@lru_cache(maxsize=256)
def length(value: Value) -> str:
    """Return how long the bar of a score is, in percent of its width. A bar begins at 0."""
    return short(100 * float(value) / STEPS)


LINE_HEIGHT = 168
_LINE_TOP = 14
_LINE_STEP = 35


def level_height(value: Value) -> float:
    """Return the distance of a score from the top of a line over time, in pixels."""
    return round(_LINE_TOP + _LINE_STEP * (STEPS - float(value)), 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """One dimension at one moment.

    `follows` is false where it must not be joined with the one before; `gap` says what is there without a value.
    """

    day: date
    value: Decimal | None
    version: int = 1
    quick: bool = False
    follows: bool = True
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A reading in the picture: x in percent, y in pixels."""

    x: str
    y: str
    quick: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line in between two neighbouring readings."""

    x1: str
    y1: str
    x2: str
    y2: str
    quick: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the first web with another version of the instrument stands, in percent."""

    x: str
    version: int


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension over time."""

    dots: tuple[Dot, ...]
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]


def days_along(days: Sequence[date]) -> tuple[float, ...]:
    """Return where each day stands, in percent of the width: in proportion, a single day in the middle."""
    if not days:
        return ()
    first, last = min(days), max(days)
    span = (last - first).days
    if not span:
        return tuple((_FIRST_DAY + _LAST_DAY) / 2 for _ in days)
    return tuple(round(_FIRST_DAY + (_LAST_DAY - _FIRST_DAY) * (day - first).days / span, 1) for day in days)


def line(readings: Sequence[Reading]) -> Line:
    """Return one dimension over time, in the order of the days.

    A reading without a value is a gap: nothing is drawn there and nothing joined across it. Quick and full
    webs are two measures, so a line never leads from one to the other.
    """
    ordered = sorted(readings, key=lambda reading: reading.day)
    placed = list(zip(days_along([reading.day for reading in ordered]), ordered, strict=True))
    dots = [
        Dot(short(x), short(level_height(reading.value)), reading.quick)
        for x, reading in placed
        if reading.value is not None
    ]
    stretches = []
    marks = []
    for (x1, before), (x2, after) in pairwise(placed):
        if before.version != after.version:
            marks.append(Mark(short(x2), after.version))
        if before.value is None or after.value is None or before.quick != after.quick or not after.follows:
            continue
        y1, y2 = level_height(before.value), level_height(after.value)
        stretches.append(Stretch(short(x1), short(y1), short(x2), short(y2), after.quick))
    return Line(tuple(dots), tuple(stretches), tuple(marks))
