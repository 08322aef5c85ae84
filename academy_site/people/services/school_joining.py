"""Ways into a school: an invitation by code, and a colleague who vouches."""

import secrets
from datetime import datetime, time, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from academy_site.foundation.domain.codes import made_code
from academy_site.foundation.secrets_kept import keyed_hash
from academy_site.people.enums import GIVEN_ROLES, VOUCHED_ROLES
from academy_site.people.inbox import take_back, tell
from academy_site.people.models import JoinRequest, School, SchoolInvitation, SchoolMembership, User
from academy_site.people.selectors import address_for, name_of
from academy_site.people.selectors.schools import (
    INVITATION,
    invitation_opened_by,
    open_invitations,
    school_coordinators,
    zone_of_school,
)
from academy_site.people.services.school_roles import hold_role, hold_school, only_coordinators

ASKED, JOINED, REFUSED = "school_asked", "school_joined", "school_refused"
LEAST_DAYS, USUAL_DAYS, MOST_DAYS = 1, 14, 60
# Invitations of one school that are open, and wishes of one person that wait.
MOST_OPEN, MOST_WAITING = 20, 5


class InvitedAlreadyError(Exception):
    """This form was sent before: its invitation is there, and its code was shown then."""


class InvitationOverError(Exception):
    """The code opens nothing: it was withdrawn, it is full, or its time is over."""


def last_day(invitation: SchoolInvitation):
    """Return the last day on which an invitation lets somebody in, in the time zone of its school."""
    return (invitation.expires_at - timedelta(seconds=1)).astimezone(zone_of_school(invitation.school)).date()


@transaction.atomic
def invite(
    *, by: SchoolMembership, key: UUID, role: str, places: int = 1, days: int = USUAL_DAYS, word: str = ""
) -> str:
    """Make an invitation in one role for so many people, and return its code: nobody can ask for it again.

    Only a coordinator invites. `key` is that of the form; raises `InvitedAlreadyError` when it was sent before.
    """
    only_coordinators(by)
    school = hold_school(by.school)
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise ValidationError(_("Choose 1 to 60 days."))
    if open_invitations().filter(school=school).count() >= MOST_OPEN:
        raise ValidationError(_("Many invitations are open already. Take one back first."))
    zone = zone_of_school(school)
    code = made_code(secrets.randbelow)
    invitation = SchoolInvitation(
        key=key,
        school=school,
        role=role,
        secret_hash=keyed_hash(code, INVITATION),
        word=word,
        places=1 if role in GIVEN_ROLES else places,
        made_by=by.person,
        expires_at=datetime.combine(now().astimezone(zone).date() + timedelta(days=days + 1), time.min, zone),
    )
    if SchoolInvitation.objects.filter(key=key).exists():
        raise InvitedAlreadyError
    invitation.full_clean(exclude=["school", "made_by"])
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError as fault:
        raise InvitedAlreadyError from fault
    log(instance=school, action="people.school.invite", user=by.person, data={"role": role})
    return code


@transaction.atomic
def withdraw_invitation(*, by: SchoolMembership, key: UUID) -> None:
    """Take an invitation of the school back at once; asked again, it stays so."""
    only_coordinators(by)
    SchoolInvitation.objects.filter(school=by.school, key=key, withdrawn_at=None).update(withdrawn_at=now())


@transaction.atomic
def accept_invitation(*, person: User, code: str) -> SchoolMembership:
    """Let a person in by a code. Who holds the role already takes no place. Raises `InvitationOverError`."""
    found = invitation_opened_by(code)
    if found is None:
        raise InvitationOverError
    school = hold_school(found.school)
    held = SchoolMembership.objects.active().filter(school=school, person=person, role=found.role).first()
    if held is not None:
        return held
    # One statement without a join, so that two people at the same moment do not sit on one place.
    free = SchoolInvitation.objects.filter(pk=found.pk, withdrawn_at=None, taken__lt=F("places"))
    if not free.update(taken=F("taken") + 1):
        raise InvitationOverError
    _forget_wish(school, person)
    return hold_role(school=school, person=person, role=found.role, by=person)


@transaction.atomic
def ask_to_join(*, person: User, school: School, role: str) -> bool:
    """Ask a school to be let in, and tell those who can vouch; say whether that is news.

    Coordinators are told; where there is none, everybody who is at the school.
    """
    if role not in VOUCHED_ROLES:
        raise PermissionDenied
    school = hold_school(school)
    if school.merged_into_id or SchoolMembership.objects.active().filter(school=school, person=person).exists():
        return False
    if JoinRequest.objects.filter(person=person).exclude(school=school).count() >= MOST_WAITING:
        raise ValidationError(_("You have asked several schools already. Wait for an answer, or take one back."))
    request, is_new = JoinRequest.objects.get_or_create(school=school, person=person, defaults={"role": role})
    if not is_new:
        return False
    for member in _who_hears(school):
        tell(
            person=member,
            kind=ASKED,
            values={"name": name_of(person), "school": school.name},
            link=address_for(member, "school", school.key),
            once=_told_as(request),
        )
    return True


def _who_hears(school: School) -> list[User]:
    coordinators = list(school_coordinators(school))
    if coordinators:
        return coordinators
    held = SchoolMembership.objects.active().filter(school=school)
    return list(User.objects.filter(school_memberships__in=held).distinct())


@transaction.atomic
def vouch(*, by: SchoolMembership, request: int) -> SchoolMembership | None:
    """Let in who asked, since a member vouches for them, and tell them; None when it was settled before.

    Any member may, whatever their role.
    """
    school = hold_school(by.school)
    found = JoinRequest.objects.filter(school=school, pk=request).select_related("person").first()
    if found is None:
        return None
    _forget_wish(school, found.person)
    membership = hold_role(school=school, person=found.person, role=found.role, by=by.person)
    link = address_for(found.person, "school", school.key)
    tell(person=found.person, kind=JOINED, values={"school": school.name}, link=link)
    return membership


@transaction.atomic
def refuse(*, by: SchoolMembership, request: int) -> bool:
    """Do not let in who asked, and tell them; say whether that is news. Only a coordinator refuses."""
    only_coordinators(by)
    found = JoinRequest.objects.filter(school=by.school, pk=request).select_related("person").first()
    if found is None:
        return False
    _forget_wish(by.school, found.person)
    tell(
        person=found.person,
        kind=REFUSED,
        values={"school": by.school.name},
        link=address_for(found.person, "schools"),
    )
    return True


@transaction.atomic
def take_wish_back(*, person: User, request: int) -> None:
    """Take one's own wish to join back; one that was settled stays settled."""
    found = JoinRequest.objects.filter(person=person, pk=request).select_related("school").first()
    if found is not None:
        _forget_wish(found.school, person)


def _forget_wish(school: School, person: User) -> None:
    """Delete a wish to join, and what was told of it."""
    for request in JoinRequest.objects.filter(school=school, person=person):
        for member in User.objects.filter(inbox__once=_told_as(request)):
            take_back(person=member, once=[_told_as(request)])
        request.delete()


def _told_as(request: JoinRequest) -> str:
    return f"school-asked/{request.pk}"
