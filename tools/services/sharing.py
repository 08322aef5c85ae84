"""Showing one web to one person: by a link, or in their account. It can be taken back at once."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from academy_site.foundation.secrets_kept import fresh_secret, keyed_hash
from academy_site.people.selectors import address_for, has_proved_address, name_of, reached_by, zone_of
from academy_site.people.services import take_back, tell
from tools.models import Response, Share, ShareOpening
from tools.models.sharing import LONGEST_NAME
from tools.selectors.sharing import NOBODY, SHARE, last_day, open_shares

LEAST_DAYS, USUAL_DAYS, MOST_DAYS = 1, 14, 90
# Open shares of one web at a time.
MOST_OPEN = 20
MESSAGE_KIND = "web_shared"
# Opened again so soon, it is the same opening.
SAME_OPENING = timedelta(minutes=1)


class SharedAlreadyError(Exception):
    """This form was sent before: its share is there, and its link was shown then."""


def end_of(person: Any, days: int) -> datetime:
    """Return the end of the day after so many days, where the teacher lives."""
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise ValidationError(_("Choose 1 to 90 days."))
    zone = zone_of(person)
    day = now().astimezone(zone).date() + timedelta(days=days + 1)
    return datetime.combine(day, time.min, zone)


def share_by_link(*, response: Response, name: str, with_notes: bool, days: int, key: UUID) -> str:
    """Share a web with whoever has a link, and return the secret in it: nobody can ask for it again.

    `key` is that of the form. Raise `SharedAlreadyError` when it was sent before.
    """
    secret = fresh_secret()
    _insert(response, days, key=key, name=name, with_notes=with_notes, secret_hash=keyed_hash(secret, SHARE))
    return secret


@transaction.atomic
def share_with_account(
    *, response: Response, email: str, with_notes: bool, days: int, key: UUID, name: str = ""
) -> None:
    """Share a web with the person who signs in with this address, and tell them.

    Where no account has the address the same share is kept, and opens to nobody: what the teacher sees
    does not tell which. An address that was never proved may be somebody else's, so it counts as none.
    """
    reader = reached_by(email)
    if reader == response.person:
        raise ValidationError(_("This is your own address."))
    if reader is not None and not has_proved_address(reader):
        reader = None
    who = {"reader": reader} if reader else {"secret_hash": f"{NOBODY}{uuid4().hex}"}
    known_as = (f"{name}, {email}" if name else email)[:LONGEST_NAME]
    share = _insert(response, days, key=key, name=known_as, with_notes=with_notes, **who)
    if reader is not None:
        tell(
            person=reader,
            kind=MESSAGE_KIND,
            values={"name": name_of(response.person), "day": last_day(share, response.person).isoformat()},
            link=address_for(reader, "shared_with_me_web", share.key),
            once=_told_as(share),
        )


@transaction.atomic
def _insert(response: Response, days: int, **fields: Any) -> Share:
    if open_shares().filter(response=response).count() >= MOST_OPEN:
        raise ValidationError(_("This web is shared with many already. Take one back first."))
    share = Share(response=response, expires_at=end_of(response.person, days), **fields)
    share.clean_fields(exclude=["response", "reader"])
    try:
        with transaction.atomic():
            share.save(force_insert=True)
    except IntegrityError as fault:
        if Share.objects.filter(key=share.key).exists():
            raise SharedAlreadyError from fault
        raise
    return share


@transaction.atomic
def withdraw_share(*, person: Any, key: UUID) -> Share:
    """Take a share back at once; asked again, it stays so. Raise `Share.DoesNotExist` for anybody else's."""
    share = Share.objects.select_for_update(of=("self",)).select_related("response", "reader")
    found = share.get(response__person=person, key=key)
    if found.withdrawn_at is None:
        found.withdrawn_at = now()
        found.save(update_fields=["withdrawn_at"])
        if found.reader is not None:
            take_back(person=found.reader, once=[_told_as(found)])
    return found


def end_shares(shares: QuerySet[Share]) -> None:
    """Delete shares, and what their readers were told of them."""
    for share in shares.exclude(reader=None).select_related("reader"):
        if share.reader is not None:
            take_back(person=share.reader, once=[_told_as(share)])
    shares.delete()


def note_opening(share: Share) -> None:
    """Note that a share was opened at this moment; a page that is loaded again is the same opening."""
    if not ShareOpening.objects.filter(share=share, at__gt=now() - SAME_OPENING).exists():
        ShareOpening.objects.create(share=share)


def _told_as(share: Share) -> str:
    return f"share/{share.key}"
