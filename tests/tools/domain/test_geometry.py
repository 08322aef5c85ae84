"""Where the parts of a web stand."""

import math
import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from tools.domain import geometry
from tools.domain.geometry import Line, Point, Reading, Stretch

SCORES = st.decimals("1.0", "5.0", places=1)
COUNTS = st.integers(geometry.LEAST_AXES, geometry.MOST_AXES)
WEBS = COUNTS.flatmap(lambda count: st.lists(st.none() | SCORES, min_size=count, max_size=count))


def angle(axis: int, axes: int) -> float:
    return 2 * math.pi * axis / axes


def numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]


def lines(path: str) -> set[frozenset[str]]:
    """Return the straight lines of a path as pairs of points."""
    found = set()
    for part in re.findall(r"M([^MZ]+)(Z?)", path):
        places = part[0].split("L")
        found |= {frozenset(pair) for pair in pairwise(places)}
        if part[1]:
            found.add(frozenset((places[-1], places[0])))
    return found


def test_axes_go_clockwise_from_the_top():
    assert geometry.ends(4) == (Point(0, -200), Point(200, 0), Point(0, 200), Point(-200, 0))
    assert geometry.points([Decimal("2.5"), None, 5, 1]) == (Point(0, -100), None, Point(0, 200), Point(-40, 0))


def test_the_threads_are_those_of_the_mark():
    assert geometry.threads(8)[0] == (
        "M0 -40Q12.2 -29.6 28.3 -28.3Q29.6 -12.2 40 0Q29.6 12.2 28.3 28.3Q12.2 29.6 0 40"
        "Q-12.2 29.6 -28.3 28.3Q-29.6 12.2 -40 0Q-29.6 -12.2 -28.3 -28.3Q-12.2 -29.6 0 -40Z"
    )


@pytest.mark.parametrize("axes", [0, 2, 13])
def test_too_few_or_too_many_axes(axes):
    for drawn in (geometry.threads, geometry.ends, geometry.icon_places):
        with pytest.raises(ValueError, match=f"not {axes}"):
            drawn(axes)


@pytest.mark.parametrize("value", [-1, Decimal("5.1"), 6])
def test_a_score_outside_the_scale(value):
    with pytest.raises(ValueError, match="A score stands"):
        geometry.on_axis(0, 8, value)


@given(WEBS)
def test_points_lie_on_their_axes(values):
    for axis, (value, place) in enumerate(zip(values, geometry.points(values), strict=True)):
        if value is None:
            assert place is None
            continue
        radius = 40 * float(value)
        assert math.isclose(place.x, radius * math.sin(angle(axis, len(values))), abs_tol=0.06)
        assert math.isclose(place.y, -radius * math.cos(angle(axis, len(values))), abs_tol=0.06)


@given(WEBS)
def test_everything_is_inside_the_picture(values):
    count, places = len(values), geometry.points(values)
    paths = [*geometry.threads(count), geometry.area(places), geometry.outline(places)]
    assert all(abs(number) <= geometry.RADIUS for path in paths for number in numbers(path))
    corners = [(at.x + far, at.y + far) for at in geometry.icon_places(count) for far in (0, geometry.ICON_SIZE)]
    assert all(abs(number) <= geometry.REACH for corner in corners for number in corner)


@given(WEBS)
def test_a_line_joins_neighbours_only_and_all_of_them(values):
    places = geometry.points(values)
    pairs = [(places[axis - 1], places[axis]) for axis in range(len(places))]
    assert lines(geometry.outline(places)) == {frozenset(map(str, pair)) for pair in pairs if None not in pair}


@given(WEBS)
def test_an_open_axis_has_no_area(values):
    places = geometry.points(values)
    middle = "0 0"
    edges = lines(geometry.area(places))
    assert {edge for edge in edges if middle not in edge} == lines(geometry.outline(places))
    assert all(middle not in edge for edge in edges) == (None not in places or not edges)


@given(WEBS)
def test_the_same_scores_give_the_same_picture(values):
    once, again = geometry.points(values), geometry.points(list(values))
    assert (once, geometry.outline(once), geometry.area(once)) == (again, geometry.outline(again), geometry.area(again))


def test_a_stretch_runs_across_the_top():
    places = geometry.points([1, 1, None, 1])
    assert geometry.outline(places) == "M-40 0L0 -40L40 0"
    assert geometry.area(places) == "M0 0L-40 0L0 -40L40 0Z"


def test_one_between_gaps_is_a_point_without_a_line():
    places = geometry.points([1, None, 1, None])
    assert (geometry.outline(places), geometry.area(places)) == ("", "")


def test_all_open():
    places = geometry.points([None] * 8)
    assert (geometry.runs(places), geometry.outline(places), geometry.area(places)) == ((), "", "")


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (-0.04, "0"), (2.0, "2"), (-28.28, "-28.3"), (100.0, "100")])
def test_numbers_are_short(number, text):
    assert geometry.short(number) == text


@pytest.mark.parametrize(("value", "percent"), [(1, "5"), (Decimal("2.8"), "45.5"), (3, "50"), (5, "95")])
def test_a_strip(value, percent):
    assert geometry.along(value) == percent


def test_markers_differ():
    assert len(set(geometry.MARKERS.values())) == 8
    assert geometry.marker("none of them") == geometry.MARKERS["knowing"]


DAY = date(2025, 9, 1)


def test_a_line_over_time():
    readings = [
        Reading(DAY + timedelta(100), Decimal("3.0"), version=2),
        Reading(DAY, Decimal("1.0")),
        Reading(DAY + timedelta(50), Decimal("5.0")),
    ]
    drawn = geometry.line(readings)
    assert [(dot.x, dot.y) for dot in drawn.dots] == [("10", "154"), ("52.5", "14"), ("95", "84")]
    assert drawn.stretches == (
        Stretch("10", "154", "52.5", "14", False),
        Stretch("52.5", "14", "95", "84", False),
    )
    assert [(mark.x, mark.version) for mark in drawn.marks] == [("95", 2)]


def test_a_gap_is_never_joined():
    values = [Decimal(2), None, Decimal(3), Decimal(4)]
    drawn = geometry.line([Reading(DAY + timedelta(day), value) for day, value in enumerate(values)])
    assert [(part.x1, part.x2) for part in drawn.stretches] == [("66.7", "95")]
    assert len(drawn.dots) == 3


def test_quick_and_full_are_never_joined_nor_what_may_not_be_compared():
    readings = [
        Reading(DAY, Decimal(2)),
        Reading(DAY + timedelta(1), Decimal(3), quick=True),
        Reading(DAY + timedelta(2), Decimal(3)),
        Reading(DAY + timedelta(3), Decimal(3), follows=False),
    ]
    assert geometry.line(readings).stretches == ()


def test_nothing_and_one_day():
    assert geometry.line([]) == Line((), (), ())
    assert [dot.x for dot in geometry.line([Reading(DAY, Decimal(2))]).dots] == ["52.5"]


@given(st.lists(st.builds(Reading, st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.none() | SCORES), max_size=30))
def test_a_line_stays_inside_its_box(readings):
    for dot in geometry.line(readings).dots:
        assert 10 <= float(dot.x) <= 95
        assert 0 <= float(dot.y) <= geometry.LINE_HEIGHT
