"""When the next web is worth it, and when to remind of it. Dates are those of the teacher's time zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MIN_WEEKS = 6
AFTER_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Early:
    """A word of advice, never a block: this web comes soon after the last one."""

    days_since: int
    worth_it_from: date


@dataclass(frozen=True, slots=True)
class Quiet:
    """Days without reminders, both ends included. The wrong way round it holds no day."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether this day is one of them."""
        return self.first <= day <= self.last


def early_advice(last: date | None, today: date, min_weeks: int = MIN_WEEKS) -> Early | None:
    """Return advice when a web comes less than so many weeks after the last one; None when there is none."""
    if last is None:
        return None
    from_day = last + timedelta(weeks=min_weeks)
    return Early(max((today - last).days, 0), from_day) if today < from_day else None


def reminder_on(last: date, after_weeks: int = AFTER_WEEKS, quiet: Iterable[Quiet] = ()) -> date | None:
    """Return the day of the reminder: so many weeks after the last web, or the first day after it that is not quiet.

    None when the quiet days have no end.
    """
    day = last + timedelta(weeks=after_weeks)
    for stretch in sorted(quiet, key=lambda stretch: stretch.first):
        if stretch.holds(day):
            if stretch.last == date.max:
                return None
            day = stretch.last + timedelta(days=1)
    return day


def is_reminder_due(
    last: date | None, today: date, after_weeks: int = AFTER_WEEKS, quiet: Iterable[Quiet] = ()
) -> bool:
    """Whether to remind today; never on a quiet day, and never somebody without a web."""
    if last is None or today < last + timedelta(weeks=after_weeks):
        return False
    return not any(stretch.holds(today) for stretch in quiet)
