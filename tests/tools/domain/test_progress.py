"""How far a web is, with the words of a language and without."""

import pytest

from tests.tools.domain.test_comparing import structure, text
from tools.domain import progress
from tools.domain.asking import steps

ABOUT = structure(a="A1 A2", b="B1", c="C1")


def asked(only=()):
    return progress.asked_keys(ABOUT, audience="teacher", mode="full", only=only)


def test_with_words_and_without_the_same_is_asked():
    in_words = steps(ABOUT, text(ABOUT), audience="teacher", mode="full")
    assert asked() == progress.keys_of(in_words) == (("A1", "A2"), ("B1",), ("C1",))
    assert asked(only=["c", "a"]) == (("A1", "A2"), ("C1",))
    assert progress.asked_keys(ABOUT, audience="student", mode="full") == ()


@pytest.mark.parametrize(
    ("answers", "answered", "next_one"),
    [("", 0, 1), ("A1", 0, 1), ("A1 A2", 1, 2), ("B1 C1", 2, 1), ("A1 A2 C1", 2, 2), ("A1 A2 B1 C1", 3, 3)],
)
def test_one_goes_on_at_the_first_dimension_that_is_not_answered(answers, answered, next_one):
    given = dict.fromkeys(answers.split(), "na")
    assert (progress.answered(asked(), given), progress.goes_on_at(asked(), given)) == (answered, next_one)


def test_nothing_asked_begins_at_the_first():
    assert (progress.answered((), {}), progress.goes_on_at((), {})) == (0, 1)
