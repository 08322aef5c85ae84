"""Who is what at a school: given, taken, renewed, handed over, and left."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from wagtail.log_actions import log

from academy_site.people.domain.school_years import a_year_after
from academy_site.people.enums import SchoolRole
from academy_site.people.inbox import tell
from academy_site.people.models import School, SchoolHandover, SchoolMembership, User
from academy_site.people.selectors import address_for
from academy_site.people.selectors.schools import (
    RENEWED_UNTIL,
    is_last_coordinator,
    school_coordinators,
)

ROLE_CHANGED, WITHOUT_COORDINATOR = "school_role_changed", "school_without_coordinator"
# From then on a role can be renewed.
RENEWED_FROM = timedelta(days=60)


class LastCoordinatorError(Exception):
    """A school would be without a coordinator."""


class RenewalRefusedError(Exception):
    """It is not theirs to renew, or not yet, or not any more."""


def hold_school(school: School) -> School:
    """Let the roles of one school change in one place at a time, and return it as it is now."""
    return School.objects.select_for_update().get(pk=school.pk)


def only_coordinators(by: SchoolMembership) -> None:
    """Refuse whoever does not coordinate the school. Raises `PermissionDenied`."""
    if by.role != SchoolRole.COORDINATOR or not SchoolMembership.objects.active().filter(pk=by.pk).exists():
        raise PermissionDenied


@transaction.atomic
def hold_role(*, school: School, person: User, role: str, by: User) -> SchoolMembership:
    """Let a person hold a role for a year; who holds it already goes on as they are."""
    today = localdate()
    held = SchoolMembership.objects.filter(school=school, person=person, role=role).first()
    if held is not None and held.expires_on >= today:
        return held
    membership = held or SchoolMembership(school=school, person=person, role=role)
    membership.since, membership.expires_on = today, a_year_after(today)
    membership.full_clean(exclude=["school", "person"])
    membership.save()
    log(instance=school, action="people.school.role", user=by, data={"role": role})
    return membership


@transaction.atomic
def give_role(*, by: SchoolMembership, person: User, role: str) -> SchoolMembership:
    """Give a member of the school one more role. Raises `PermissionDenied` for who does not coordinate it."""
    only_coordinators(by)
    school = hold_school(by.school)
    if not SchoolMembership.objects.active().filter(school=school, person=person).exists():
        raise PermissionDenied
    membership = hold_role(school=school, person=person, role=role, by=by.person)
    _tell_change(membership)
    return membership


@transaction.atomic
def take_role(*, by: SchoolMembership, membership: SchoolMembership) -> None:
    """Take a role from a member. Raises `LastCoordinatorError` where it is the last coordinator's."""
    only_coordinators(by)
    school = hold_school(by.school)
    if membership.school_id != school.pk:
        raise PermissionDenied
    person = membership.person
    if membership.role == SchoolRole.COORDINATOR and is_last_coordinator(person, school):
        raise LastCoordinatorError
    if SchoolMembership.objects.filter(pk=membership.pk).delete()[0]:
        log(instance=school, action="people.school.role_ended", user=by.person, data={"role": membership.role})
        SchoolHandover.objects.filter(school=school, giver=person).delete()
        if person != by.person:
            _tell_change(membership)


def may_renew(*, person: User, membership: SchoolMembership) -> bool:
    """Say whether this person may renew a role now: a coordinator that of others, the last coordinator their own.

    A role can be renewed from sixty days before its end until sixty days after. Two queries at most.
    """
    today = localdate()
    if not today - RENEWED_UNTIL <= membership.expires_on <= today + RENEWED_FROM:
        return False
    others = school_coordinators(membership.school).exclude(pk=membership.person_id)
    if membership.person_id == person.pk:
        return membership.role == SchoolRole.COORDINATOR and not others.exists()
    return others.filter(pk=person.pk).exists()


@transaction.atomic
def renew_role(*, person: User, membership: SchoolMembership) -> date:
    """Renew a role for twelve months after its end, or after today where it is over; return the new last day.

    Raises `RenewalRefusedError`. Sent twice, it is renewed once: after that it is too early.
    """
    school = hold_school(membership.school)
    current = SchoolMembership.objects.filter(pk=membership.pk, school=school).select_related("school").first()
    if current is None or not may_renew(person=person, membership=current):
        raise RenewalRefusedError
    current.expires_on = a_year_after(max(current.expires_on, localdate()))
    current.save(update_fields=["expires_on"])
    log(instance=school, action="people.school.role_renewed", user=person, data={"role": current.role})
    return current.expires_on


@transaction.atomic
def leave_school(*, person: User, school: School, without_coordinator: bool = False) -> None:
    """Give up all roles at a school. One that was left already stays so.

    Raises `LastCoordinatorError` for the last coordinator, unless they say that the school is to be without one.
    """
    school = hold_school(school)
    last = is_last_coordinator(person, school)
    if last and not without_coordinator:
        raise LastCoordinatorError
    gone, _each = SchoolMembership.objects.filter(school=school, person=person).delete()
    SchoolHandover.objects.filter(school=school, giver=person).delete()
    if not gone:
        return
    log(instance=school, action="people.school.left", user=person)
    if last:
        tell_members(school, kind=WITHOUT_COORDINATOR, once=f"without-coordinator/{school.pk}/{localdate()}")


def tell_members(school: School, *, kind: str, once: str, **values: Any) -> None:
    """Tell everybody who is at a school today something about it."""
    held = SchoolMembership.objects.active().filter(school=school)
    for member in User.objects.filter(school_memberships__in=held).distinct():
        tell(
            person=member,
            kind=kind,
            values={"school": school.name, **values},
            link=address_for(member, "school", school.key),
            once=once,
        )


def _tell_change(membership: SchoolMembership) -> None:
    person, school = membership.person, membership.school
    tell(
        person=person,
        kind=ROLE_CHANGED,
        values={"school": school.name},
        link=address_for(person, "schools"),
    )
