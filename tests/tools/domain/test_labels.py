"""Long words of labels break."""

import re

import pytest
from hypothesis import given, strategies as st

from tools.domain.labels import SOFT, WIDEST, breakable

WORDS = st.text("abcdefghijklmnopqrstuvwxyząćęłńóśźżåäö", min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Coaching", "Coaching"),
        ("Goals & ownership", "Goals & ownership"),
        ("Cele i współodpowiedzialność", "Cele i współodpo|wiedzialność"),
        ("Doelen & eigenaarschap", "Doelen & eige|naarschap"),
        ("Oppimisympäristö", "Oppimisym|päristö"),
        ("Oppimis|ympäristö", "Oppimis|ympäristö"),
        ("", ""),
    ],
)
def test_long_words_break(label, shown):
    assert breakable(label.replace("|", SOFT)) == shown.replace("|", SOFT)


@given(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), st.integers(6, 20))
def test_every_piece_fits_and_nothing_is_lost(label, widest):
    broken = breakable(label, widest)
    assert broken.replace(SOFT, "") == label
    assert max(map(len, re.split(f"[ {SOFT}]", broken))) <= widest
    assert breakable(broken, widest) == broken


@given(WORDS)
def test_what_fits_is_left_alone(word):
    assert (SOFT in breakable(word)) == (len(word) > WIDEST)
