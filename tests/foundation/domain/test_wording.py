"""Which sentence became which."""

from hypothesis import given, strategies as st

from academy_site.foundation.domain.wording import Rewording, rewordings

texts = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 9)), max_size=12, unique=True)


def test_a_sentence_between_unchanged_ones_has_a_partner():
    assert rewordings([(1, 10), (1, 11), (1, 12), (2, 20)], [(1, 10), (1, 99), (1, 12), (2, 21)]) == [
        Rewording(1, 11, 99),
        Rewording(2, 20, 21),
    ]


def test_what_was_added_or_taken_out_has_none():
    assert rewordings([(1, 10)], [(1, 10), (1, 11)]) == []
    assert rewordings([(1, 10), (1, 11)], [(1, 10)]) == []
    assert rewordings([(1, 10)], [(1, 11), (1, 12)]) == []
    assert rewordings([], [(1, 10)]) == []


@given(texts)
def test_an_unchanged_text_has_none(text):
    assert rewordings(text, text) == []


@given(texts, texts)
def test_partners_stood_and_stand_at_that_place_and_nothing_has_two(before, after):
    found = rewordings(before, after)
    assert {(one.place, one.old) for one in found} <= set(before) - set(after)
    assert {(one.place, one.new) for one in found} <= set(after) - set(before)
    assert len({(one.place, one.old) for one in found}) == len({(one.place, one.new) for one in found}) == len(found)
