"""When the next web is worth it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from tools.domain.reassessing import Early, Quiet, early_advice, is_reminder_due, reminder_on

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("today", "advice"),
    [
        (MONDAY, Early(0, date(2026, 4, 13))),
        (date(2026, 4, 12), Early(41, date(2026, 4, 13))),
        # Six weeks to the day are enough.
        (date(2026, 4, 13), None),
    ],
)
def test_a_web_soon_after_the_last_one_gets_advice(today, advice):
    assert early_advice(MONDAY, today) == advice
    assert early_advice(None, today) is None


@pytest.mark.parametrize(
    ("quiet", "day"),
    [
        ([], date(2026, 5, 25)),
        ([Quiet(date(2026, 5, 18), date(2026, 5, 24))], date(2026, 5, 25)),
        ([Quiet(date(2026, 5, 25), date(2026, 5, 31))], date(2026, 6, 1)),
        # One after the other and overlapping, in any order.
        ([Quiet(date(2026, 6, 1), date(2026, 6, 7)), Quiet(date(2026, 5, 20), date(2026, 5, 31))], date(2026, 6, 8)),
        ([Quiet(date(2026, 5, 31), date(2026, 5, 20))], date(2026, 5, 25)),
        ([Quiet(date(2026, 5, 20), date.max)], None),
    ],
)
def test_the_reminder_waits_for_the_end_of_quiet_weeks(quiet, day):
    assert reminder_on(MONDAY, quiet=quiet) == day
    if day:
        assert is_reminder_due(MONDAY, day, quiet=quiet)
        assert not is_reminder_due(MONDAY, day - timedelta(days=1), quiet=quiet)


def test_nobody_is_reminded_without_a_web_or_in_quiet_weeks():
    assert not is_reminder_due(None, MONDAY)
    late = date(2026, 8, 3)
    assert is_reminder_due(MONDAY, late)
    assert not is_reminder_due(MONDAY, late, quiet=[Quiet(late, late)])


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(days, days, st.lists(st.builds(Quiet, days, days), max_size=5))
def test_a_reminder_is_never_early_and_never_in_quiet_weeks(last, today, quiet):
    due = reminder_on(last, quiet=quiet)
    assert due >= last + timedelta(weeks=12)
    assert not any(stretch.holds(due) for stretch in quiet)
    if is_reminder_due(last, today, quiet=quiet):
        assert today >= due
        assert not any(stretch.holds(today) for stretch in quiet)
