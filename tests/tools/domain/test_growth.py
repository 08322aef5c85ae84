"""How webs of one teacher change, with hand-worked examples."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from tests.tools.domain.made import answers, full, quick, structure, usual
from tools.domain.comparing import ADDED, CHANGED, REMOVED, Step
from tools.domain.growth import (
    DATED,
    DOWN,
    NOT_ASKED,
    NOT_COMPARABLE,
    ONLY_NOW,
    ONLY_THEN,
    OPEN,
    OTHER_SCALE,
    SAME,
    TAKEN_OVER,
    THEN_NOW,
    UNANSWERED,
    UP,
    Comparison,
    LeftOut,
    Line,
    Series,
    compare,
    series,
    then_now,
)
from tools.domain.instrument import ScaleStep
from tools.domain.scoring import FULL, QUICK

MAY, NOVEMBER = date(2026, 5, 4), date(2026, 11, 9)
A = usual("A")


def only(comparison):
    (line,) = comparison.lines
    return line


@pytest.mark.parametrize(
    ("before", "after", "code", "scores", "left_out"),
    [
        # 9/4 = 2.25 -> 2.3, and 13/4 = 3.25 -> 3.3
        ("1224", "2344", UP, ("2.3", "3.3", "1.0"), {}),
        ("3333", "2244", SAME, ("3.0", "3.0", "0.0"), {}),
        # 14/4 = 3.5, and 11/4 = 2.75 -> 2.8
        ("4433", "3332", DOWN, ("3.5", "2.8", "-0.7"), {}),
        # The first item counts in neither: 8/3 = 2.666... -> 2.7, although the earlier web itself shows 3.3 (13/4).
        ("5233", "-334", UP, ("2.7", "3.3", "0.6"), {"A1": UNANSWERED}),
        # Each web has three answers. Only two are of the same items, and those did not move.
        ("533-", "-331", NOT_COMPARABLE, None, {"A1": UNANSWERED, "A4": UNANSWERED}),
        ("33--", "2344", ONLY_NOW, None, {}),
        ("1224", "3...", ONLY_THEN, None, {}),
        ("....", "----", OPEN, None, {}),
    ],
)
def test_two_full_webs(before, after, code, scores, left_out):
    line = only(compare(full(MAY, A, A=before), full(NOVEMBER, A, A=after), {}))
    assert line.code == code
    assert (line.earlier, line.later, line.change) == (tuple(map(Decimal, scores)) if scores else (None, None, None))
    assert {item.item: item.why for item in line.left_out} == left_out
    assert line.explains_drop == (code == DOWN)


def test_a_recomputed_score_is_said_to_be_one():
    line = only(compare(full(MAY, A, A="5233"), full(NOVEMBER, A, A="-334"), {}))
    assert (line.then.score, line.earlier, line.is_recomputed) == (Decimal("3.3"), Decimal("2.7"), True)
    assert not only(compare(full(MAY, A, A="5233"), full(NOVEMBER, A, A="5334"), {})).is_recomputed


def test_the_date_decides_which_is_earlier_and_then_the_number():
    first, second = full(MAY, A, number=1, A="2222"), full(MAY, A, number=2, A="3333")
    last = full(NOVEMBER, A, number=3, A="4444")
    for one, other in ((first, last), (last, first)):
        assert (compare(one, other, {}).earlier_on, only(compare(one, other, {})).code) == (MAY, UP)
    assert only(compare(second, first, {})).change == Decimal("1.0")


def test_quick_webs_compare_the_chosen_levels():
    made = usual("A", "B", "C")
    comparison = compare(quick(MAY, made, A="2", B="4"), quick(NOVEMBER, made, A="4", B="na", C="3"), {})
    assert [(line.key, line.code, line.change) for line in comparison.lines] == [
        ("A", UP, Decimal("2.0")),
        ("B", ONLY_THEN, None),
        ("C", ONLY_NOW, None),
    ]
    assert (comparison.other_mode, comparison.basis) == (False, DATED)


def test_quick_and_full_are_never_laid_over_each_other():
    made = usual("A", "B")
    comparison = compare(quick(MAY, made, A="2"), full(NOVEMBER, made, A="4444", B="3333"), {})
    assert comparison.other_mode
    assert [(line.code, line.earlier, line.later, line.left_out) for line in comparison.lines] == [
        (NOT_COMPARABLE, None, None, ()),
        (ONLY_NOW, None, None, ()),
    ]
    assert [line.now.score for line in comparison.lines] == [Decimal("4.0"), Decimal("3.0")]


def test_a_changed_item_is_left_out_and_named():
    new = structure(A="A1 A2 A3 A5")
    old_web, new_web = full(MAY, A, A="1345"), full(NOVEMBER, new, 2, A="5345")
    # A1 changed, A4 went, A5 came: two are left, which is too few.
    comparison = compare(old_web, new_web, {2: Step(frozenset({"A1"}))})
    assert only(comparison).code == NOT_COMPARABLE
    assert comparison.left_out == (LeftOut("A1", CHANGED), LeftOut("A5", ADDED), LeftOut("A4", REMOVED))
    # With one changed item three are left: 12/3 = 4.0 both times, though the webs show 3.3 and 4.3.
    line = only(compare(old_web, full(NOVEMBER, A, 2, A="5345"), {2: Step(frozenset({"A1"}))}))
    assert (line.code, line.earlier, line.later, line.counted) == (
        SAME,
        Decimal("4.0"),
        Decimal("4.0"),
        ("A2", "A3", "A4"),
    )
    assert (line.then.score, line.now.score, line.is_recomputed) == (Decimal("3.3"), Decimal("4.3"), True)


def test_a_step_that_is_not_known_lets_nothing_be_compared():
    line = only(compare(full(MAY, A, A="1345"), full(NOVEMBER, A, 2, A="5345"), {}))
    assert (line.code, {item.why for item in line.left_out}) == (NOT_COMPARABLE, {OTHER_SCALE})


def test_an_old_version_answered_later_is_read_in_the_newer_one():
    steps = {2: Step(frozenset({"A1"}))}
    line = only(compare(full(MAY, A, 2, A="5222"), full(NOVEMBER, A, 1, A="1333"), steps))
    assert (line.code, line.earlier, line.later) == (UP, Decimal("2.0"), Decimal("3.0"))


def test_a_mapping_reads_old_answers_in_the_new_scale():
    scale = tuple(ScaleStep(letter, value) for letter, value in (("low", 1), ("mid", 3), ("high", 5)))
    new = replace(A, scale=scale)
    steps = {2: Step(mapping={"1": "low", "2": "low", "3": "mid", "5": "high"})}
    after = replace(full(NOVEMBER, new, 2), answers={"A1": "high", "A2": "mid", "A3": "mid", "A4": "mid"})
    # 4 has no place in the new scale. low, mid, high: 9/3 = 3.0; mid, mid, mid: 3.0 (A1 is left out).
    line = only(compare(full(MAY, A, A="4235"), after, steps))
    assert (line.earlier, line.later, line.left_out) == (Decimal("3.0"), Decimal("3.0"), (LeftOut("A1", OTHER_SCALE),))


def test_chosen_levels_pass_a_mapping_as_they_are():
    steps = {2: Step(mapping={"1": "2", "2": "3", "na": "na"})}
    line = only(compare(quick(MAY, A, A="2"), quick(NOVEMBER, A, 2, A="3"), steps))
    assert (line.earlier, line.later) == (Decimal("2.0"), Decimal("3.0"))


def test_dimensions_that_come_and_go():
    old, new = usual("A", "B"), usual("C", "A")
    comparison = compare(
        full(MAY, old, A="2222", B="3333"), full(NOVEMBER, new, 2, A="3333", C="4444"), {2: Step(frozenset())}
    )
    assert [(line.key, line.code) for line in comparison.lines] == [("C", ONLY_NOW), ("A", UP), ("B", ONLY_THEN)]
    assert (comparison.lines[0].then, comparison.lines[2].now) == (None, None)


def test_what_was_taken_over_was_not_measured_again():
    made = usual("A", "B")
    later = replace(full(NOVEMBER, made, A="3333", B="2222"), taken={"B": MAY})
    lines = compare(full(MAY, made, A="2222", B="2222"), later, {}).lines
    assert [(line.code, line.taken_over, line.now_on) for line in lines] == [
        (UP, False, NOVEMBER),
        (ONLY_THEN, True, MAY),
    ]
    # The other way round it is a value of its first day.
    last = full(NOVEMBER + timedelta(weeks=12), made, number=3, A="3333", B="4444")
    lines = compare(later, last, {}).lines
    assert [(line.code, line.then_on) for line in lines] == [(SAME, NOVEMBER), (UP, MAY)]


def test_then_and_now_stay_apart_from_what_was_dated():
    before = full(MAY, A, A="4444")
    after = replace(full(NOVEMBER, A, A="3333"), then=answers(A="2222"), then_on=MAY)
    dated, eyes = compare(before, after, {}), then_now(after)
    assert (dated.basis, only(dated).code, only(dated).explains_drop) == (DATED, DOWN, True)
    assert (eyes.basis, only(eyes).code, only(eyes).change, eyes.earlier_on) == (THEN_NOW, UP, Decimal("1.0"), MAY)
    assert then_now(before) is None
    assert [point.score for point in series([before, after], FULL, {})[0].points] == [Decimal("4.0"), Decimal("3.0")]


def test_a_drop_with_the_same_eyes_is_not_explained():
    after = replace(full(NOVEMBER, A, A="2222"), then=answers(A="3333"), then_on=MAY)
    assert (only(then_now(after)).code, only(then_now(after)).explains_drop) == (DOWN, False)


def test_there_is_no_total_anywhere():
    names = {field.name for kind in (Comparison, Line, Series) for field in fields(kind)}
    assert not {name for name in names if any(word in name for word in ("total", "mean", "rank", "percent", "area"))}


def scores(found):
    return {line.key: [str(point.score) if point.score else point.gap for point in line.points] for line in found}


def test_a_series_is_in_order_with_gaps_and_one_mode():
    made = usual("A", "B")
    webs = [
        full(NOVEMBER, made, number=3, A="4444", B="33--"),
        full(MAY, made, number=1, A="2222", B="3333"),
        quick(MAY, made, number=2, A="5", B="5"),
    ]
    assert scores(series(webs, FULL, {})) == {"A": ["2.0", "4.0"], "B": ["3.0", OPEN]}
    assert scores(series(webs, QUICK, {})) == {"A": ["5.0"], "B": ["5.0"]}
    assert [point.on for point in series(webs, FULL, {})[0].points] == [MAY, NOVEMBER]
    assert series([], FULL, {}) == ()


def test_every_score_of_a_series_is_made_of_the_same_items():
    days = [MAY + timedelta(weeks=12 * n) for n in range(3)]
    webs = [full(days[0], A, 1, A="1333"), full(days[1], A, 2, A="5333"), full(days[2], A, 2, A="5444")]
    (line,) = series(webs, FULL, {2: Step(frozenset({"A1"}))})
    assert scores([line]) == {"A": ["3.0", "3.0", "4.0"]}
    assert (line.counted, line.left_out) == (("A2", "A3", "A4"), ("A1",))
    assert [(point.version, point.is_new_version) for point in line.points] == [(1, False), (2, True), (2, False)]


def test_before_too_large_a_change_a_series_has_gaps():
    days = [MAY + timedelta(weeks=12 * n) for n in range(3)]
    webs = [full(day, A, version, A="3333") for version, day in enumerate(days, start=1)]
    (line,) = series(webs, FULL, {2: Step(frozenset({"A1", "A2"})), 3: Step(frozenset({"A3"}))})
    assert scores([line]) == {"A": [NOT_COMPARABLE, "3.0", "3.0"]}
    assert (line.counted, line.left_out) == (("A1", "A2", "A4"), ("A3",))


def test_a_series_knows_what_was_taken_over_and_what_was_not_asked():
    old, new = usual("A", "B"), usual("A", "C")
    webs = [
        full(MAY, old, A="2222", B="3333"),
        replace(full(NOVEMBER, new, 2, A="2222", C="4444"), taken={"A": MAY}),
    ]
    assert scores(series(webs, FULL, {2: Step()})) == {
        "A": ["2.0", TAKEN_OVER],
        "C": [NOT_ASKED, "4.0"],
        "B": ["3.0", NOT_ASKED],
    }


letters = st.text("12345-.", min_size=4, max_size=4)
changes = st.frozensets(st.sampled_from(["A1", "A2", "A3", "A4"]))


@given(letters, letters, changes)
def test_a_change_is_made_of_enough_items_that_count_in_both(before, after, changed):
    line = only(compare(full(MAY, A, 1, A=before), full(NOVEMBER, A, 2, A=after), {2: Step(changed)}))
    both = {
        f"A{place}"
        for place, pair in enumerate(zip(before, after, strict=True), start=1)
        if all(letter.isdigit() for letter in pair)
    } - changed
    assert (line.change is not None) == (len(both) >= 3) == (line.code in (UP, SAME, DOWN))
    if line.change is not None:
        assert set(line.counted) == both
        assert (line.change > 0, line.change < 0) == (line.code == UP, line.code == DOWN)
        # Somebody who answered these items alike did not change.
        alike = full(NOVEMBER, A, 2, A=before)
        assert only(compare(full(MAY, A, 1, A=before), alike, {2: Step(changed)})).change == 0
    assert not set(line.counted) & {item.item for item in line.left_out}


@given(st.lists(st.tuples(letters, st.integers(1, 3), st.integers(0, 400)), max_size=8), changes, st.randoms())
def test_a_series_has_each_web_once_whatever_order_they_come_in(made, changed, random):
    webs = [
        full(MAY + timedelta(days=days), A, version, number, A=written)
        for number, (written, version, days) in enumerate(made)
    ]
    steps = {2: Step(changed), 3: Step()}
    found = series(webs, FULL, steps)
    shuffled = webs.copy()
    random.shuffle(shuffled)
    assert series(shuffled, FULL, steps) == found
    for line in found:
        assert sorted(point.number for point in line.points) == list(range(len(webs)))
        assert [point.on for point in line.points] == sorted(web.on for web in webs)
        assert all((point.score is None) == bool(point.gap) for point in line.points)
