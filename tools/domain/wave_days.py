"""When a wave is open: whole days of the school, kept as moments; what state it is in; and what is said of counts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

# A count is told in steps of so many.
STEP = 5


class State(StrEnum):
    """How far a wave is."""

    PREPARED = "prepared"
    PLANNED = "planned"
    OPEN = "open"
    ENDING = "ending"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day on which a wave can be answered, both included."""

    first: date
    last: date


def moments(days: Days, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return from when until when a wave is open, in UTC: from the first day's midnight to that after the last."""
    opens = datetime.combine(days.first, time.min, tzinfo=zone)
    closes = datetime.combine(days.last + timedelta(days=1), time.min, tzinfo=zone)
    return opens.astimezone(UTC), closes.astimezone(UTC)


def days_of(opens: datetime, closes: datetime, zone: tzinfo) -> Days:
    """Return the days of a wave as they are written in the school's time zone."""
    last = (closes - timedelta(microseconds=1)).astimezone(zone)
    return Days(opens.astimezone(zone).date(), last.date())


def state_of(
    *,
    opens: datetime,
    closes: datetime,
    opened: datetime | None,
    closed: datetime | None,
    cancelled: datetime | None,
    at: datetime,
) -> State:
    """Return the state of a wave at a moment. One whose time is over and that nobody has closed yet is ending."""
    if cancelled:
        return State.CANCELLED
    if closed:
        return State.CLOSED
    if not opened:
        return State.PREPARED
    if at < opens:
        return State.PLANNED
    return State.OPEN if at < closes else State.ENDING


def told(count: int) -> int:
    """Return the count that is told of a role while a wave is open: the last full step, 0 for fewer than one step.

    A count that rose with each sheet would tell whoever watches it who has just sent theirs, and whom to ask. And
    a wave with three leaders would tell which of them have answered.
    """
    return count - count % STEP
