"""What shuts people out is found, and nothing else."""

import pytest
from hypothesis import given, strategies as st

from academy_site.foundation.domain.accessibility import (
    EMPTY_WORDS,
    Heading,
    Other,
    Part,
    Picture,
    Rich,
    Rule,
    Video,
    findings,
)


def rules(*contents) -> list[Rule]:
    return [found.rule for found in findings([Part(("body", n), content) for n, content in enumerate(contents)])]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (Picture("", decorative=True), []),
        (Picture("A quiet corner", decorative=False), []),
        (Picture("", decorative=False), [Rule.PICTURE_UNDECIDED]),
        (Picture("IMG_2041.jpg", decorative=False), [Rule.PICTURE_SAYS_NOTHING]),
        (Picture("Zdjęcie", decorative=False), [Rule.PICTURE_SAYS_NOTHING]),
        (Video("<p> </p>", captions=False), [Rule.VIDEO_WITHOUT_WORDS]),
        (Video("", captions=True), []),
        (Video("<p>Coach: What went well?</p>", captions=False), []),
        (Rich('<a href="/x">The module on coaching</a>'), []),
        (Rich('<a href="/x"><b>Klik hier!</b></a>'), [Rule.LINK_SAYS_NOTHING]),
        (Rich('<a href="/x">https://example.org/a</a>'), [Rule.LINK_SAYS_NOTHING]),
        (Rich('<a href="/x"> </a>'), [Rule.LINK_WITHOUT_WORDS]),
        (Rich("<p><b>How to begin</b></p>"), [Rule.HEADING_BY_LOOK]),
        (Rich("<p><b>Begin now.</b></p>"), []),
        (Rich("<h2>One</h2><h4>Two</h4>"), [Rule.HEADING_JUMPS]),
    ],
)
def test_each_rule_has_its_bounds(content, expected):
    assert rules(content) == expected


def test_a_heading_has_something_below_it():
    assert rules(Heading("One"), Heading("Two"), Other()) == [Rule.HEADING_ALONE]
    assert rules(Other(), Heading("Last")) == [Rule.HEADING_ALONE]
    assert rules(Heading(""), Other()) == [Rule.HEADING_EMPTY]


@pytest.mark.parametrize("words", ["here", "hier", "tästä", "läs mer", "tutaj"])
def test_empty_words_are_known_in_five_languages(words):
    assert words in EMPTY_WORDS


@given(st.sampled_from(sorted(EMPTY_WORDS)), st.sampled_from(["", " ", "…", "!", " »"]), st.booleans())
def test_neither_case_nor_signs_hide_empty_words(words, after, capital):
    said = (words.capitalize() if capital else words) + after
    assert rules(Rich(f'<p><a href="/x">{said}</a></p>')) == [Rule.LINK_SAYS_NOTHING]


@given(st.lists(st.one_of(st.builds(Rich, st.text()), st.builds(Heading, st.text()), st.just(Other())), max_size=6))
def test_any_text_is_read_and_findings_stand_in_order(contents):
    found = findings([Part(("body", n), content) for n, content in enumerate(contents)])
    assert [f.path for f in found] == sorted(f.path for f in found)
