"""What the pages of schools show beside what they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.timezone import localdate

from academy_site.people.enums import SchoolRole
from academy_site.people.models import JoinRequest, School, SchoolMembership, User
from academy_site.people.selectors.schools import Belonging
from academy_site.people.services.school_roles import RENEWED_FROM


@dataclass(frozen=True)
class Alike:
    """A school that might be the one somebody is about to found, and what they can do about it."""

    school: School
    is_member: bool
    is_asked: bool
    has_coordinator: bool


def alike_rows(person: User, schools: Sequence[School]) -> list[Alike]:
    """Return schools that are alike, each with what this person is to them. Three queries."""
    keys = [school.pk for school in schools]
    member = set(
        SchoolMembership.objects.active().filter(person=person, school__in=keys).values_list("school", flat=True)
    )
    asked = set(JoinRequest.objects.filter(person=person, school__in=keys).values_list("school", flat=True))
    orphaned = set(School.objects.orphaned().filter(pk__in=keys).values_list("pk", flat=True))
    return [Alike(school, school.pk in member, school.pk in asked, school.pk not in orphaned) for school in schools]


def school_meant(data: Any, schools: Any = None) -> School:
    """Return the school whose key was given beside a form; 404 for one that is not there."""
    try:
        key = UUID(data.get("school", ""))
    except ValueError as fault:
        raise Http404 from fault
    found = (School.objects.present() if schools is None else schools).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def keys_in(values: Sequence[str]) -> list[UUID]:
    """Return the keys among what was posted; what is no key is left out."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


@dataclass(frozen=True)
class HeldRole:
    """A role on the page of members, and what who looks may do with it."""

    membership: SchoolMembership
    is_over: bool
    can_renew: bool
    can_end: bool


@dataclass(frozen=True)
class MemberRow:
    """A person of a school with their roles, and the roles that could be given to them."""

    person: User
    is_active: bool
    is_me: bool
    roles: list[HeldRole]
    can_get: list[tuple[str, Any]]


def member_rows(person: User, membership: SchoolMembership, people: Sequence[Belonging]) -> list[MemberRow]:
    """Return the people of a school as this member sees them. No query: all is in what is given."""
    coordinates = membership.role == SchoolRole.COORDINATOR
    coordinators = {one.person for one in people if any(role.role == SchoolRole.COORDINATOR for role in one.roles)}
    today = localdate()
    rows = []
    for one in people:
        is_me, alone = one.person == person, coordinators == {one.person}
        held = []
        for role in [*one.roles, *one.over]:
            soon = role.expires_on <= today + RENEWED_FROM
            theirs = role.role == SchoolRole.COORDINATOR and alone if is_me else True
            ends = coordinates and not (role.role == SchoolRole.COORDINATOR and alone)
            held.append(HeldRole(role, role.expires_on < today, coordinates and soon and theirs, ends))
        names = {role.role for role in one.roles}
        can_get = [choice for choice in SchoolRole.choices if choice[0] not in names] if coordinates else []
        rows.append(MemberRow(one.person, one.is_active, is_me, held, can_get if one.is_active else []))
    return rows
