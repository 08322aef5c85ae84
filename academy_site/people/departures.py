"""Leaving: asked for, taken back within seven days, or carried out by the worker."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, override

from academy_site.foundation.privacy import Ending, endings_of
from academy_site.people.inbox import take_back, tell
from academy_site.people.models import Departure, User
from academy_site.people.selectors import address_for, language_of

logger = logging.getLogger(__name__)

TIME_TO_UNDO = timedelta(days=7)
LEAVING, DELAYED = "people_leaving", "people_leaving_delayed"


class LeavingRefusedError(Exception):
    """The person cannot leave yet; `endings` say why and where to mend it."""

    def __init__(self, endings: list[Ending]):
        super().__init__(", ".join(ending.key for ending in endings))
        self.endings = endings


@transaction.atomic
def ask_to_leave(*, person: User, choices: Mapping[str, str], now: datetime) -> Departure:
    """Note that a person wants to leave, with a fate for each kind of data; the first one where none is chosen.

    Asked again, the first wish stays, with its day. Raises `LeavingRefusedError` while something stands in the way.
    """
    _hold_operators()
    known = Departure.objects.filter(person=person).first()
    if known is not None:
        return known
    endings = endings_of(person)
    obstacles = [ending for ending in endings if ending.obstacle]
    if obstacles:
        raise LeavingRefusedError(obstacles)
    departure = Departure(
        person=person,
        asked_at=now,
        due_at=now + TIME_TO_UNDO,
        choices={ending.key: ending.fate(choices.get(ending.key)).key for ending in endings},
    )
    departure.full_clean()
    departure.save()
    person.leaves_at = departure.due_at
    person.save(update_fields=["leaves_at"])
    _tell(departure)
    return departure


def _tell(departure: Departure) -> None:
    """Say until when it can be undone: here, and by mail whatever they wish, since it may not have been them."""
    person = departure.person
    link = address_for(person, "people_my_data")
    with override(language_of(person)):
        day = date_format(localtime(departure.due_at), "DATE_FORMAT")
    tell(
        person=person,
        kind=LEAVING,
        values={"day": f"{localtime(departure.due_at):%Y-%m-%d}"},
        link=link,
        once=_told_as(departure)[0],
    )
    transaction.on_commit(lambda: _write_to(person, day=day, link=settings.WAGTAILADMIN_BASE_URL + link), robust=True)


def _write_to(person: User, *, day: str, link: str) -> None:
    with override(language_of(person)):
        context = {"person": person, "day": day, "link": link, "site_name": settings.SITE_NAME}
        send_mail(
            subject=gettext("Your account will be erased"),
            message=render_to_string("people/mail/leaving.txt", context),
            from_email=None,
            recipient_list=[person.email],
        )


def _hold_operators() -> None:
    """Let one person leave after the other: two operators who leave at once would each count on the other."""
    list(User.objects.select_for_update().filter(is_superuser=True).values_list("pk", flat=True))


@transaction.atomic
def undo_leaving(*, person: User) -> bool:
    """Take the wish to leave back, and what the inbox says of it; say whether there was one."""
    departure = Departure.objects.filter(person=person).first()
    if departure is not None:
        take_back(person=person, once=_told_as(departure))
        departure.delete()
    User.objects.filter(pk=person.pk).update(leaves_at=None)
    person.leaves_at = None
    return departure is not None


def erase_due(*, now: datetime) -> int:
    """Erase everybody whose seven days are over, one transaction a person. Return how many.

    A fault with one person is logged without their name, and the next run tries again.
    """
    erased = 0
    for pk in Departure.objects.filter(due_at__lte=now).order_by("due_at").values_list("person_id", flat=True):
        try:
            erased += _erase(pk, now)
        except Exception as fault:
            # Not the fault's own words, which may quote the person.
            logger.error("An account could not be erased (%s); tried again later.", type(fault).__name__)
    return erased


def _erase(pk: int, now: datetime) -> bool:
    """Carry out the endings of one person in the order of the hooks, then delete the account."""
    sessions = _sessions_of(pk)
    with transaction.atomic():
        departure = Departure.objects.select_for_update().filter(person_id=pk, due_at__lte=now).first()
        if departure is None:  # taken back, or erased by another worker, a moment ago
            return False
        person = User.objects.get(pk=pk)
        endings = endings_of(person)
        if any(ending.obstacle for ending in endings):
            _tell_obstacle(departure)
            logger.warning("An account could not be erased yet: something stands in the way.")
            return False
        for ending in endings:
            ending.carry_out(ending.fate(departure.choices.get(ending.key)).key)
        person.delete()
        Session.objects.filter(session_key__in=sessions).delete()
    logger.info("One account was erased.")
    return True


def _tell_obstacle(departure: Departure) -> None:
    link = address_for(departure.person, "people_my_data")
    tell(person=departure.person, kind=DELAYED, link=link, once=_told_as(departure)[1])


def _told_as(departure: Departure) -> tuple[str, str]:
    """Return as what is told that somebody leaves, and that it is delayed."""
    return f"leaving-{departure.pk}", f"leaving-delayed-{departure.pk}"


def _sessions_of(pk: int) -> list[str]:
    """Return the keys of the sessions of a person, which hold their address. All have to be opened for that."""
    rows = Session.objects.iterator(chunk_size=500)
    return [row.session_key for row in rows if row.get_decoded().get(SESSION_KEY) == str(pk)]
