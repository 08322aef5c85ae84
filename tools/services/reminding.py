"""Reminding a teacher of the next web: some weeks after the last one, and never in their quiet weeks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from academy_site.people.selectors import language_of
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
def change_reminders(*, person: Any, wanted: bool, quiet: Iterable[tuple[date, date]]) -> None:
    """Say whether a person is reminded, and in which weeks not; what is planned follows."""
    QuietWeeks.objects.filter(person=person).delete()
    QuietWeeks.objects.bulk_create([QuietWeeks(person=person, first=first, last=last) for first, last in quiet])
    Reassessment.objects.filter(person=person).update(wanted=wanted)
    for instrument in Instrument.objects.filter(pk__in=Response.objects.filter(person=person).values("instrument")):
        last = Response.objects.filter(person=person, instrument=instrument).order_by("submitted_at").last()
        if last is not None:
            row = remind_after(person=person, instrument=instrument, last=last.on)
            if row.wanted != wanted:
                row.wanted, row.due_on = wanted, row.due_on if wanted else None
                row.save(update_fields=["wanted", "due_on"])


def remind_due(*, today: date) -> int:
    """Tell everybody whose reminder is due. Safe to repeat; return how many were told."""
    told = 0
    due = Reassessment.objects.filter(due_on__lte=today, wanted=True, person__is_active=True)
    for row in due.select_related("person", "instrument").iterator():
        with transaction.atomic():
            locked = Reassessment.objects.select_for_update().filter(pk=row.pk, due_on__lte=today).first()
            if locked is None:
                continue
            with override(language_of(row.person)):
                link = reverse("webs", args=[row.instrument.key])
            once = f"look-again/{row.instrument.key}/{locked.due_on}"
            tell(person=row.person, kind=MESSAGE_KIND, link=link, once=once)
            locked.due_on = None
            locked.save(update_fields=["due_on"])
            told += 1
    return told
