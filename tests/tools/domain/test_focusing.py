"""Focus, targets, evidence and a re-check of the focus alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from tests.tools.domain.made import asked, axes, full, quick, structure, usual
from tools.domain.comparing import Step
from tools.domain.focusing import (
    ADDED,
    ALREADY,
    ASK_WHICH,
    UNKNOWN,
    FocusChoice,
    choose_focus,
    evidence_wanted,
    is_target,
    recheck,
    swap_focus,
    targets_above,
    too_many_targets,
)
from tools.domain.scoring import FULL, QUICK, score_web

KEYS = ("A", "B", "C", "D")
MAY, NOVEMBER = date(2026, 5, 4), date(2026, 11, 9)


@pytest.mark.parametrize(
    ("focus", "wanted", "after", "code"),
    [
        ((), "A", ("A",), ADDED),
        (("A",), "B", ("A", "B"), ADDED),
        (("A", "B"), "C", ("A", "B"), ASK_WHICH),
        (("A", "B"), "B", ("A", "B"), ALREADY),
        (("A",), "X", ("A",), UNKNOWN),
    ],
)
def test_choosing_a_focus(focus, wanted, after, code):
    assert choose_focus(focus, wanted, KEYS) == FocusChoice(after, code)


@pytest.mark.parametrize(
    ("leaving", "wanted", "after", "code"),
    [
        ("A", "C", ("C", "B"), ADDED),
        ("B", "C", ("A", "C"), ADDED),
        ("D", "C", ("A", "B"), ASK_WHICH),
        ("A", "B", ("A", "B"), ALREADY),
        ("A", "X", ("A", "B"), UNKNOWN),
    ],
)
def test_swapping_a_focus(leaving, wanted, after, code):
    assert swap_focus(("A", "B"), leaving, wanted, KEYS) == FocusChoice(after, code)


@given(st.lists(st.tuples(st.sampled_from("ABCDX"), st.sampled_from("ABCDX")), max_size=12))
def test_a_focus_never_has_more_than_two(choices):
    focus: tuple[str, ...] = ()
    for leaving, wanted in choices:
        focus = swap_focus(focus, leaving, wanted, KEYS).focus
        assert len(focus) == len(set(focus)) <= 2
        assert set(focus) <= set(KEYS)


def test_advice_from_the_third_target_above_the_current_level():
    made = axes(A="2.0", B="3.0", C="4.0", D="")
    assert targets_above(made, {"A": 3, "B": 3, "C": 5, "D": 5}) == ("A", "C")
    assert too_many_targets(made, {"A": 3, "B": 3, "C": 5, "D": 5}) == ()
    assert too_many_targets(made, {"C": 5, "B": 4, "A": 3}) == ("A", "B", "C")


def test_targets_are_levels():
    assert [value for value in range(-1, 8) if is_target(value)] == [1, 2, 3, 4, 5]


def test_which_dimensions_ask_for_evidence():
    made = axes(A="3.9", B="4.0", C="5.0", D="")
    assert evidence_wanted(made, {}, {}) == ("B", "C")
    assert evidence_wanted(made, {"A": 4, "D": 2}, {"B": "Talks in May", "C": "  "}) == ("A", "C", "D")


def test_a_recheck_asks_the_focus_and_takes_over_the_rest():
    made = usual("A", "B", "C")
    earlier = full(MAY, made, A="2222", B="33-.", C="4444")
    found = recheck(earlier, ["B"], asked(made, FULL), made, 1, {})
    assert [[question.key for question in step.questions] for step in found.asked] == [["B1", "B2", "B3", "B4"]]
    assert (set(found.taken), found.taken_on, found.left_out) == (
        {"A1", "A2", "A3", "A4", "C1", "C2", "C3", "C4"},
        {"A": MAY, "C": MAY},
        (),
    )
    # What is given for a dimension that was not asked does not count; what is not asked again is not kept.
    whole = found.answers({"B1": "4", "B2": "4", "B3": "4", "A1": "5"})
    assert [axis.score for axis in score_web(made, whole, FULL)] == [Decimal("2.0"), Decimal("4.0"), Decimal("4.0")]
    assert "B4" not in whole


def test_a_recheck_of_a_recheck_keeps_the_first_day():
    made = usual("A", "B", "C")
    earlier = replace(quick(NOVEMBER, made, A="2", B="3", C="4"), taken={"A": MAY})
    found = recheck(earlier, ["C"], asked(made, QUICK), made, 1, {})
    assert (found.taken, found.taken_on) == ({"A-level": "2", "B-level": "3"}, {"A": MAY, "B": NOVEMBER})
    assert [question.key for step in found.asked for question in step.questions] == ["C-level"]


def test_what_changed_since_is_not_taken_over():
    old, new = usual("A", "B", "C"), structure(A="A1 A2 A3", B="B1 B2 B3 B4", D="D1 D2 D3")
    earlier = full(MAY, old, A="2222", B="3333", C="44..")
    found = recheck(earlier, ["B"], asked(new, FULL), new, 2, {2: Step(frozenset({"A1", "B1"}))})
    assert (found.taken, found.taken_on) == ({"A2": "2", "A3": "2"}, {"A": MAY})
    assert found.left_out == ("A1", "A4", "C1", "C2")
    assert [step.key for step in found.asked] == ["B"]


letters = st.text("12345-.", min_size=4, max_size=4)


@given(letters, letters, letters, st.sets(st.sampled_from("ABC"), max_size=2))
def test_the_rest_scores_as_it_did(a, b, c, focus):
    made = usual("A", "B", "C")
    earlier = full(MAY, made, A=a, B=b, C=c)
    found = recheck(earlier, focus, asked(made, FULL), made, 1, {})
    whole = score_web(made, found.answers({}), FULL)
    for before, after in zip(earlier.axes(), whole, strict=True):
        assert after.score == (None if before.key in focus else before.score)
    assert not focus & set(found.taken_on)
    assert {step.key for step in found.asked} == focus
