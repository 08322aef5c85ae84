"""School years begin on the school's day, and a role lasts twelve months."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from academy_site.people.domain.school_years import a_year_after, is_day_of_each_year, school_year_of


@pytest.mark.parametrize(
    ("on", "first", "last", "name"),
    [
        (date(2026, 8, 14), date(2025, 8, 15), date(2026, 8, 14), "2025/26"),
        (date(2026, 8, 15), date(2026, 8, 15), date(2027, 8, 14), "2026/27"),
        (date(2027, 1, 3), date(2026, 8, 15), date(2027, 8, 14), "2026/27"),
    ],
)
def test_a_day_lies_in_one_year(on, first, last, name):
    year = school_year_of(on, month=8, day=15)
    assert (year.first_day, year.last_day, year.name) == (first, last, name)


def test_a_year_of_the_calendar():
    assert school_year_of(date(2026, 5, 1), month=1, day=1).name == "2026"
    assert school_year_of(date(2099, 9, 1), month=8, day=1).name == "2099/00"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 12), st.integers(1, 28))
def test_years_follow_each_other(on, month, day):
    year = school_year_of(on, month=month, day=day)
    assert year.first_day <= on <= year.last_day
    assert school_year_of(year.last_day + timedelta(days=1), month=month, day=day).first_day > year.last_day


def test_twelve_months():
    assert a_year_after(date(2027, 3, 1)) == date(2028, 3, 1)
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)


def test_a_day_that_is_there_each_year():
    assert [is_day_of_each_year(*day) for day in [(2, 28), (2, 29), (4, 31), (12, 31), (0, 1), (13, 1)]] == [
        True, False, False, True, False, False,
    ]  # fmt: skip
