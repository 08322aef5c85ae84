"""Reading a question to the catalogue."""

import pytest
from hypothesis import given, strategies as st

from courses.domain.catalogue import LONGEST_QUERY, Query, choices, read_query, window

DIMENSIONS = ["knowing", "coaching", "digital"]
COURSES = {"C0", "C1"}


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, Query()),
        ({"q": ["  coaching\x00 talk\n"]}, Query(text="coaching talk")),
        ({"q": ["first", "second"]}, Query(text="first")),
        ({"q": ["x" * 10_000]}, Query(text="x" * LONGEST_QUERY, cut=True)),
        ({"dimension": ["digital", "knowing", "digital"]}, Query(dimensions=("knowing", "digital"))),
        ({"dimension": ["digital", "no"]}, Query(dimensions=("digital",), dropped=True)),
        ({"dimension": [""], "minutes": [""], "course": [""], "page": [""]}, Query()),
        ({"minutes": ["180"]}, Query(minutes=180)),
        ({"minutes": ["0"]}, Query(dropped=True)),
        ({"minutes": ["-1"]}, Query(dropped=True)),
        ({"minutes": ["1000000000"]}, Query(dropped=True)),
        ({"minutes": ["'; --"]}, Query(dropped=True)),
        ({"minutes": ["²"]}, Query(dropped=True)),
        ({"course": ["C1"]}, Query(course="C1")),
        ({"course": ["C9"]}, Query(dropped=True)),
        ({"page": ["2"]}, Query(page=2)),
        ({"page": ["0"]}, Query(dropped=True)),
        ({"page": ["last"]}, Query(dropped=True)),
    ],
)
def test_reading(parameters, expected):
    assert read_query(parameters, DIMENSIONS, COURSES) == expected


@given(
    st.dictionaries(
        st.sampled_from(["q", "dimension", "minutes", "course", "page", "x"]), st.lists(st.text(), max_size=4)
    )
)
def test_reading_never_fails_and_says_the_same_again(parameters):
    query = read_query(parameters, DIMENSIONS, COURSES)
    again: dict[str, list[str]] = {}
    for name, value in query.parameters():
        again.setdefault(name, []).append(value)
    read = read_query(again, DIMENSIONS, COURSES)
    assert (read.text, read.dimensions, read.minutes, read.course, read.page) == (
        query.text,
        query.dimensions,
        query.minutes,
        query.course,
        query.page,
    )
    assert not read.cut
    assert not read.dropped


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Coaching talk, coaching", ("coaching", "talk")),
        ("'; --", ()),
        ('"50%" OR *', ("50", "or")),
        ("Łódź ÅÄÖ", ("łódź", "åäö")),
        (" ".join("abcdefghijklmnop"), tuple("abcdefghij")),
    ],
)
def test_words(text, words):
    assert Query(text=text).words == words


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ((), ()),
        ((240, 180, 240, 600), (180, 240, 600)),
        (range(10, 130, 10), (20, 40, 60, 80, 100, 120)),
    ],
)
def test_times_to_choose(minutes, expected):
    assert choices(minutes) == expected


@pytest.mark.parametrize(
    ("total", "page", "expected"),
    [(0, 1, (1, 1, 0)), (20, 1, (1, 1, 0)), (21, 2, (2, 2, 20)), (21, 9999, (2, 2, 20)), (21, -3, (1, 2, 0))],
)
def test_window(total, page, expected):
    assert window(total, page, 20) == expected
