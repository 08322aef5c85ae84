"""What a web suggests, with hand-worked examples after the starter content."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from tests.tools.domain.made import axes
from tools.domain.recommending import Module, Reason, Recommendation, gaps, recommend

EVERYWHERE = ("en", "fi", "nl", "pl", "sv")


def module(key, *languages):
    return Module(key, languages or EVERYWHERE)


OFFER = {
    ("A", "start"): (module("M1-1"),),
    ("A", "deepen"): (module("M1-1"), module("M3-2")),
    ("A", "share"): (module("M4-1"),),
    ("B", "start"): (module("M1-2"),),
    ("B", "deepen"): (module("M1-2"), module("M3-1")),
    ("B", "share"): (module("M4-2"),),
    ("C", "start"): (module("M2-1"),),
    ("C", "deepen"): (module("M2-1"), module("M1-1")),
    ("C", "share"): (module("M4-2"),),
}


def keys(found):
    return [suggestion.module for suggestion in found.suggestions]


@pytest.mark.parametrize(
    ("scores", "targets", "order"),
    [
        # Without a target it is 4 - current, below 3 only.
        ({"A": "2.0", "B": "1.5", "C": "2.9"}, {}, [("B", "2.5"), ("A", "2.0"), ("C", "1.1")]),
        ({"A": "3.0", "B": "2.9", "C": "4.5"}, {}, [("B", "1.1")]),
        # A target counts wherever the dimension stands.
        ({"A": "3.5", "B": "1.5", "C": "4.0"}, {"A": 5, "C": 5}, [("B", "2.5"), ("A", "1.5"), ("C", "1.0")]),
        # A target that is reached is no gap, also below 3.
        ({"A": "2.0", "B": "2.5", "C": "3.0"}, {"A": 2, "B": 1}, []),
        # Ties: lowest current first, then the order of the axes.
        ({"A": "3.0", "B": "2.0", "C": "2.0"}, {"A": 5}, [("B", "2.0"), ("C", "2.0"), ("A", "2.0")]),
        # Never on an open axis.
        ({"A": "", "B": "2.0", "C": ""}, {"A": 5}, [("B", "2.0")]),
    ],
)
def test_gaps(scores, targets, order):
    assert [(reason.dimension, reason.gap) for reason in gaps(axes(**scores), targets)] == [
        (key, Decimal(gap)) for key, gap in order
    ]


def test_the_modules_of_the_band_for_the_two_largest_gaps_with_their_reasons():
    found = recommend(axes(A="2.6", B="1.5", C="2.9"), {"A": 5}, OFFER, ["en"])
    second = Reason("A", Decimal("2.6"), 5, True, "deepen")
    first = Reason("B", Decimal("1.5"), 4, False, "start")
    assert found.reasons == (first, second)
    assert [(one.module, one.language, one.is_demand, one.reasons) for one in found.suggestions] == [
        ("M1-2", "en", False, (first,)),
        ("M1-1", "en", False, (second,)),
        ("M3-2", "en", False, (second,)),
    ]
    assert not found.is_sharing


def test_at_most_three_and_each_dimension_has_one():
    offer = {("A", "start"): [module(f"A{n}") for n in range(4)], ("B", "start"): [module(f"B{n}") for n in range(4)]}
    assert keys(recommend(axes(A="1.0", B="2.0"), {}, offer, ["en"])) == ["A0", "B0", "A1"]


def test_a_module_for_both_stands_once_with_both_reasons():
    found = recommend(axes(A="2.6", C="2.5"), {}, OFFER, ["en"])
    assert [(one.module, [reason.dimension for reason in one.reasons]) for one in found.suggestions] == [
        ("M2-1", ["C"]),
        ("M1-1", ["C", "A"]),
        ("M3-2", ["A"]),
    ]


def test_what_one_can_read_comes_first_and_the_rest_counts_as_demand():
    offer = {
        ("A", "start"): [module("A0", "en"), module("A1", "en", "fi")],
        ("B", "start"): [module("B0", "en", "nl")],
        ("C", "start"): [module("C0", "fi")],
    }
    found = recommend(axes(A="1.0", B="1.1"), {}, offer, ["fi", "sv"])
    assert [(one.module, one.language, one.is_demand) for one in found.suggestions] == [
        ("A1", "fi", False),
        ("B0", "en", True),
        ("A0", "en", True),
    ]
    # The best language of the teacher counts, not the first one of the module.
    assert recommend(axes(A="1.0"), {}, offer, ["fi", "en"]).suggestions[0].language == "en"


def test_a_dimension_without_a_module_keeps_its_reason():
    found = recommend(axes(A="1.0", B="2.0"), {}, {("B", "start"): [module("M1-2")]}, ["en"])
    assert ([reason.dimension for reason in found.reasons], keys(found)) == (["A", "B"], ["M1-2"])


def test_without_a_gap_the_highest_dimension_is_shared():
    found = recommend(axes(A="3.0", B="4.5", C="4.5"), {}, OFFER, ["en"])
    assert (found.is_sharing, found.reasons) == (True, (Reason("B", Decimal("4.5"), None, False, "share"),))
    assert (keys(found), found.reasons[0].gap) == (["M4-2"], 0)
    # Also when nobody is at the top yet.
    assert keys(recommend(axes(A="3.1", B="3.0"), {}, OFFER, ["en"])) == ["M4-1"]


def test_a_web_that_is_all_open_suggests_nothing():
    assert recommend(axes(A="", B=""), {"A": 5}, OFFER, ["en"]) == Recommendation((), ())


marks = st.one_of(st.just(""), st.decimals("1.0", "5.0", places=1).map(str))
webs = st.fixed_dictionaries({"A": marks, "B": marks, "C": marks})
modules = st.lists(
    st.builds(
        Module,
        st.sampled_from(["M1", "M2", "M3", "M4", "M5"]),
        st.lists(st.sampled_from(EVERYWHERE), min_size=1, max_size=3).map(tuple),
    ),
    max_size=5,
    unique_by=lambda module: module.key,
)
bands = st.sampled_from(["start", "deepen", "share"])


@given(
    webs,
    st.dictionaries(st.sampled_from("ABC"), st.integers(1, 5)),
    st.dictionaries(st.tuples(st.sampled_from("ABC"), bands), modules),
    st.lists(st.sampled_from(EVERYWHERE), max_size=2),
)
def test_the_rule_holds_for_every_web(scores, targets, offer, languages):
    made = axes(**scores)
    found = recommend(made, targets, offer, languages)
    open_axes = {axis.key for axis in made if axis.is_open}
    assert len(found.reasons) <= 2
    assert len(keys(found)) == len(set(keys(found))) <= 3
    assert not {reason.dimension for reason in found.reasons} & open_axes
    assert bool(found.reasons) == (len(open_axes) < 3)
    largest = [reason.gap for reason in gaps(made, targets)]
    assert [reason.gap for reason in found.reasons] == (largest[:2] or [0] * found.is_sharing)
    for one in found.suggestions:
        assert set(one.reasons) <= set(found.reasons)
        assert one.reasons
        assert one.is_demand == (one.language not in languages)
    for reason in found.reasons:
        # Whoever can read a module for a dimension is offered one for it.
        own = [one for one in found.suggestions if reason in one.reasons]
        readable = any(set(one.languages) & set(languages) for one in offer.get((reason.dimension, reason.band), ()))
        assert not readable or any(not one.is_demand for one in own)
