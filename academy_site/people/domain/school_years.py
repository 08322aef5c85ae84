"""When a school year begins and ends, and how long a role lasts."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class SchoolYear:
    """One school year, from its first day to its last."""

    first_day: date
    last_day: date

    @property
    def name(self) -> str:
        """How it is written: 2026/27, or 2026 where it is the year of the calendar."""
        if self.first_day.year == self.last_day.year:
            return str(self.first_day.year)
        return f"{self.first_day.year}/{self.last_day.year % 100:02}"


def is_day_of_each_year(month: int, day: int) -> bool:
    """Say whether there is such a day in each year; 29 February is not."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(2001, month)[1]


def school_year_of(on: date, *, month: int, day: int) -> SchoolYear:
    """Return the school year in which a day lies, where years begin on this day of this month."""
    first = date(on.year, month, day)
    if on < first:
        first = date(on.year - 1, month, day)
    return SchoolYear(first, date(first.year + 1, month, day) - timedelta(days=1))


def a_year_after(on: date) -> date:
    """Return the day twelve months later; the 28th after a 29 February."""
    return date(on.year + 1, on.month, min(on.day, monthrange(on.year + 1, on.month)[1]))
