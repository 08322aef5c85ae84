"""Handing the coordination of a school over: one names a successor, who says yes or no."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import now
from wagtail.log_actions import log

from academy_site.people.enums import SchoolRole
from academy_site.people.inbox import take_back, tell
from academy_site.people.models import SchoolHandover, SchoolMembership, User
from academy_site.people.selectors import address_for, name_of
from academy_site.people.services.school_roles import hold_role, hold_school, only_coordinators

OFFERED, TAKEN_OVER, NOT_TAKEN_OVER = "school_handover", "school_taken_over", "school_not_taken_over"


@transaction.atomic
def offer_handover(*, by: SchoolMembership, successor: User) -> SchoolHandover:
    """Ask a member to take over; whoever was asked before is asked no more. Nothing changes until they say yes."""
    only_coordinators(by)
    school = hold_school(by.school)
    if not SchoolMembership.objects.active().filter(school=school, person=successor).exclude(person=by.person).exists():
        raise PermissionDenied
    before = SchoolHandover.objects.filter(school=school, giver=by.person).select_related("successor").first()
    if before is not None:
        if before.successor == successor:
            return before
        _end(before)
    offer = SchoolHandover.objects.create(school=school, giver=by.person, successor=successor, offered_at=now())
    tell(
        person=successor,
        kind=OFFERED,
        values={"name": name_of(by.person), "school": school.name},
        link=address_for(successor, "school", school.key),
        once=_told_as(offer),
    )
    return offer


@transaction.atomic
def withdraw_handover(*, by: SchoolMembership) -> None:
    """Take back that somebody was asked; asked again, it stays so."""
    for offer in SchoolHandover.objects.filter(school=by.school, giver=by.person).select_related("successor"):
        _end(offer)


@transaction.atomic
def accept_handover(*, person: User, offer: SchoolHandover) -> SchoolMembership:
    """Let the successor coordinate the school. The giver stays a member as a teacher, unless they are more.

    Sent twice, it is done once. Raises `PermissionDenied` where the offer is not there or not theirs any more.
    """
    school = hold_school(offer.school)
    found = SchoolHandover.objects.filter(pk=offer.pk, successor=person).select_related("giver", "successor").first()
    held = SchoolMembership.objects.active().filter(school=school, role=SchoolRole.COORDINATOR)
    if found is None:
        done = held.filter(person=person).first()
        if done is None:
            raise PermissionDenied
        return done
    given = held.filter(person=found.giver).first()
    if given is None or not SchoolMembership.objects.active().filter(school=school, person=person).exists():
        raise PermissionDenied
    giver = found.giver
    _end(found)
    membership = hold_role(school=school, person=person, role=SchoolRole.COORDINATOR, by=giver)
    if not SchoolMembership.objects.active().filter(school=school, person=giver).exclude(pk=given.pk).exists():
        hold_role(school=school, person=giver, role=SchoolRole.TEACHER, by=giver)
    given.delete()
    log(instance=school, action="people.school.handed_over", user=person)
    tell(
        person=giver,
        kind=TAKEN_OVER,
        values={"name": name_of(person), "school": school.name},
        link=address_for(giver, "school", school.key),
    )
    return membership


@transaction.atomic
def decline_handover(*, person: User, offer: SchoolHandover) -> None:
    """Say no, and tell who asked; said twice, it is told once."""
    found = SchoolHandover.objects.filter(pk=offer.pk, successor=person).select_related("giver", "school").first()
    if found is None:
        return
    giver, school = found.giver, found.school
    _end(found)
    tell(
        person=giver,
        kind=NOT_TAKEN_OVER,
        values={"name": name_of(person), "school": school.name},
        link=address_for(giver, "school_handover", school.key),
    )


def _end(offer: SchoolHandover) -> None:
    """Delete an offer, and what was told of it."""
    told = [_told_as(offer)]
    successor = offer.successor
    offer.delete()
    take_back(person=successor, once=told)


def _told_as(offer: SchoolHandover) -> str:
    return f"school-handover/{offer.key}"
