"""Gaps between groups, trends between waves, editions beside editions."""

from decimal import Decimal

import pytest

from tests.tools.domain.test_disclosure import ITEMS, VALUES, sent, wave
from tests.tools.domain.test_tallying import tally
from tools.domain.disclosure import Earlier, Reason, Thresholds, disclose, group_picture, may_publish, may_report_again


def test_a_gap_is_from_the_lowest_mean_to_the_highest():
    found = disclose(wave(student=sent(20, "2", other="1"), parent=sent(20, "4"), governor=sent(6, "5"))).gaps
    assert [(gap.key, gap.size, gap.is_flagged) for gap in found] == [
        ("V1", Decimal("2.4"), True),
        ("W2", Decimal("2.4"), True),
    ]
    first = found[0]
    assert [(side.group, side.mean, side.n) for side in first.sides] == [
        ("student", Decimal("1.6"), 20),
        ("parent", Decimal("3.6"), 20),
        ("governor", Decimal("4.0"), 6),
    ]


def test_gaps_stand_the_widest_first():
    students = [answers | {"W2": "1"} for answers in sent(20)]
    found = disclose(wave(student=[*students, {"W2": "2"}], parent=sent(20))).gaps
    assert [(gap.key, gap.size) for gap in found] == [("W2", Decimal("2.6")), ("V1", Decimal("0.0"))]


@pytest.mark.parametrize(("governors", "flagged"), [(9, False), (10, True)])
def test_a_gap_is_flagged_between_ten_and_ten(governors, flagged):
    found = disclose(wave(parent=sent(20, "2"), governor=sent(governors, "5")))
    assert {(gap.is_flagged, gap.size >= Decimal("0.7")) for gap in found.gaps} == {(flagged, True)}


@pytest.mark.parametrize(("lower", "flagged"), [(12, False), (14, True)])
def test_the_flag_begins_at_seven_tenths(lower, flagged):
    """20 parents at 4; the others have so many threes among their fours."""
    others = [{"V1": "3" if number < lower else "4"} for number in range(20)]
    gap = disclose(wave(parent=[*[{"V1": "4"}] * 20], student=others)).gaps[0]
    assert (gap.size, gap.is_flagged) == (Decimal(lower) / 20, flagged)


def test_a_small_group_does_not_hide_the_flag_of_two_large_ones():
    found = disclose(wave(student=sent(20, "2"), parent=sent(20, "4"), governor=sent(6, "5"))).gaps
    assert [gap.is_flagged for gap in found] == [True, True]


def test_a_band_has_no_gap():
    assert disclose(wave(parent=[{"V1": "5", "W2": "5"}] * 8, student=sent(20))).gaps == ()


def trend(now, before, unchanged=ITEMS):
    found = disclose(now, earlier=[Earlier("first", disclose(before), frozenset(unchanged))]).trends[0]
    return {(each.group, each.key): each.reason or each.change for each in (*found.items, *found.areas)}


def test_a_trend_is_between_two_shown_means():
    found = trend(wave(student=sent(20, "5")), wave(student=sent(10, "4")))
    assert found == {("student", key): Decimal("0.6") for key in ("V1", "V3", "W1", "W2", "W3", "vision", "ownership")}


@pytest.mark.parametrize(("answer", "flagged"), [("4", False), ("5", True)])
def test_a_trend_is_flagged_from_three_tenths(answer, flagged):
    found = disclose(
        wave(student=sent(20, answer)), earlier=[Earlier("first", disclose(wave(student=sent(20))), ITEMS)]
    )
    assert {change.is_flagged for change in found.trends[0].items} == {flagged}


def test_a_changed_item_has_no_trend_nor_has_its_area():
    found = trend(wave(student=sent(20, "5")), wave(student=sent(20)), set(ITEMS) - {"W1"})
    assert {key for key, change in found.items() if change == Reason.CHANGED_ITEM} == {
        ("student", "W1"),
        ("student", "ownership"),
    }


def test_an_area_of_other_items_has_no_trend():
    pulse = wave(mode="pulse", teacher=sent(20))
    found = trend(wave(teacher=sent(20, "5")), pulse)
    assert (found["teacher", "V1"], found["teacher", "vision"]) == (Decimal("0.6"), Reason.CHANGED_ITEM)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ({"teacher": 20, "leader": 2}, {"teacher": 20, "leader": 6}),
        ({"teacher": 20}, {"teacher": 20, "leader": 2}),
        ({"teacher": 20}, {"teacher": 4}),
        ({"teacher": 20}, {"student": 20}),
    ],
)
def test_another_group_has_no_trend(now, before):
    found = trend(*(wave(**{role: sent(count) for role, count in roles.items()}) for roles in (now, before)))
    assert {change for (group, _key), change in found.items() if group != "leader"} == {Reason.OTHER_GROUP}


def test_a_group_that_is_hidden_now_has_no_trend():
    assert trend(wave(governor=sent(4)), wave(governor=sent(8))) == {}


def test_a_band_has_no_trend():
    found = trend(wave(governor=[{"V1": "5", "W2": "3"}] * 6), wave(governor=sent(8)))
    assert set(found.values()) == {Reason.HIDDEN_ITEM}


@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        ({"teacher": 20, "student": 30}, True),
        ({"teacher": 25, "student": 30}, True),
        ({"teacher": 24, "student": 30}, False),
        ({"teacher": 20, "student": 30, "leader": 1}, False),
        ({"teacher": 21, "student": 35}, False),
    ],
)
def test_a_wave_is_reported_again_only_after_five_more(now, allowed):
    before = {"teacher": tally(sent(20)), "student": tally(sent(30))}
    after = {role: tally(sent(count), role) for role, count in now.items()}
    assert may_report_again(before, after, Thresholds()) is allowed


def test_an_item_that_one_of_five_new_people_answered_forbids_the_report():
    before = {"teacher": tally(sent(20))}
    after = {"teacher": tally([*sent(20), {"V1": "5", "W1": "3"}, *[{"V1": "5"}] * 4])}
    assert may_report_again(before, after, Thresholds()) is False


@pytest.mark.parametrize(
    ("editions", "members", "allowed"),
    [
        ([], "abcd", False),
        ([], "abcde", True),
        (["abcde"], "abcdefghi", False),
        (["abcde"], "abcdefghij", True),
        # One left and four came: the two pictures differ in five, and nobody can tell which.
        (["abcde"], "bcdefghi", True),
        # The third differs from the second in six, and from the first in one.
        (["abcde", "abcdefghij"], "abcdek", False),
        # Each two differ in five or more; the third minus the second plus the first is about p alone.
        (["abcde", "abcdefghij"], "fghijp", False),
        (["abcde", "abcdefghij"], "abcdefghijklmno", True),
    ],
)
def test_editions_never_tell_of_fewer(editions, members, allowed):
    assert may_publish(members, editions, Thresholds()) is allowed


def test_a_stricter_edition_takes_more():
    assert may_publish("abcdefg", [], Thresholds(group=8)) is False
    assert may_publish("abcdefgh", [], Thresholds(group=8)) is True


def test_a_picture_counts_whoever_left_an_axis_open():
    answers = {name: {"knowing": "4" if name in "abc" else "2"} for name in "abcdefg"}
    shown = group_picture(answers, ["knowing", "coaching"], VALUES, [], Thresholds())
    assert [(item.key, item.n, item.mean, item.reason) for item in shown] == [
        ("knowing", 7, Decimal("2.9"), Reason.SHOWN),
        ("coaching", 7, None, Reason.UNANIMOUS),
    ]
    assert group_picture(answers, ["knowing"], VALUES, ["abcdef"], Thresholds()) is None
    assert group_picture(dict(list(answers.items())[:4]), ["knowing"], VALUES, [], Thresholds()) is None
