"""What the steward settles: claims of schools without a coordinator, and schools that are one."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Model
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from academy_site.people.enums import SchoolRole
from academy_site.people.inbox import tell
from academy_site.people.models import School, SchoolClaim, SchoolMembership, SchoolMerge, User
from academy_site.people.selectors import address_for
from academy_site.people.services.school_roles import hold_role, tell_members

CLAIM_GRANTED, CLAIM_REFUSED, MERGED = "school_claim_granted", "school_claim_refused", "school_merged"
TIME_TO_UNDO = timedelta(days=30)
# What hangs on a school and stays with it.
_STAYS = (SchoolMerge, School)


class NotOrphanedError(Exception):
    """The school has a coordinator, who decides who else does."""


class UndoRefusedError(Exception):
    """It was undone, or the time for it is over."""


@transaction.atomic
def claim_school(*, person: User, school: School, reason: str) -> SchoolClaim:
    """Ask the stewards to coordinate a school without a coordinator; asked again, the new reason counts."""
    claim = SchoolClaim.objects.filter(school=school, person=person).first() or SchoolClaim(
        school=school, person=person
    )
    claim.reason = reason
    claim.clean_fields(exclude=["school", "person"])
    claim.save()
    return claim


@transaction.atomic
def settle_claim(*, by: User, claim: SchoolClaim, granted: bool) -> None:
    """Let a person coordinate a school, or not, and tell them. Settled twice, it is done once.

    Raises `NotOrphanedError` where somebody coordinates it meanwhile, `PermissionDenied` for a claim of one's own.
    """
    school = School.objects.select_for_update().get(pk=claim.school_id)
    found = SchoolClaim.objects.filter(pk=claim.pk).select_related("person").first()
    if found is None:
        return
    if found.person == by:
        raise PermissionDenied
    if granted:
        if not School.objects.orphaned().filter(pk=school.pk).exists():
            raise NotOrphanedError
        hold_role(school=school, person=found.person, role=SchoolRole.COORDINATOR, by=by)
    action = "claim_granted" if granted else "claim_refused"
    log(instance=school, action=f"people.school.{action}", user=by)
    person = found.person
    found.delete()
    tell(
        person=person,
        kind=CLAIM_GRANTED if granted else CLAIM_REFUSED,
        values={"school": school.name},
        link=address_for(person, "school", school.key) if granted else address_for(person, "schools"),
    )


def _hangs_on_schools() -> list[tuple[type[Model], ForeignKey]]:
    """Return each model of any app that leads to a school, with the field by which it does, named backwards or not."""
    found = School._meta.get_fields(include_hidden=True)
    relations = [one for one in found if one.auto_created and not one.concrete and one.related_model not in _STAYS]
    return [(relation.related_model, relation.field) for relation in relations]  # type: ignore[union-attr, misc]


@transaction.atomic
def merge_schools(*, by: User, kept: School, merged: School) -> SchoolMerge:
    """Make two schools one: all that hangs on the second one moves to the first, whichever app it is of.

    A role that somebody holds at both stays where it is, and counts no more. All moves or nothing does.
    Raises `ValidationError` when they cannot be one.
    """
    pair = {school.pk: school for school in School.objects.select_for_update().filter(pk__in=[kept.pk, merged.pk])}
    if len(pair) != 2 or any(school.merged_into_id for school in pair.values()):
        raise ValidationError(_("These two cannot be joined: choose two schools that are there."))
    moved = {}
    try:
        with transaction.atomic():
            for model, field in _hangs_on_schools():
                rows = model._base_manager.filter(**{field.name: merged})
                keys = list(_without_twins(field, rows, kept).values_list("pk", flat=True))
                if keys:
                    model._base_manager.filter(pk__in=keys).update(**{field.name: kept})
                    moved[f"{model._meta.label}.{field.name}"] = [
                        key if isinstance(key, int) else str(key) for key in keys
                    ]
    except IntegrityError as fault:
        raise ValidationError(_("Something hangs on both schools that can be there once only.")) from fault
    _last_as_long(kept=kept, merged=merged)
    School.objects.filter(pk=merged.pk).update(merged_into=kept)
    moment = now()
    merge = SchoolMerge.objects.create(
        kept=kept, merged=merged, made_by=by, made_at=moment, undo_until=moment + TIME_TO_UNDO, moved=moved
    )
    log(instance=kept, action="people.school.merged", user=by, data={"name": merged.name})
    tell_members(kept, kind=MERGED, once=f"school-merged/{merge.key}", other=merged.name)
    return merge


def _last_as_long(*, kept: School, merged: School) -> None:
    """Let a role that somebody holds at both last as long as the longer one."""
    for twin in SchoolMembership.objects.filter(school=merged):
        held = SchoolMembership.objects.filter(school=kept, person=twin.person_id, role=twin.role)
        held.filter(expires_on__lt=twin.expires_on).update(expires_on=twin.expires_on)


def _without_twins(field: ForeignKey, rows: Any, kept: School) -> Any:
    """Leave out rows whose like hangs on the other school already: a role, a wish, a claim, a holiday."""
    for constraint in field.model._meta.total_unique_constraints:
        names = [name for name in constraint.fields if name != field.name]
        if field.name in constraint.fields and names:
            held = set(field.model._base_manager.filter(**{field.name: kept}).values_list(*names))
            twins = [row[0] for row in rows.values_list("pk", *names) if row[1:] in held]
            rows = rows.exclude(pk__in=twins)
    return rows


@transaction.atomic
def undo_merge(*, by: User, merge: SchoolMerge, at: datetime) -> None:
    """Make one school two again: what moved goes back. What came since stays with the school that was kept.

    Raises `UndoRefusedError` when it was undone before, when 30 days are over, or while the school that was kept
    is itself part of another: the later one is undone first.
    """
    found = SchoolMerge.objects.select_for_update(of=("self",)).select_related("kept", "merged").get(pk=merge.pk)
    if found.undone_at is not None or at > found.undo_until or found.kept.merged_into_id:
        raise UndoRefusedError
    kept, merged = found.kept, found.merged
    fields = {f"{model._meta.label}.{field.name}": (model, field.name) for model, field in _hangs_on_schools()}
    for label, keys in found.moved.items():
        model, name = fields[label]
        model._base_manager.filter(pk__in=keys, **{name: kept}).update(**{name: merged})
    if (
        merged.national_id
        and School.objects.present().filter(country=merged.country, national_id=merged.national_id).exists()
    ):
        # The school that was kept has taken its number meanwhile.
        merged.national_id = ""
    merged.merged_into = None
    merged.save(update_fields=["national_id", "merged_into"])
    found.undone_at, found.moved = at, {}
    found.save(update_fields=["undone_at", "moved"])
    log(instance=kept, action="people.school.merge_undone", user=by, data={"name": merged.name})


@transaction.atomic
def close_merges(*, now: datetime) -> int:
    """Forget what moved where a merge can be undone no more, and the roles that were held at both. Return how many."""
    over = SchoolMerge.objects.filter(undone_at=None, undo_until__lt=now).exclude(moved={})
    SchoolMembership.objects.filter(school__in=over.values("merged")).delete()
    return over.update(moved={})
