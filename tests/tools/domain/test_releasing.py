"""What keeps an instrument from being released."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tools.domain.instrument import (
    Band,
    Group,
    GroupText,
    Item,
    ItemText,
    LevelText,
    ScaleStep,
    StepText,
    Structure,
    Text,
)
from tools.domain.releasing import problems

LEVELS = {str(number): LevelText(f"Level {number}") for number in range(1, 6)}


def band(key, low, high):
    return Band(key, Decimal(low), Decimal(high))


def group(key, *items):
    made = items or (Item(f"{key}-level", "level"), Item(f"{key}1", audiences=("teacher",)))
    return Group(key, key, items=made)


GOOD = Structure(
    key="web",
    kind="spiderweb",
    scale=(*(ScaleStep(str(number), number) for number in range(1, 6)), ScaleStep("na", None)),
    bands=(band("low", "1.0", "2.4"), band("high", "2.5", "5.0")),
    groups=(group("a"), group("b"), group("c")),
)


def words(structure, **levels):
    return Text(
        title="Web",
        scale={step.key: StepText(step.key) for step in structure.scale},
        groups={each.key: GroupText(each.key) for each in structure.groups},
        items={
            item.key: ItemText(levels=levels.get("levels", LEVELS))
            if item.kind == "level"
            else ItemText(wordings={"teacher": "I do."})
            for item in structure.items()
        },
    )


def found(structure, text=None):
    return [
        (problem.code, problem.row, *problem.about.values())
        for problem in problems(structure, text or words(structure))
    ]


def test_a_good_web():
    assert found(GOOD) == []


def test_items_are_named_by_their_row_in_the_table():
    structure = replace(
        GOOD,
        groups=(
            group("a", Item("a-level", "level"), Item("a1", audiences=("teacher",)), Item("a2")),
            group("b", Item("x-level", "level"), Item("a1", audiences=("teacher",))),
            group("c"),
        ),
    )
    assert found(structure) == [
        ("asked_of_nobody", 4, "a2"),
        ("level_key", 5, "x-level", "b-level"),
        ("key_twice", 6, "a1", 3),
    ]


def test_levels_without_text_are_named():
    lacking = {key: level for key, level in LEVELS.items() if key not in ("2", "5")}
    assert found(GOOD, words(GOOD, levels=lacking)) == [
        ("level_without_text", row, key, [2, 5]) for row, key in ((2, "a-level"), (4, "b-level"), (6, "c-level"))
    ]


def test_a_wording_that_is_missing():
    text = replace(words(GOOD), items={**words(GOOD).items, "b1": ItemText()})
    assert found(GOOD, text) == [("without_wording", 5, "b1")]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ((), [("no_groups", None)]),
        ((group("a"), group("b")), [("too_few_dimensions", None, 2, 3)]),
        ((group("a"), group("b"), group("c"), Group("d", "d")), [("group_empty", None, "d")]),
        (
            (group("a"), group("b"), group("c"), replace(group("d"), dimension="a")),
            [("dimension_twice", None, "a")],
        ),
        ((group("a"), group("b"), group("c"), replace(group("d"), dimension="")), [("without_dimension", None, "d")]),
        (
            (group("a"), group("b"), group("c"), group("d", Item("d1", audiences=("teacher",)))),
            [("one_level_item", None, "d", 0)],
        ),
        (
            (group("a"), group("b"), group("c"), group("d", Item("d-level", "level"))),
            [("without_statements", None, "d")],
        ),
    ],
)
def test_groups(groups, expected):
    assert found(replace(GOOD, groups=groups)) == expected


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ((), [("no_bands", None)]),
        ((band("a", "1.0", "2.4"), band("b", "2.6", "5.0")), [("band_hole", None, "a", "b")]),
        ((band("a", "1.0", "2.5"), band("b", "2.5", "5.0")), [("band_overlap", None, "a", "b")]),
        ((band("a", "1.0", "2.4"), band("a", "2.5", "5.0")), [("band_twice", None)]),
        ((band("a", "1.1", "5.0"),), [("band_ends", None, 1, 5)]),
        ((band("a", "1.0", "4.9"),), [("band_ends", None, 1, 5)]),
        ((band("a", "5.0", "1.0"),), [("band_upside_down", None, "a"), ("band_ends", None, 1, 5)]),
        ((band("b", "2.5", "5.0"), band("a", "1.0", "2.4")), []),
    ],
)
def test_bands(bands, expected):
    assert found(replace(GOOD, bands=bands)) == expected


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ((ScaleStep("1", 1), ScaleStep("5", 5)), [("scale_gap", None, [2, 3, 4])]),
        ((ScaleStep("1", 1), ScaleStep("na", None)), [("scale_short", None)]),
        (
            (*GOOD.scale, ScaleStep("5", 5)),
            [("scale_key_twice", None), ("scale_value_twice", None)],
        ),
    ],
)
def test_scale(scale, expected):
    assert [problem for problem in found(replace(GOOD, scale=scale)) if problem[0].startswith("scale")] == expected


def test_a_survey_has_no_levels():
    structure = replace(GOOD, kind="survey", bands=(), groups=(group("a", Item("a-level", "level")),))
    assert found(structure) == [("level_outside_web", 2, "a-level")]
