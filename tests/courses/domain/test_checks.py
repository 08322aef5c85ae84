"""Rules of knowledge checks."""

import pytest
from hypothesis import given, strategies as st

from courses.domain.checks import Answer, check_problem, judge, read_answer, shuffled

ids = st.lists(st.text(min_size=1, max_size=8), min_size=2, max_size=8, unique=True)


@pytest.mark.parametrize(
    ("kind", "options", "expected"),
    [
        ("single", [(True, None), (False, None)], None),
        ("single", [(False, None), (False, None)], "one"),
        ("single", [(True, None), (True, None)], "one"),
        ("multiple", [(True, None), (True, None), (False, None)], None),
        ("multiple", [(False, None), (False, None)], "some"),
        ("multiple", [(True, None), (True, None)], "some"),
        ("order", [(False, 2), (False, 1)], None),
        ("order", [(False, 1), (False, 1)], "order"),
        ("order", [(False, 1), (False, 3)], "order"),
        ("order", [(False, 1), (False, None)], "order"),
        ("order", [(False, 0), (False, 1)], "order"),
    ],
)
def test_problem(kind, options, expected):
    assert check_problem(kind, options) == expected


@given(ids, st.text(max_size=40))
def test_shuffling_keeps_every_option_and_never_changes(options, block):
    once = shuffled(block, options)
    assert sorted(once) == sorted(options)
    assert shuffled(block, reversed(options)) == once


def test_shuffling_differs_between_blocks():
    options = list("abcdefgh")
    assert len({tuple(shuffled(f"block {n}", options)) for n in range(20)}) > 15


SINGLE = [("a", False, None), ("b", True, None), ("c", False, None)]
MULTIPLE = [("a", True, None), ("b", True, None), ("c", False, None)]
ORDER = [("a", False, 1), ("b", False, 2), ("c", False, 3)]


@pytest.mark.parametrize(
    ("kind", "options", "chosen", "placed", "complete", "fits", "found"),
    [
        ("single", SINGLE, ["b"], {}, True, True, 1),
        ("single", SINGLE, ["a"], {}, True, False, 0),
        ("single", SINGLE, [], {}, False, False, 0),
        ("single", SINGLE, ["a", "b"], {}, False, False, 1),
        ("single", SINGLE, ["nobody"], {}, False, False, 0),
        ("multiple", MULTIPLE, ["a", "b"], {}, True, True, 2),
        ("multiple", MULTIPLE, ["a"], {}, True, False, 1),
        ("multiple", MULTIPLE, ["a", "b", "c"], {}, True, False, 2),
        ("multiple", MULTIPLE, ["c"], {}, True, False, 0),
        ("multiple", MULTIPLE, [], {}, False, False, 0),
        ("order", ORDER, [], {"a": 1, "b": 2, "c": 3}, True, True, 3),
        ("order", ORDER, [], {"a": 1, "b": 3, "c": 2}, True, False, 1),
        ("order", ORDER, [], {"a": 3, "b": 1, "c": 2}, True, False, 0),
        ("order", ORDER, [], {"a": 1, "b": 1, "c": 2}, False, False, 1),
        ("order", ORDER, [], {"a": 1, "b": 2}, False, False, 2),
        ("order", ORDER, [], {}, False, False, 0),
    ],
)
def test_judging(kind, options, chosen, placed, complete, fits, found):
    outcome = judge(kind, options, chosen, placed)
    assert (outcome.complete, outcome.fits, outcome.found) == (complete, fits, found)


def test_what_was_missed_and_what_was_wrong():
    outcome = judge("multiple", MULTIPLE, ["a", "c"], {})
    assert (outcome.found, outcome.missed, outcome.wrong) == (1, 1, 1)


@given(st.sampled_from(["single", "multiple"]), st.lists(st.booleans(), min_size=2, max_size=8), st.data())
def test_an_answer_fits_exactly_when_all_that_fits_is_chosen_and_nothing_else(kind, marks, data):
    options = [(str(number), fits, None) for number, fits in enumerate(marks)]
    chosen = data.draw(st.sets(st.sampled_from([option for option, _, _ in options])))
    outcome = judge(kind, options, chosen, {})
    assert outcome.fits == (outcome.complete and chosen == {option for option, fits, _ in options if fits})
    assert outcome.found + outcome.missed == sum(marks)


@given(st.permutations(range(1, 6)))
def test_an_order_fits_exactly_when_every_step_is_in_place(places):
    options = [(str(place), False, place) for place in range(1, 6)]
    placed = {str(number): place for number, place in enumerate(places, start=1)}
    outcome = judge("order", options, (), placed)
    assert outcome.complete
    assert outcome.fits == (list(places) == [1, 2, 3, 4, 5])


@given(ids, st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=3)))
def test_reading_an_answer_never_fails_and_keeps_only_what_is_known(options, parameters):
    answer = read_answer(parameters, options)
    assert answer.chosen <= set(options)
    assert set(answer.placed) <= set(options)
    assert set(answer.placed.values()) <= set(range(1, len(options) + 1))


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"choice": ["a", "x"]}, Answer(frozenset("a"), {}, "x")),
        ({"place-a": ["2"], "place-b": ["1"]}, Answer(frozenset(), {"a": 2, "b": 1})),
        ({"place-a": ["0"], "place-b": ["3"]}, Answer(frozenset(), {}, "place-a")),
        ({"place-a": ["2", "1"], "place-x": ["1"]}, Answer(frozenset(), {"a": 2}, "place-x")),
        ({"place-a": ["²"], "place-b": ["-1"]}, Answer(frozenset(), {}, "place-a")),
        ({}, Answer()),
    ],
)
def test_reading_an_answer(parameters, expected):
    assert read_answer(parameters, ["a", "b"]) == expected
