"""A band says how many, and never of whom."""

import pytest
from hypothesis import given, strategies as st

from academy_site.foundation.domain.bands import BANDS, band


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, (0, 4)), (4, (0, 4)), (5, (5, 19)), (19, (5, 19)), (20, (20, 99)), (99, (20, 99)), (100, (100, None))],
)
def test_each_count_is_told_by_its_band(count, expected):
    assert band(count) == expected


@given(st.integers(min_value=0, max_value=100_000))
def test_a_count_lies_in_its_band_and_no_band_is_narrow(count):
    low, high = band(count)
    assert low <= count <= (high if high is not None else count)
    assert high is None or high - low + 1 >= BANDS[0]


def test_there_are_no_fewer_than_no_people():
    with pytest.raises(ValueError, match="fewer"):
        band(-1)
