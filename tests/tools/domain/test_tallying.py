"""Tallies of a wave and role, with a hand-worked example and what must hold for all of them."""

import json
from copy import deepcopy
from functools import reduce

import pytest
from hypothesis import given, strategies as st

from tests.tools.domain.surveyed import ANSWERS, sheets, survey
from tools.domain.tallying import add, asked_items, empty, merge

FULL = "full"


def counts(**given):
    return {key: given.get(f"a{key}", 0) for key in ANSWERS}


def tally(people, audience="teacher", mode=FULL):
    return reduce(lambda document, answers: add(document, survey(), audience, mode, answers), people, empty())


def test_two_teachers_by_hand():
    first = {"V1": "4", "V2": "3", "V3": "5", "V4": "2", "W1": "na", "X1": "5"}
    second = {"V1": "4", "V2": "5", "V3": "1", "V4": "2", "W1": "1", "W2": "2", "W3": "3"}
    document = add(empty(), survey(), "teacher", FULL, first, ["O1"])
    document = add(document, survey(), "teacher", FULL, second, ["O1", "O2"])
    assert document == {
        "n": 2,
        "items": {
            "V1": counts(a4=2),
            "V2": counts(a3=1, a5=1),
            "V3": counts(a1=1, a5=1),
            "V4": counts(a2=2),
            "W1": counts(ana=1, a1=1),
            "W2": counts(a2=1),
            "W3": counts(a3=1),
            "X1": counts(a5=1),
        },
        "areas": {
            # Totals 14 and 12; the first did not say anything about W2 and W3.
            "vision": {
                "n": 2,
                "t": 26,
                "tt": 340,
                "x": {"V1": 8, "V2": 8, "V3": 6, "V4": 4},
                "xx": {"V1": 32, "V2": 34, "V3": 26, "V4": 8},
            },
            "ownership": {
                "n": 1,
                "t": 6,
                "tt": 36,
                "x": {"W1": 1, "W2": 2, "W3": 3},
                "xx": {"W1": 1, "W2": 4, "W3": 9},
            },
        },
        "open": {"O1": 2, "O2": 1},
    }


@pytest.mark.parametrize(
    ("audience", "mode", "asked"),
    [
        ("teacher", FULL, [("vision", ("V1", "V2", "V3", "V4")), ("ownership", ("W1", "W2", "W3"))]),
        ("student", FULL, [("vision", ("V1", "V3")), ("ownership", ("W1", "W2", "W3"))]),
        ("governor", FULL, [("vision", ("V1",)), ("ownership", ("W2",))]),
        ("teacher", "pulse", [("vision", ("V1",)), ("ownership", ("W2",))]),
        ("walker", FULL, []),
    ],
)
def test_a_case_is_complete_with_what_its_role_is_asked_in_this_mode(audience, mode, asked):
    assert [(group.key, keys) for group, keys in asked_items(survey(), audience, mode)] == asked
    answers = {key: "3" for _group, keys in asked for key in keys}
    assert {key: area["n"] for key, area in tally([answers], audience, mode)["areas"].items()} == {
        key: 1 for key, _keys in asked
    }


@pytest.mark.parametrize("missing", ["na", None])
def test_one_item_without_a_value_leaves_the_whole_area_out(missing):
    answers = {"W1": "5", "W2": "5", "W3": missing} if missing else {"W1": "5", "W2": "5"}
    document = tally([answers])
    assert document["areas"] == {}
    assert document["items"]["W1"] == counts(a5=1)


def test_somebody_who_skips_everything_is_counted_as_having_sent():
    assert tally([{}]) == empty() | {"n": 1}


def test_the_order_of_the_document_tells_nothing_of_the_order_of_answers():
    people = [{"W2": "1"}, {"V1": "na", "W2": "3"}, {"V1": "5", "X1": "2"}]
    assert json.dumps(tally(people)) == json.dumps(tally(people[::-1]))


@given(st.lists(sheets(), max_size=6), sheets())
def test_the_input_is_untouched(people, more):
    before = tally(people)
    kept = deepcopy(before)
    add(before, survey(), "teacher", FULL, more)["items"].clear()
    merge(before, tally([more]))["areas"].clear()
    assert before == kept


@given(*[st.lists(sheets(), max_size=5)] * 3)
def test_merging_is_associative_and_commutative(first, second, third):
    a, b, c = tally(first), tally(second, "leader"), tally(third)
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c))
    assert merge(a, empty()) == a
    assert merge(a, c) == tally([*first, *third])


@given(st.lists(sheets(), max_size=5), st.lists(sheets(), max_size=5), sheets())
def test_adding_to_what_is_merged_equals_merging_what_was_added(first, second, more):
    a, b = tally(first), tally(second, "leader")
    assert add(merge(a, b), survey(), "teacher", FULL, more) == merge(add(a, survey(), "teacher", FULL, more), b)


@given(st.lists(sheets(), max_size=8))
def test_counts_are_those_of_the_people(people):
    document = tally(people)
    assert document["n"] == len(people)
    for item, counted in document["items"].items():
        assert counted == {key: sum(answers.get(item) == key for answers in people) for key in ANSWERS}
