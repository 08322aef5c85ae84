"""Roles that end: said a month before, and forgotten a while after."""

from datetime import datetime, timedelta

from django.db import transaction

from academy_site.people.enums import SchoolRole
from academy_site.people.inbox import tell
from academy_site.people.models import JoinRequest, SchoolHandover, SchoolInvitation, SchoolMembership
from academy_site.people.selectors import address_for
from academy_site.people.selectors.schools import RENEWED_UNTIL, school_coordinators

ROLE_ENDS, MY_ROLE_ENDS, ROLES_END = "school_role_ends", "school_my_role_ends", "school_roles_end"
BEFORE, A_MONTH = timedelta(days=30), timedelta(days=30)


def remind_of_ends(*, now: datetime) -> int:
    """Tell people that a role of theirs ends within a month, and coordinators that somebody's does.

    Each is told once a role and end, coordinators once a month. Return how many roles end.
    """
    today = now.date()
    ending = SchoolMembership.objects.active(today).filter(expires_on__lte=today + BEFORE)
    found = list(ending.select_related("school", "person").order_by("school", "expires_on", "pk"))
    coordinators: dict[int, list] = {}
    for membership in found:
        held = coordinators.get(membership.school_id)
        if held is None:
            held = coordinators[membership.school_id] = list(school_coordinators(membership.school))
        _remind(membership, held, f"{today:%Y-%m}")
    return len(found)


@transaction.atomic
def _remind(membership: SchoolMembership, coordinators: list, month: str) -> None:
    school, person = membership.school, membership.person
    others = [one for one in coordinators if one != person]
    renews_own = membership.role == SchoolRole.COORDINATOR and not others
    values = {"school": school.name, "day": membership.expires_on.isoformat()}
    tell(
        person=person,
        kind=MY_ROLE_ENDS if renews_own else ROLE_ENDS,
        values=values,
        link=address_for(person, "school_members", school.key),
        once=f"school-role-ends/{membership.pk}/{membership.expires_on}",
    )
    for one in others:
        tell(
            person=one,
            kind=ROLES_END,
            values=values,
            link=address_for(one, "school_members", school.key),
            once=f"school-roles-end/{school.pk}/{month}",
        )


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """Forget roles that can be renewed no more, and invitations, wishes and offers of long ago.

    Roles at a school that was merged stay as long as the merge can be undone. Return how many roles went.
    """
    over = SchoolMembership.objects.filter(expires_on__lt=now.date() - RENEWED_UNTIL, school__merged_into=None)
    gone = over.delete()[1].get("people.SchoolMembership", 0)
    JoinRequest.objects.filter(asked_at__lt=now - A_MONTH).delete()
    SchoolHandover.objects.filter(offered_at__lt=now - A_MONTH).delete()
    SchoolInvitation.objects.filter(expires_at__lt=now - A_MONTH).delete()
    return gone
