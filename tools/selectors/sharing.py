"""Webs that are shared with one person, and colleagues' mirrors: what is open, and what its teacher sees of it."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.utils.timezone import now

from academy_site.foundation.secrets_kept import known_hashes
from academy_site.people.selectors import zone_of
from tools.models import Instrument, Mirror, Response, Share

SHARE, MIRROR = "share", "mirror"
# Stands in place of a hash where the named address has no account: nothing opens it.
NOBODY = "nobody/"


def open_shares(at: datetime | None = None) -> QuerySet[Share]:
    """Return the shares that can be opened: not withdrawn, not over, of a teacher who is there."""
    found = Share.objects.filter(withdrawn_at=None, expires_at__gt=at or now(), response__person__is_active=True)
    return found.select_related("response__person", "response__version__instrument")


def share_opened_by(secret: str) -> Share | None:
    """Return what a link opens; None for a wrong, withdrawn or old one. One query."""
    return open_shares().filter(secret_hash__in=known_hashes(secret, SHARE)).first()


def shares_with(reader: Any) -> QuerySet[Share]:
    """Return what is shared with an account and can be opened, newest first."""
    return open_shares().filter(reader=reader)


def shares_of(response: Response) -> QuerySet[Share]:
    """Return the shares of a web, newest first, each with how often and when it was opened last. Two queries."""
    found = Share.objects.filter(response=response).prefetch_related("openings")
    return found.annotate(times=Count("openings"), opened_last=Max("openings__at"))


def is_by_link(share: Share) -> bool:
    """Tell whether a link opens it; an address without an account is treated like one with an account."""
    return bool(share.secret_hash) and not share.secret_hash.startswith(NOBODY)


def last_day(thing: Share | Mirror, owner: Any) -> date:
    """Return the last day on which it can be opened, in the time zone of its teacher."""
    return (thing.expires_at - timedelta(seconds=1)).astimezone(zone_of(owner)).date()


def open_mirrors(at: datetime | None = None) -> QuerySet[Mirror]:
    """Return the mirrors that can be opened, answered or not."""
    found = Mirror.objects.filter(
        withdrawn_at=None, expires_at__gt=at or now(), person__is_active=True, person__leaves_at=None
    )
    return found.select_related("person", "version__instrument")


def mirror_opened_by(code: str) -> Mirror | None:
    """Return the mirror that a code opens; None for a wrong, withdrawn or old one. One query."""
    return open_mirrors().filter(secret_hash__in=known_hashes(code, MIRROR)).first()


def mirrors_of(person: Any, instrument: Instrument) -> QuerySet[Mirror]:
    """Return the mirrors that a teacher asked for, newest first."""
    return Mirror.objects.filter(person=person, instrument=instrument).select_related("version")


def own_mirror(person: Any, key: UUID) -> Mirror | None:
    """Return a mirror of this teacher, None for anybody else's."""
    return Mirror.objects.filter(person=person, key=key).select_related("instrument").first()


def shared_with(reader: Any) -> QuerySet[Share]:
    """Return all that was ever shared with an account, for the export of its person."""
    return Share.objects.filter(reader=reader).select_related("response__person")
