"""Which words a language keeps that has not followed its source."""

from dataclasses import replace

import pytest

from tests.tools.domain.test_comparing import structure, text
from tools.domain.comparing import SCALE
from tools.domain.instrument import GroupText, StepText
from tools.domain.keeping import OTHER, kept_words

ABOUT = structure(a="A1 A2", b="B1")
BEFORE = text(ABOUT)
POLISH = replace(
    text(ABOUT, A1="Robię A1.", A2="Robię A2.", B1="Robię B1."),
    title="Sieć",
    groups={key: GroupText(key, first_steps=("Krok",)) for key in "ab"},
)


def kept(now, before=BEFORE, spoken=POLISH, changed=(), older=()):
    return kept_words(now=now, before=before, spoken=spoken, changed=changed, older=older)


def test_what_is_reworded_keeps_its_last_words_and_is_named():
    found = kept(text(ABOUT, A2="I really do A2."))
    assert found.older == ("A2",)
    assert {key: item.wordings["teacher"] for key, item in found.text.items.items()} == {
        "A1": "Robię A1.",
        "A2": "Robię A2.",
        "B1": "Robię B1.",
    }
    assert found.text.title == "Sieć"


def test_what_means_something_else_is_never_kept():
    now = text(ABOUT, A1="Better.", A2="Something else.")
    assert kept(now, changed={"A2"}) is None
    assert kept(now, changed={"B1"}).older == ("A1", "A2")


@pytest.mark.parametrize(
    "spoken",
    [
        replace(POLISH, items={key: item for key, item in POLISH.items.items() if key != "A2"}),
        replace(POLISH, title=""),
    ],
)
def test_what_a_language_never_said_is_not_invented(spoken):
    assert kept(BEFORE, spoken=spoken) is None


def test_a_new_item_leaves_a_language_behind_and_one_that_went_does_not():
    more, less = structure(a="A1 A2 A3", b="B1"), structure(a="A1", b="B1")
    assert kept(text(more)) is None
    assert list(kept(text(less)).text.items) == ["A1", "B1"]


def test_answers_and_all_other_words_have_a_name_too():
    now = replace(BEFORE, title="My web", scale={**BEFORE.scale, "1": StepText("one")})
    found = kept(now, older=("B1", "gone"))
    assert found.older == ("B1", SCALE, OTHER)
    assert found.text.scale["1"].label == POLISH.scale["1"].label
    assert kept(now, changed={SCALE}) is None


def test_nothing_new_keeps_everything():
    assert kept(BEFORE).older == ()
