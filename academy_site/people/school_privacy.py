"""What is held about a person who works at a school, and how it ends."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.privacy import UNTIL_YOU_LEAVE, Ending, Holding, erased
from academy_site.people.models import (
    JoinRequest,
    SchoolClaim,
    SchoolHandover,
    SchoolInvitation,
    SchoolMembership,
    SchoolMerge,
    User,
)
from academy_site.people.selectors.schools import coordinated_alone

_ROLES, _WISHES, _CARE = _("Your roles at schools"), _("What you asked of schools"), _("What you did for schools")
_COLLEAGUES = _("You, everybody at the school, and the stewards.")


def hold_schools(person: User, holdings: list[Holding]) -> None:
    """Declare roles, wishes that wait, and invitations and merges that a person made."""
    holdings += [
        Holding(
            key="school_roles",
            title=_ROLES,
            why=_("So that you see what belongs to your school, and others there know who is what."),
            how_long=_("Twelve months, if nobody renews it; or until you leave the school or delete your account."),
            who_sees=_COLLEAGUES,
            models=("people.SchoolMembership",),
            rows=lambda: [_role(row) for row in _roles(person)],
            count=lambda: _roles(person).count(),
            labels={"school": _("School"), "role": _("Role"), "since": _("Since"), "until": _("Until")},
        ),
        Holding(
            key="school_wishes",
            title=_WISHES,
            why=_("So that somebody there, or a steward, can answer."),
            how_long=_("Until it is answered, and a month at most where a school is asked."),
            who_sees=_("You, everybody at the school, and the stewards. What you write to the stewards, only they."),
            models=("people.JoinRequest", "people.SchoolClaim", "people.SchoolHandover"),
            rows=lambda: _wishes(person),
            count=lambda: _number_of_wishes(person),
            labels={"when": _("When"), "what": _("What"), "school": _("School"), "text": _("Text")},
        ),
        Holding(
            key="school_care",
            title=_CARE,
            why=_("So that it can be seen who invited whom, and who joined two schools into one."),
            how_long=UNTIL_YOU_LEAVE,
            who_sees=_("You, the coordinators of the school, and the stewards."),
            models=("people.SchoolInvitation", "people.SchoolMerge"),
            rows=lambda: _deeds(person),
            count=lambda: _number_of_deeds(person),
            labels={"when": _("When"), "what": _("What"), "school": _("School"), "text": _("Text")},
        ),
    ]


def end_schools(person: User, endings: list[Ending]) -> None:
    """Declare that roles and wishes go, and that a school is not left without a coordinator by chance."""
    alone = coordinated_alone(person).first() if person.pk else None
    endings += [
        erased(
            key="school_roles",
            title=_ROLES,
            effect=_("You are nobody's colleague there any more. The school and what belongs to it stay."),
            carry_out=_roles(person).delete,
            obstacle=_("You are the only coordinator of %(school)s. Hand it over first, or leave it on purpose.")
            % {"school": alone.name}
            if alone
            else "",
            obstacle_url=reverse("school_leave", args=[alone.key]) if alone else "",
        ),
        erased(
            key="school_wishes",
            title=_WISHES,
            effect=_("Nobody sees any more that you asked."),
            carry_out=lambda: _end_wishes(person),
        ),
        erased(
            key="school_care",
            title=_CARE,
            effect=_("Invitations and joined schools stay, without your name."),
            carry_out=lambda: _end_care(person),
        ),
    ]


def _roles(person: User):
    return SchoolMembership.objects.filter(person=person).select_related("school").order_by("since", "pk")


def _role(row: SchoolMembership) -> dict[str, Any]:
    return {"school": row.school.name, "role": row.get_role_display(), "since": row.since, "until": row.expires_on}


def _row(when: Any, what: Any, school: Any, text: str = "") -> dict[str, Any]:
    return {"when": when, "what": str(what), "school": school.name, "text": text}


def _wishes(person: User) -> list[dict[str, Any]]:
    asked = JoinRequest.objects.filter(person=person).select_related("school")
    claims = SchoolClaim.objects.filter(person=person).select_related("school")
    offers = SchoolHandover.objects.filter(giver=person).select_related("school")
    offered = SchoolHandover.objects.filter(successor=person).select_related("school")
    rows = [
        *(_row(row.asked_at, _("You asked to join"), row.school) for row in asked),
        *(_row(row.asked_at, _("You asked to take over"), row.school, row.reason) for row in claims),
        *(_row(row.offered_at, _("You want to hand over"), row.school) for row in offers),
        *(_row(row.offered_at, _("You are asked to take over"), row.school) for row in offered),
    ]
    return sorted(rows, key=lambda row: row["when"])


def _number_of_wishes(person: User) -> int:
    """Return how many wait, in one query."""
    offers = SchoolHandover.objects.filter(Q(giver=person) | Q(successor=person))
    kinds = (JoinRequest.objects.filter(person=person), SchoolClaim.objects.filter(person=person), offers)
    first, *rest = (rows.order_by().values("pk") for rows in kinds)
    return first.union(*rest, all=True).count()


def _end_wishes(person: User) -> None:
    for model in (JoinRequest, SchoolClaim):
        model.objects.filter(person=person).delete()
    for field in ("giver", "successor"):
        SchoolHandover.objects.filter(**{field: person}).delete()


def _deeds(person: User) -> list[dict[str, Any]]:
    invited = SchoolInvitation.objects.filter(made_by=person).select_related("school")
    merged = SchoolMerge.objects.filter(made_by=person).select_related("merged", "kept")
    rows = [
        *(_row(row.made_at, _("Invitation"), row.school, row.word) for row in invited),
        *(_row(row.made_at, _("Two schools joined into one"), row.kept, row.merged.name) for row in merged),
    ]
    return sorted(rows, key=lambda row: row["when"])


def _number_of_deeds(person: User) -> int:
    """Return how many there are, in one query."""
    kinds = (SchoolInvitation.objects.filter(made_by=person), SchoolMerge.objects.filter(made_by=person))
    first, *rest = (rows.order_by().values("pk") for rows in kinds)
    return first.union(*rest, all=True).count()


def _end_care(person: User) -> None:
    SchoolInvitation.objects.filter(made_by=person).update(made_by=None, word="")
    SchoolMerge.objects.filter(made_by=person).update(made_by=None)


hooks.register("construct_person_export", hold_schools, order=5)
hooks.register("construct_person_erase", end_schools, order=5)
