"""From answers to scores, with hand-worked examples."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from tools.domain.instrument import LEVEL, Band, Group, Item, ScaleStep, Structure
from tools.domain.scoring import FULL, QUICK, band_of, half_up, mean_score, score_axis, score_web

BANDS = (
    Band("start", Decimal("1.0"), Decimal("2.4")),
    Band("deepen", Decimal("2.5"), Decimal("3.9")),
    Band("share", Decimal("4.0"), Decimal("5.0")),
)
SCALE = (*(ScaleStep(str(n), n) for n in range(1, 6)), ScaleStep("na", None))
KEYS = ("A1", "A2", "A3", "A4")


def web(*groups: str) -> Structure:
    return Structure(
        key="web",
        kind="spiderweb",
        scale=SCALE,
        bands=BANDS,
        groups=tuple(
            Group(
                key,
                key,
                items=(Item(f"{key}-level", LEVEL), *(Item(f"{key}{n}", audiences=("teacher",)) for n in range(1, 5))),
            )
            for key in groups
        ),
    )


@pytest.mark.parametrize(
    ("number", "rounded"),
    [("2.45", "2.5"), ("2.44", "2.4"), ("2.25", "2.3"), ("3.95", "4.0"), ("1", "1.0"), ("4.949", "4.9")],
)
def test_halves_go_upwards(number, rounded):
    assert half_up(Decimal(number)) == Decimal(rounded)


@pytest.mark.parametrize(
    ("answers", "score", "answered", "band"),
    [
        # 1+2+2+4 = 9, a quarter is 2.25, rounded 2.3
        ("1224", "2.3", 4, "start"),
        # 3+4+4 = 11, a third is 3.666..., rounded 3.7
        ("344-", "3.7", 3, "deepen"),
        # 2+2+3+3 = 10, a quarter is 2.5: the next band begins there
        ("2233", "2.5", 4, "deepen"),
        # 4+4+4+3 = 15, a quarter is 3.75, rounded 3.8
        ("4443", "3.8", 4, "deepen"),
        ("5555", "5.0", 4, "share"),
        ("1111", "1.0", 4, "start"),
        # Two answers are too few: the axis stays open.
        ("55--", None, 2, ""),
        ("----", None, 0, ""),
    ],
)
def test_full_axis(answers, score, answered, band):
    chosen = {f"A{n}": "na" if answer == "-" else answer for n, answer in enumerate(answers, start=1)}
    structure = web("A")
    axis = score_axis(structure, structure.groups[0], chosen, FULL)
    assert (axis.score, axis.answered, axis.asked, axis.band) == (
        Decimal(score) if score else None,
        answered,
        4,
        band,
    )
    assert axis.is_open == (score is None)


@pytest.mark.parametrize(("chosen", "score", "band"), [("3", "3.0", "deepen"), ("na", None, ""), (None, None, "")])
def test_quick_axis_is_the_chosen_level(chosen, score, band):
    structure = web("A")
    answers = {"A-level": chosen, "A1": "5", "A2": "5", "A3": "5"} if chosen else {"A1": "5"}
    axis = score_axis(structure, structure.groups[0], answers, QUICK)
    assert (axis.score, axis.asked, axis.band) == (Decimal(score) if score else None, 1, band)


def test_a_comparison_counts_shared_items_only():
    structure = web("A")
    answers = {"A1": "1", "A2": "5", "A3": "5", "A4": "5"}
    axis = score_axis(structure, structure.groups[0], answers, FULL, only={"A2", "A3", "A4"})
    assert (axis.score, axis.asked) == (Decimal("5.0"), 3)
    assert score_axis(structure, structure.groups[0], answers, FULL, only={"A2", "A3"}).is_open


def test_axes_keep_their_order():
    assert [axis.key for axis in score_web(web("C", "A", "B"), {}, FULL)] == ["C", "A", "B"]


def test_an_answer_that_the_scale_does_not_have_counts_nowhere():
    structure = web("A")
    axis = score_axis(structure, structure.groups[0], {"A1": "9", "A2": "4", "A3": "4", "A4": "4"}, FULL)
    assert (axis.score, axis.answered) == (Decimal("4.0"), 3)


@given(st.lists(st.integers(1, 5), max_size=40))
def test_a_mean_lies_between_its_answers_and_is_in_one_band(values):
    score = mean_score(values)
    if len(values) < 3:
        assert score is None
        return
    assert min(values) <= score <= max(values)
    assert score == score.quantize(Decimal("0.1"))
    assert sum(band.low <= score <= band.high for band in BANDS) == 1
    assert band_of(score, BANDS) != ""


@given(st.lists(st.integers(1, 5), min_size=3, max_size=8), st.randoms())
def test_order_does_not_count(values, random):
    shuffled = values.copy()
    random.shuffle(shuffled)
    assert mean_score(values) == mean_score(shuffled)
