"""What may be shown of a group, rule by rule."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from tests.tools.domain.surveyed import ALL, ANSWERS, sheets, survey
from tests.tools.domain.test_tallying import FULL, tally
from tools.domain.disclosure import (
    HIGH,
    LOW,
    NotClosedError,
    Reason,
    ShownArea,
    ShownItem,
    Thresholds,
    WaveNumbers,
    disclose,
    shown_item,
)

VALUES = survey().values()
ITEMS = ("V1", "V2", "V3", "V4", "W1", "W2", "W3")


def sent(count, answer="4", items=ITEMS, other="3"):
    """So many people, of whom two fifths say something else: nobody is unanimous."""
    return [dict.fromkeys(items, other if number % 5 < 2 else answer) for number in range(count)]


def wave(expected=None, own=None, mode=FULL, **roles):
    return WaveNumbers(
        survey(),
        mode,
        {role: tally(people, role, mode) for role, people in roles.items()},
        expected or {},
        own or {},
        is_closed=True,
    )


def told(disclosed):
    """What each group says of itself: its reason, or how many answered."""
    return {group.key: group.reason or group.n for group in disclosed.groups}


def test_nothing_is_shown_before_the_close():
    with pytest.raises(NotClosedError):
        disclose(replace(wave(teacher=sent(20)), is_closed=False))


@pytest.mark.parametrize(
    ("roles", "shown"),
    [
        ({"student": 5, "parent": 4}, {"student": 5, "parent": "too_few"}),
        ({"teacher": 9, "leader": 4}, {"staff": 13, "teacher": "merged", "leader": "merged"}),
        ({"teacher": 9, "leader": 0}, {"staff": 9, "teacher": "merged", "leader": "merged"}),
        ({"teacher": 9, "leader": 5}, {"teacher": 9, "leader": 5}),
        ({"teacher": 4, "leader": 5}, {"teacher": "too_few", "leader": 5}),
        ({"teacher": 2, "leader": 2}, {"staff": "too_few", "teacher": "merged", "leader": "merged"}),
        ({"teacher": 9}, {"teacher": 9}),
        ({"leader": 3}, {"leader": "too_few"}),
        ({"governor": 4, "teacher": 9}, {"teacher": 9, "governor": "too_few"}),
        (
            {"governor": 4, "teacher": 9, "leader": 1},
            {"staff": 10, "teacher": "merged", "leader": "merged", "governor": "too_few"},
        ),
    ],
)
def test_who_is_shown(roles, shown):
    assert told(disclose(wave(**{role: sent(count) for role, count in roles.items()}))) == shown


def test_a_hidden_group_has_no_number_but_what_the_school_expected():
    groups = disclose(
        wave({"governor": 7, "teacher": 30, "leader": 2}, governor=sent(4), teacher=sent(9), leader=sent(1))
    )
    assert [
        (group.key, group.expected, group.n, group.rate, group.items, group.areas, dict(group.open))
        for group in groups.groups
        if group.reason
    ] == [
        ("teacher", None, None, None, (), (), {}),
        ("leader", None, None, None, (), (), {}),
        ("governor", 7, None, None, (), (), {}),
    ]
    assert (groups.group("staff").expected, groups.group("staff").n, groups.group("staff").rate) == (32, 10, 31)


def test_an_unknown_expected_number_gives_no_rate():
    staff = disclose(wave({"teacher": 30}, teacher=sent(9), leader=sent(1))).group("staff")
    assert (staff.expected, staff.rate) == (None, None)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        # Four answered: hidden, not even how many.
        ({"1": 2, "5": 2}, ShownItem("V1", Reason.TOO_FEW)),
        ({}, ShownItem("V1", Reason.TOO_FEW)),
        # "Not applicable" is an answer; but a mean of two would be one of too few.
        (
            {"1": 1, "5": 1, "na": 3},
            ShownItem(
                "V1",
                n=5,
                counts={"1": 1, "2": 0, "3": 0, "4": 0, "5": 1, "na": 3},
                mean_reason=Reason.FEW_VALUES,
                valued=2,
                not_applicable=3,
            ),
        ),
        # Unanimous, or all but one, below ten: a band.
        ({"5": 6}, ShownItem("V1", Reason.UNANIMOUS, n=6, band=HIGH)),
        ({"4": 8, "1": 1}, ShownItem("V1", Reason.UNANIMOUS, n=9, band=HIGH)),
        ({"3": 5}, ShownItem("V1", Reason.UNANIMOUS, n=5, band=LOW)),
        ({"1": 5}, ShownItem("V1", Reason.UNANIMOUS, n=5, band=LOW)),
        ({"na": 6, "4": 1}, ShownItem("V1", Reason.UNANIMOUS, n=7, band=LOW)),
        # Ten may agree.
        (
            {"5": 10},
            ShownItem(
                "V1",
                n=10,
                counts={"1": 0, "2": 0, "3": 0, "4": 0, "5": 10, "na": 0},
                valued=10,
                not_applicable=0,
                mean=Decimal("5.0"),
                deviation=Decimal("0.0"),
                share=100,
            ),
        ),
        # 2 + 2 + 4 + 5 + 5 + 5 = 23; 23 / 6 = 3.83; variance (99 - 88.17) / 5 = 2.17
        (
            {"2": 2, "4": 1, "5": 3, "na": 1},
            ShownItem(
                "V1",
                n=7,
                counts={"1": 0, "2": 2, "3": 0, "4": 1, "5": 3, "na": 1},
                valued=6,
                not_applicable=1,
                mean=Decimal("3.8"),
                deviation=Decimal("1.5"),
                share=67,
            ),
        ),
    ],
)
def test_an_item(counts, shown):
    assert shown_item("V1", counts, VALUES, Thresholds()) == shown


@pytest.mark.parametrize("counts", [{"5": 41}, {"5": 40, "1": 1}])
def test_staff_who_agree_are_a_band_at_any_size(counts):
    """Else the answers of the leaders, who are among them, would be known."""
    shown = shown_item("V1", counts, VALUES, Thresholds(), is_merged=True)
    assert shown == ShownItem("V1", Reason.UNANIMOUS, n=41, band=HIGH)
    assert shown_item("V1", {"5": 39, "1": 2}, VALUES, Thresholds(), is_merged=True).counts["1"] == 2


@given(st.integers(5, 9), st.sampled_from(ANSWERS), st.sampled_from(ANSWERS))
def test_a_band_never_names_one_answer(n, most, other):
    """Each band may stand for several answers, and nothing but it and the number is there."""
    counts = {most: n}
    if other != most:
        counts = {most: n - 1, other: 1}
    item = shown_item("V1", counts, VALUES, Thresholds())
    assert item == ShownItem("V1", Reason.UNANIMOUS, n=n, band=item.band)
    assert item.band == (HIGH if most in "45" else LOW)


def test_an_area_with_an_item_that_is_hidden_shows_nothing():
    few = [
        answers if number < 4 else {key: value for key, value in answers.items() if key != "V2"}
        for number, answers in enumerate(sent(12))
    ]
    teachers = disclose(wave(teacher=few)).group("teacher")
    assert teachers.item("V2") == ShownItem("V2", Reason.TOO_FEW)
    assert teachers.area("vision") == ShownArea("vision", ("V1", "V2", "V3", "V4"), Reason.HIDDEN_ITEM)
    assert teachers.area("ownership").mean == Decimal("3.5")


def test_an_area_with_an_item_in_a_band_shows_nothing():
    people = [answers | {"W3": "5"} for answers in sent(9)]
    teachers = disclose(wave(teacher=people)).group("teacher")
    assert teachers.item("W3").reason == Reason.UNANIMOUS
    assert teachers.area("ownership") == ShownArea("ownership", ("W1", "W2", "W3"), Reason.HIDDEN_ITEM)


def test_an_area_with_an_item_without_mean_shows_nothing():
    people = [answers | ({"W3": "na"} if number > 3 else {}) for number, answers in enumerate(sent(12))]
    teachers = disclose(wave(teacher=people)).group("teacher")
    assert teachers.item("W3").mean_reason == Reason.FEW_VALUES
    assert teachers.area("ownership").reason == Reason.HIDDEN_ITEM


@pytest.mark.parametrize(
    ("people", "cases", "spread", "alpha"),
    [
        (sent(30), 30, Reason.SHOWN, Reason.SHOWN),
        (sent(29), 29, Reason.SHOWN, Reason.FEW_CASES),
        (sent(10), 10, Reason.SHOWN, Reason.FEW_CASES),
        (sent(9), None, Reason.FEW_CASES, Reason.FEW_CASES),
        # All answer, but one skips an item.
        ([*sent(29), {"W1": "2", "W2": "3"}], 29, Reason.SHOWN, Reason.FEW_CASES),
        ([dict.fromkeys(ITEMS, "4")] * 30, 30, Reason.SHOWN, Reason.NO_SPREAD),
    ],
)
def test_spread_and_alpha_need_complete_cases(people, cases, spread, alpha):
    area = disclose(wave(teacher=people)).group("teacher").area("ownership")
    assert (area.cases, area.spread_reason, area.alpha_reason) == (cases, spread, alpha)
    assert (area.spread is None, area.alpha is None) == (bool(spread), bool(alpha))


def test_alpha_needs_three_items():
    students = disclose(wave(student=sent(40))).group("student")
    assert students.area("vision").items == ("V1", "V3")
    assert students.area("vision").alpha_reason == Reason.FEW_ITEMS
    assert students.area("ownership").alpha == Decimal("1.00")
    governors = disclose(wave(governor=sent(40))).group("governor")
    assert {area.alpha_reason for area in governors.areas} == {Reason.FEW_ITEMS}


def test_staff_of_roles_that_are_asked_differently_have_no_spread():
    structure = survey()
    vision = replace(
        structure.groups[0],
        items=(*structure.groups[0].items[:3], replace(structure.groups[0].items[3], audiences=("leader",))),
    )
    numbers = replace(
        wave(teacher=sent(20), leader=sent(2)), structure=replace(structure, groups=(vision, structure.groups[1]))
    )
    staff = disclose(numbers).group("staff")
    assert staff.item("V4").n == 22
    assert (staff.area("vision").spread_reason, staff.area("ownership").spread_reason) == (
        Reason.FEW_CASES,
        Reason.SHOWN,
    )


def test_own_items_stand_apart_from_areas():
    people = [answers | {"X1": "2" if number else "5"} for number, answers in enumerate(sent(12))]
    teachers = disclose(wave(own={"teacher": ("X1", "X2")}, teacher=people)).group("teacher")
    assert [item.key for item in teachers.items] == [*ITEMS, "X1", "X2"]
    assert (teachers.item("X1").counts["2"], teachers.item("X2").reason) == (11, Reason.TOO_FEW)
    assert [area.key for area in teachers.areas] == ["vision", "ownership"]


@pytest.mark.parametrize(("count", "reason", "texts"), [(9, Reason.TOO_FEW, {}), (10, Reason.SHOWN, {"O1": 1})])
def test_open_answers_take_ten(count, reason, texts):
    numbers = wave(student=sent(count))
    numbers.tallies["student"]["open"]["O1"] = 1
    students = disclose(numbers).group("student")
    assert (students.open_reason, dict(students.open)) == (reason, texts)


@pytest.mark.parametrize("name", [each.name for each in fields(Thresholds)])
def test_thresholds_are_made_stricter_never_looser(name):
    floor = getattr(Thresholds(), name)
    assert getattr(Thresholds(**{name: floor + 1}), name) == floor + 1
    with pytest.raises(ValueError, match=name):
        Thresholds(**{name: floor - 1})


def test_a_stricter_wave_hides_more():
    numbers = wave(student=sent(7), teacher=sent(20), leader=sent(6))
    assert told(disclose(numbers, Thresholds(group=8))) == {
        "staff": 26,
        "teacher": "merged",
        "leader": "merged",
        "student": "too_few",
    }


@given(st.lists(sheets(), max_size=12), st.lists(sheets(), max_size=6), st.integers(5, 12))
def test_nothing_shown_is_about_fewer_than_the_minimum(teachers, leaders, least):
    shown = disclose(wave(teacher=teachers, leader=leaders), Thresholds(group=least))
    for group in shown.groups:
        assert (group.n is None) == bool(group.reason)
        assert group.n is None or group.n >= least
        for item in group.items:
            assert item.n is None or item.n >= least
            assert item.mean is None or item.valued >= least
            assert (item.counts is None) == bool(item.reason)
        for area in group.areas:
            assert area.mean is None or all(group.item(key).mean is not None for key in area.items)


def test_roles_are_never_put_together_but_leaders_and_teachers():
    shown = disclose(wave(**{role: sent(2) for role in ALL}))
    assert {group.roles for group in shown.groups if len(group.roles) > 1} == {("teacher", "leader")}
