"""Rules of notes: what becomes of a text that is sent, how versions meet, what a search finds."""

import pytest
from hypothesis import given, strategies as st

from courses.domain.notes import (
    Sent,
    Stored,
    as_kept,
    difference,
    fate_of,
    holds,
    mark_of,
    put_together,
)

OLD = mark_of("old")


@pytest.mark.parametrize(
    ("sent", "stored", "fate"),
    [
        (Sent("new"), None, "create"),
        (Sent("new", OLD), None, "create"),
        (Sent(" \n"), None, "nothing"),
        (Sent("old"), Stored("old"), "same"),
        (Sent("old", mark_of("older")), Stored("old"), "same"),
        (Sent("new", OLD), Stored("old"), "replace"),
        (Sent("", OLD), Stored("old"), "replace"),
        (Sent("new", mark_of("older")), Stored("old"), "conflict"),
        (Sent("new"), Stored("old"), "conflict"),
        (Sent("", mark_of("older")), Stored("old"), "conflict"),
        # The answer to turn 1 got lost on the way: the same page goes on.
        (Sent("new", "", "phone", 2), Stored("old", "phone", 1), "replace"),
        # Turn 1 arrives after turn 2.
        (Sent("new", "", "phone", 1), Stored("old", "phone", 2), "older"),
        (Sent("new", "", "desk", 9), Stored("old", "phone", 1), "conflict"),
        (Sent("new", "", "", 9), Stored("old", "", 1), "conflict"),
    ],
)
def test_what_becomes_of_a_text(sent, stored, fate):
    assert fate_of(sent, stored) == fate


TEXTS = st.text(max_size=30)


@given(st.lists(st.tuples(st.sampled_from(["phone", "desk", ""]), TEXTS), max_size=12))
def test_a_text_is_only_written_over_by_one_that_knew_it(saves):
    """Each device sends what it has with the mark it last got; what is kept is lost to nobody who did not know it."""
    stored, known = None, {"phone": "", "desk": "", "": ""}
    for turn, (device, text) in enumerate(saves, start=1):
        before = stored
        fate = fate_of(Sent(text, mark_of(known[device]), device, turn), stored)
        if fate in ("create", "replace"):
            knew = before is None or known[device] == before.text or before.writer == device
            assert knew
            stored = Stored(text, device, turn) if text.strip() else None
            known[device] = text if text.strip() else ""
        elif fate == "conflict":
            known[device] = before.text


@given(TEXTS, TEXTS)
def test_a_text_is_the_sum_of_its_parts(one, other):
    parts = difference(one, other)
    assert "".join(part.text for part in parts) == one
    assert (one == other) == (not any(part.differs for part in (*parts, *difference(other, one))))


def test_what_differs_is_marked_by_words():
    parts = difference("I filled it with a plan. Then", "I filled it with silence. Then")
    assert [(part.text, part.differs) for part in parts] == [
        ("I filled it with ", False),
        ("a plan. ", True),
        ("Then", False),
    ]


@given(TEXTS, TEXTS)
def test_both_versions_are_in_what_is_put_together(theirs, mine):
    together = put_together(theirs, mine)
    assert theirs.strip() in together
    assert mine.strip() in together


@given(st.text(alphabet="a\r\n", max_size=20))
def test_line_ends_are_one_character(text):
    kept = as_kept(text)
    assert "\r" not in kept
    assert kept.split("\n") == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("ÅNGEST", "ångest inför samtalet", True),
        ("ÄITI", "Opettaja ja äiti", True),
        ("öga", "Ögats vrå", True),
        ("ŁÓDŹ", "W szkole w Łodzi i łódź", True),
        ("żółw", "ŻÓŁW", True),
        ("a", "å", False),
        # A with a ring, typed as two characters.
        ("a\u030angest", "Ångest", True),
        ("plan talk", "The talk went as planned", True),
        ("plan walk", "The talk went as planned", False),
        ("", "anything", True),
    ],
)
def test_search_knows_the_letters_of_five_languages(words, text, found):
    assert holds(words, (text, "")) == found
