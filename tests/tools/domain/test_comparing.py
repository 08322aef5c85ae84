"""What two versions have in common."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from tools.domain.comparing import (
    ADDED,
    MOVED,
    REMOVED,
    REWORDED,
    Difference,
    ItemChange,
    Step,
    changed_places,
    comparable_items,
    difference,
    step_between,
    translated_answer,
)
from tools.domain.instrument import Band, Group, GroupText, Item, ItemText, ScaleStep, StepText, Structure, Text

SCALE = (ScaleStep("1", 1), ScaleStep("2", 2))


def structure(scale=SCALE, **groups: str) -> Structure:
    made = tuple(
        Group(key, key, items=tuple(Item(item, audiences=("teacher",)) for item in keys.split()))
        for key, keys in groups.items()
    )
    return Structure("web", "spiderweb", scale, (Band("all", Decimal("1.0"), Decimal("2.0")),), (), made)


def text(of: Structure, **words: str) -> Text:
    return Text(
        title="Web",
        scale={step.key: StepText(step.key) for step in of.scale},
        groups={group.key: GroupText(group.key) for group in of.groups},
        items={
            item.key: ItemText(wordings={"teacher": words.get(item.key, f"I do {item.key}.")}) for item in of.items()
        },
    )


def test_every_kind_of_change():
    old, new = structure(a="A1 A2 A3", b="B1"), structure(a="A1 A2 N1", b="B1 A3")
    found = difference(old, text(old), new, text(new, A2="Other.", B1="Other."))
    assert [(change.key, change.what, change.group) for change in found.items] == [
        ("A2", REWORDED, "a"),
        ("N1", ADDED, "a"),
        ("B1", REWORDED, "b"),
        ("A3", MOVED, "b"),
    ]
    assert found.items[0].before == (("teacher", "I do A2."),)
    assert found.items[0].after == (("teacher", "Other."),)
    assert [change.key for change in found.asked] == ["A2", "B1"]
    assert (found.structure_changed, found.words_changed, found.scale_changed) == (True, True, False)


def test_what_is_gone_comes_last():
    old, new = structure(a="A1 A2"), structure(a="A2")
    assert [(change.key, change.what) for change in difference(old, text(old), new, text(new)).items] == [
        ("A1", REMOVED)
    ]


def test_no_difference():
    old = structure(a="A1")
    found = difference(old, text(old), old, text(old))
    assert (bool(found), found.items) == (False, ())


@pytest.mark.parametrize(
    ("said", "changed"),
    [({}, {"A1"}), ({"A1": "changed"}, {"A1"}), ({"A1": "typo"}, set()), ({"A1": "same_meaning"}, set())],
)
def test_an_unsaid_meaning_counts_as_changed(said, changed):
    change = Difference((ItemChange("A1", REWORDED, "a"), ItemChange("A2", ADDED, "a")), words_changed=True)
    assert step_between(change, said, None) == Step(frozenset(changed), None)


def test_other_words_of_an_answer_are_asked_about_and_may_be_another_scale():
    old = structure(a="A1 A2")
    new_text = replace(text(old), scale={"1": StepText("Never"), "2": StepText("2", "Often.")})
    found = difference(old, text(old), old, new_text)
    assert [(change.key, change.before, change.after) for change in found.asked] == [
        ("(scale)", (("1", "1"), ("2", "2")), (("1", "Never"), ("2", "2 Often.")))
    ]
    assert step_between(found, {"(scale)": "typo"}, None) == Step()
    assert step_between(found, {"(scale)": "changed"}, None) == Step(mapping={})
    assert comparable_items(old, old, [step_between(found, {}, None)]) == frozenset()


def test_comparable_across_several_versions():
    first, last = structure(a="A1 A2 A3 A4"), structure(a="A1 A2 A3 N1")
    steps = [Step(frozenset({"A2"})), Step(frozenset({"A4"}))]
    assert comparable_items(first, last, steps) == {"A1", "A3"}


def test_nothing_is_comparable_across_a_changed_scale_without_a_mapping():
    one = structure(a="A1")
    assert comparable_items(one, one, [Step(), Step(mapping={})]) == frozenset()
    assert comparable_items(one, one, [Step(mapping={"1": "1"})]) == {"A1"}


def test_answers_travel_through_mappings():
    steps = [Step(mapping={"1": "a", "2": "b"}), Step(), Step(mapping={"a": "x"})]
    assert (translated_answer("1", steps), translated_answer("2", steps), translated_answer("3", steps)) == (
        "x",
        None,
        None,
    )


def test_places_that_differ_are_named_by_key():
    old, new = structure(a="A1 A2"), structure(a="A2 A1")
    assert changed_places(text(old).document(), text(new, A1="Other.").document()) == [
        (("items", "A1", "wordings", "teacher"), "I do A1.", "Other.")
    ]
    # Another order is no other content.
    assert changed_places(old.document(), new.document()) == []


keys = st.sampled_from(["A1", "A2", "A3", "A4", "A5"])


@given(st.sets(keys), st.sets(keys), st.lists(st.frozensets(keys), max_size=4))
def test_only_shared_and_unchanged_items_are_comparable(before, after, changed):
    old, new = structure(a=" ".join(sorted(before))), structure(a=" ".join(sorted(after)))
    found = comparable_items(old, new, [Step(change) for change in changed])
    assert found == (before & after) - frozenset().union(*changed)
    assert found <= comparable_items(old, new, [])
    assert replace(old) == old
