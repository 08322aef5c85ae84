"""What was handed in, against what was asked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from tests.tools.domain.made import answers, asked, usual
from tools.domain.answering import (
    ANSWERED_TWICE,
    MOST_NOTE,
    NOTE_TOO_LONG,
    OUTSIDE_SCALE,
    UNKNOWN_ITEM,
    AnswerError,
    Place,
    Previous,
    Word,
    check_answers,
    check_notes,
    outcome,
    place,
)
from tools.domain.scoring import FULL, QUICK, score_web

MADE = usual("A", "B", "C")
FULLY, QUICKLY = asked(MADE, FULL), asked(MADE, QUICK)


@pytest.mark.parametrize(
    ("submitted", "kept", "errors"),
    [
        ([("A2", "4"), ("A1", "na")], {"A1": "na", "A2": "4"}, []),
        ([("A1", "4"), ("X9", "4")], {"A1": "4"}, [(UNKNOWN_ITEM, "X9")]),
        # The level is not asked in the full mode.
        ([("A-level", "4")], {}, [(UNKNOWN_ITEM, "A-level")]),
        (
            [("A1", "6"), ("A2", "0"), ("A3", "4.5"), ("A4", "4")],
            {"A4": "4"},
            [(OUTSIDE_SCALE, f"A{n}") for n in "123"],
        ),
        ([("A1", "4"), ("A1", "5"), ("A2", "1")], {"A2": "1"}, [(ANSWERED_TWICE, "A1")]),
        ([("A1", "4"), ("A1", "4")], {"A1": "4"}, [(ANSWERED_TWICE, "A1")]),
        ([("A1", "4"), ("A1", "9")], {}, [(OUTSIDE_SCALE, "A1")]),
        ([("A1", ""), ("A1", "4"), ("A2", "")], {"A1": "4"}, []),
        ([], {}, []),
    ],
)
def test_full_answers(submitted, kept, errors):
    checked = check_answers(FULLY, submitted)
    assert list(checked.answers.items()) == list(kept.items())
    assert checked.errors == tuple(AnswerError(code, item) for code, item in errors)


def test_quick_answers_are_levels_or_not_applicable():
    submitted = [("A-level", "5"), ("B-level", "na"), ("C-level", "6"), ("A1", "3")]
    checked = check_answers(QUICKLY, submitted)
    assert checked.answers == {"A-level": "5", "B-level": "na"}
    assert checked.errors == (AnswerError(OUTSIDE_SCALE, "C-level"), AnswerError(UNKNOWN_ITEM, "A1"))


def test_a_made_up_key_is_not_repeated_at_length():
    (error,) = check_answers(FULLY, [("x" * 100_000, "4")]).errors
    assert error == AnswerError(UNKNOWN_ITEM, "x" * 60)


def test_notes():
    checked = check_notes(FULLY, {"B": "x" * MOST_NOTE, "A": "", "C": "x" * 100_000, "X": "?"})
    assert checked.answers == {"A": "", "B": "x" * MOST_NOTE}
    assert checked.errors == (AnswerError(NOTE_TOO_LONG, "C"), AnswerError(UNKNOWN_ITEM, "X"))


def said(steps, given, mode):
    return outcome(steps, given, score_web(MADE, given, mode))


@pytest.mark.parametrize(
    ("written", "words", "scored", "draws_web"),
    [
        ({}, [Word.EMPTY], 0, False),
        ({"A": "1234", "B": "1234", "C": "2345"}, [], 3, True),
        ({"A": "1234", "B": "12--", "C": "2345"}, [Word.FEW], 2, False),
        ({"A": "1234", "B": "12"}, [Word.HALF, Word.FEW], 1, False),
        ({"A": "123", "B": "123", "C": "123"}, [Word.HALF], 3, True),
        ({"A": "3333", "B": "3333", "C": "33-3"}, [Word.ALL_ALIKE], 3, True),
        ({"A": "33"}, [Word.HALF, Word.FEW], 0, False),
        ({"A": "333"}, [Word.HALF, Word.FEW, Word.ALL_ALIKE], 1, False),
        ({"A": "----", "B": "----", "C": "----"}, [Word.ALL_NOT_APPLICABLE], 0, False),
        ({"A": "--"}, [Word.HALF, Word.ALL_NOT_APPLICABLE], 0, False),
    ],
)
def test_what_is_said_about_a_full_web(written, words, scored, draws_web):
    found = said(FULLY, answers(**written), FULL)
    assert (list(found.words), found.scored, found.draws_web) == (words, scored, draws_web)
    assert found.is_empty == (not written)


def test_what_is_missing_is_named_in_its_order():
    found = said(FULLY, answers(A="1.34", B="1234", C="-23"), FULL)
    assert found.missing == ("A2", "C4")


def test_what_is_said_about_a_quick_web():
    found = said(QUICKLY, {"A-level": "3", "B-level": "3", "C-level": "3"}, QUICK)
    assert (found.words, found.draws_web) == ((Word.ALL_ALIKE,), True)
    found = said(QUICKLY, {"A-level": "3", "B-level": "na", "C-level": "2"}, QUICK)
    assert (found.words, found.draws_web) == ((Word.FEW,), False)


AT = datetime(2026, 11, 9, 22, 50, tzinfo=UTC)
DAY = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("minutes", "today", "mode", "expected"),
    [
        (0, DAY, FULL, Place.REPLACES),
        (30, DAY, FULL, Place.REPLACES),
        (31, DAY, FULL, Place.ASKS),
        # Past midnight within half an hour is still a correction; later it is another day.
        (20, date(2026, 11, 10), FULL, Place.REPLACES),
        (90, date(2026, 11, 10), FULL, Place.NEW),
        # In Finland that moment was the tenth already, so it is the same day there.
        (90, DAY, FULL, Place.ASKS),
        (5, DAY, QUICK, Place.NEW),
        # Two tabs at once: the other was saved a moment later.
        (-1, DAY, FULL, Place.REPLACES),
    ],
)
def test_corrections(minutes, today, mode, expected):
    assert place(Previous(AT, DAY, FULL), AT + timedelta(minutes=minutes), today, mode) == expected


def test_the_first_one_is_new():
    assert place(None, AT, DAY, FULL) == Place.NEW


names = st.sampled_from(["A1", "A2", "B4", "A-level", "X"])


@given(st.lists(st.tuples(names, st.sampled_from(["1", "5", "na", "6", ""])), max_size=12))
def test_each_item_is_kept_or_named(submitted):
    checked = check_answers(FULLY, submitted)
    named = [error.item for error in checked.errors]
    assert len(named) == len(set(named))
    assert set(checked.answers) | set(named) == {item for item, answer in submitted if answer}
    assert set(checked.answers) <= {"A1", "A2", "B4"}
    assert set(checked.answers.values()) <= {"1", "5", "na"}
    # What was kept is good, so checking it again changes nothing.
    assert check_answers(FULLY, checked.answers.items()).answers == checked.answers


@given(st.fixed_dictionaries({key: st.text("12345-.", min_size=4, max_size=4) for key in "ABC"}))
def test_a_web_is_drawn_from_three_dimensions_on(written):
    given_answers = answers(**written)
    found = said(FULLY, given_answers, FULL)
    assert found.draws_web == all(sum(letter.isdigit() for letter in of) >= 3 for of in written.values())
    assert found.is_empty == (not given_answers)
    assert (Word.HALF in found.words) == (0 < len(given_answers) < 12)
