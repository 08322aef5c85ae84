"""A wave is open on whole days of the school, in every time zone and on the days when clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from tools.domain.wave_days import Days, State, days_of, moments, state_of, told

ZONES = ("Europe/Helsinki", "Europe/London", "Pacific/Auckland", "America/St_Johns", "UTC")


@settings(deadline=None)
@given(
    first=st.dates(date(2020, 1, 1), date(2039, 12, 31)),
    length=st.integers(0, 90),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
)
def test_days_come_back_as_they_were_chosen(first, length, zone):
    days = Days(first, first + timedelta(days=length))
    opens, closes = moments(days, zone)
    assert days_of(opens, closes, zone) == days
    assert (opens.tzinfo, closes.tzinfo) == (UTC, UTC)


def test_a_day_is_23_hours_long_when_clocks_go_forward():
    day = date(2027, 3, 28)
    opens, closes = moments(Days(day, day), ZoneInfo("Europe/Amsterdam"))
    assert closes - opens == timedelta(hours=23)


START = datetime(2027, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given_moments", "hours", "expected"),
    [
        ({}, 1, State.PREPARED),
        ({"opened": START}, -1, State.PLANNED),
        ({"opened": START}, 0, State.OPEN),
        ({"opened": START}, 24, State.ENDING),
        ({"opened": START, "closed": START}, 1, State.CLOSED),
        ({"opened": START, "cancelled": START}, 1, State.CANCELLED),
        ({"cancelled": START}, 1, State.CANCELLED),
    ],
)
def test_states(given_moments, hours, expected):
    known = dict.fromkeys(("opened", "closed", "cancelled")) | given_moments
    at = START + timedelta(hours=hours)
    assert state_of(opens=START, closes=START + timedelta(days=1), at=at, **known) == expected


def test_a_count_is_told_in_steps():
    assert [told(count) for count in (0, 1, 4, 5, 9, 10, 17)] == [0, 0, 0, 5, 5, 10, 15]
