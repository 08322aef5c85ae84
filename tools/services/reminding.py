"""Reminding a teacher of the next web: some weeks after the last one, and never in their quiet weeks."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from academy_site.people.selectors import address_for, zone_of
from academy_site.people.services import tell
from tools.domain.reassessing import Quiet, reminder_on
from tools.models import Instrument, QuietWeeks, Reassessment, Response

MESSAGE_KIND = "look_again"


def quiet_of(person: Any) -> list[Quiet]:
    """Return the quiet weeks of a person. One query."""
    return [Quiet(first, last) for first, last in QuietWeeks.objects.filter(person=person).values_list("first", "last")]


def remind_after(*, person: Any, instrument: Instrument, last: date) -> Reassessment:
    """Plan the reminder that follows a web of this day, unless the person wants none."""
    row, _created = Reassessment.objects.get_or_create(person=person, instrument=instrument)
    row.due_on = reminder_on(last, quiet=quiet_of(person)) if row.wanted else None
    row.save(update_fields=["due_on"])
    return row


@transaction.atomic
def change_reminders(
    *, person: Any, instrument: Instrument, wanted: bool, quiet: Iterable[tuple[date, date]]
) -> Reassessment:
    """Say whether a person is reminded, and in which weeks not; what is planned follows, for every instrument."""
    QuietWeeks.objects.filter(person=person).delete()
    QuietWeeks.objects.bulk_create([QuietWeeks(person=person, first=first, last=last) for first, last in quiet])
    Reassessment.objects.filter(person=person).update(wanted=wanted)
    row, _created = Reassessment.objects.update_or_create(
        person=person, instrument=instrument, defaults={"wanted": wanted}
    )
    for other in Reassessment.objects.filter(person=person).select_related("instrument"):
        plan_again(person=person, instrument=other.instrument)
    row.refresh_from_db()
    return row


def plan_again(*, person: Any, instrument: Instrument) -> None:
    """Let the reminder follow the newest web there is; without one nothing is planned."""
    last = _last_web(person, instrument)
    if last is not None:
        remind_after(person=person, instrument=instrument, last=last)
    else:
        Reassessment.objects.filter(person=person, instrument=instrument).update(due_on=None)


def _last_web(person: Any, instrument: Instrument) -> date | None:
    days = Response.objects.filter(person=person, instrument=instrument).order_by("-submitted_at", "-pk")
    return days.values_list("on", flat=True).first()


def remind_due(*, at: datetime) -> int:
    """Tell everybody whose reminder is due on their own day, and who has no quiet weeks then.

    Safe to repeat: each web is reminded of once. Return how many were told.
    """
    told = 0
    # Somewhere it is tomorrow already.
    due = Reassessment.objects.filter(
        due_on__lte=at.date() + timedelta(days=1), wanted=True, person__is_active=True
    ).select_related("person", "instrument")
    for row in due.iterator():
        today = at.astimezone(zone_of(row.person)).date()
        with transaction.atomic():
            locked = Reassessment.objects.select_for_update().filter(pk=row.pk, due_on__lte=today, wanted=True).first()
            if locked is None or any(stretch.holds(today) for stretch in quiet_of(row.person)):
                continue
            last = _last_web(row.person, row.instrument)
            if last is not None:
                link = address_for(row.person, "webs", row.instrument.key)
                once = f"look-again/{row.instrument.key}/{last}"
                tell(person=row.person, kind=MESSAGE_KIND, values={"day": last.isoformat()}, link=link, once=once)
                told += 1
            locked.due_on = None
            locked.save(update_fields=["due_on"])
    return told
