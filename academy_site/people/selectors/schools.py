"""Questions about schools: who is what where, and which of those that are there might be meant."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils.timezone import localdate, now

from academy_site.foundation.secrets_kept import known_hashes
from academy_site.people.domain.school_names import Known, folded, likeness, normal_id, normal_name, telling_words
from academy_site.people.enums import SchoolRole
from academy_site.people.models import JoinRequest, School, SchoolHandover, SchoolInvitation, SchoolMembership, User

INVITATION = "school-invitation"
MOST_ALIKE = 5
# So many schools are compared at most, and so many words of a name look for them.
_MOST_COMPARED, _WORDS_LOOKED_FOR = 300, 3
# A role that is over can still be renewed for so long, and is shown to those who can.
RENEWED_UNTIL = timedelta(days=60)


def zone_of_school(school: School) -> ZoneInfo:
    """Return the time zone of a school; UTC for one that this machine does not know."""
    try:
        return ZoneInfo(school.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def school_coordinators(school: School) -> QuerySet[User]:
    """Return the people who coordinate a school today, who did so first in front. One query."""
    held = SchoolMembership.objects.active().filter(school=school, role=SchoolRole.COORDINATOR)
    found = User.objects.filter(school_memberships__in=held)
    return found.order_by("school_memberships__since", "school_memberships__pk")


def open_invitations(at: datetime | None = None) -> QuerySet[SchoolInvitation]:
    """Return the invitations that let somebody in: not withdrawn, not over, not full, to a school that is there."""
    found = SchoolInvitation.objects.filter(withdrawn_at=None, expires_at__gt=at or now(), taken__lt=F("places"))
    return found.filter(school__merged_into=None).select_related("school")


def has_second_coordinator(school: School) -> bool:
    """Say whether a school could do without any one of its coordinators.

    That is so with two coordinators today, or with one and an open invitation to be the second. Two queries at most.
    """
    held = school_coordinators(school).count()
    if held != 1:
        return held > 1
    return open_invitations().filter(school=school, role=SchoolRole.COORDINATOR).exists()


def invitation_opened_by(code: str) -> SchoolInvitation | None:
    """Return the invitation that a code opens; None for a wrong, withdrawn, full or old one. One query."""
    return open_invitations().filter(secret_hash__in=known_hashes(code, INVITATION)).first()


def _others(person: User) -> QuerySet[SchoolMembership]:
    """Return coordinators besides this person who are not about to leave the academy."""
    held = SchoolMembership.objects.active().filter(role=SchoolRole.COORDINATOR, person__leaves_at=None)
    return held.exclude(person=person)


def is_last_coordinator(person: User, school: School) -> bool:
    """Say whether a school would be without a coordinator if this one were not there. One query."""
    held = SchoolMembership.objects.active().filter(school=school, person=person, role=SchoolRole.COORDINATOR)
    return held.exclude(Exists(_others(person).filter(school=OuterRef("school")))).exists()


def coordinated_alone(person: User) -> QuerySet[School]:
    """Return the schools that would be without a coordinator if this person were not there. One query."""
    held = SchoolMembership.objects.active().filter(person=person, role=SchoolRole.COORDINATOR)
    alone = held.exclude(Exists(_others(person).filter(school=OuterRef("school"))))
    return School.objects.filter(memberships__in=alone)


@dataclass
class Belonging:
    """What one person is at one school: the roles that hold today, and those that ended a short while ago."""

    school: School
    person: User
    roles: list[SchoolMembership] = field(default_factory=list)
    over: list[SchoolMembership] = field(default_factory=list)

    @property
    def is_active(self) -> bool:
        """Whether they are a member today."""
        return bool(self.roles)


def _belongings(rows: Iterable[SchoolMembership], today: date) -> list[Belonging]:
    found: dict[tuple[int, int], Belonging] = {}
    for row in rows:
        one = found.setdefault((row.school_id, row.person_id), Belonging(row.school, row.person))
        (one.roles if row.expires_on >= today else one.over).append(row)
    return sorted(found.values(), key=lambda one: not one.is_active)


def _recent(today: date) -> QuerySet[SchoolMembership]:
    """Return the roles that hold, and those that can still be renewed, by rank."""
    return SchoolMembership.objects.active(today - RENEWED_UNTIL).by_rank().select_related("school", "person")


def schools_of(person: User) -> list[Belonging]:
    """Return the schools of a person, each with their roles; where all are over last. One query."""
    today = localdate()
    return _belongings(_recent(today).filter(person=person), today)


def members_of(school: School) -> list[Belonging]:
    """Return the people of a school, each with their roles, coordinators first; who is a member no more last.

    One query.
    """
    today = localdate()
    return _belongings(_recent(today).filter(school=school), today)


def waiting_requests(school: School) -> QuerySet[JoinRequest]:
    """Return who asks to join a school, the first one first. One query."""
    return JoinRequest.objects.filter(school=school, person__is_active=True).select_related("person")


def offers_to(person: User) -> QuerySet[SchoolHandover]:
    """Return the schools that a person is asked to take over. One query."""
    held = SchoolMembership.objects.active().filter(role=SchoolRole.COORDINATOR, person=OuterRef("giver"))
    found = SchoolHandover.objects.filter(Exists(held.filter(school=OuterRef("school"))), successor=person)
    return found.select_related("school", "giver")


def roles_to_renew(person: User, key: UUID) -> QuerySet[SchoolMembership]:
    """Return the roles at a school that this person might renew: all to its coordinators, to others their own."""
    found = SchoolMembership.objects.filter(school__key=key, school__merged_into=None)
    coordinates = SchoolMembership.objects.active().filter(school__key=key, person=person, role=SchoolRole.COORDINATOR)
    mine = Q(person=person, role=SchoolRole.COORDINATOR)
    return found.filter(mine | Q(Exists(coordinates))).select_related("school", "person")


def known_as(name: str, town: str, national_id: str = "") -> Known:
    """Return what is compared of a school."""
    return Known(name=normal_name(name), town=normal_name(town) or folded(town), national_id=normal_id(national_id))


def schools_like(*, country: str, known: Known, besides: Iterable[UUID] = ()) -> list[School]:
    """Return the schools of a country that might be this one, the likeliest first, five at most. One query."""
    words = telling_words(known.name)[:_WORDS_LOOKED_FOR]
    wanted = Q(normal_town=known.town) | Q(normal_name=known.name)
    for word in words:
        wanted |= Q(normal_name__contains=word)
    if known.national_id:
        wanted |= Q(national_id=known.national_id)
    found = School.objects.present().filter(wanted, country=country).exclude(key__in=list(besides))
    # The same number and the same town first, so that a large country does not push them out.
    near = Case(When(national_id__gt="", national_id=known.national_id, then=0), When(normal_town=known.town, then=1))
    found = found.order_by(near.asc(nulls_last=True), "normal_name", "pk")
    alike = []
    for place, school in enumerate(found[:_MOST_COMPARED]):
        other = Known(name=school.normal_name, town=school.normal_town, national_id=school.national_id)
        rank = likeness(known, other)
        if rank is not None:
            alike.append((rank, place, school))
    return [school for _rank, _place, school in sorted(alike, key=lambda one: one[:2])[:MOST_ALIKE]]
