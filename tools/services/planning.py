"""The development plan of a teacher: one page, written on any device, nothing written over unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from tools.models import DevelopmentPlan, Instrument

WRITTEN = ("can_do", "ways", "support", "showing", "next_talk")


@dataclass(frozen=True)
class SavedPlan:
    """The plan as it is kept. With `is_conflict` nothing was saved: it had changed since it was read."""

    plan: DevelopmentPlan
    is_conflict: bool = False


def plan_of(person: Any, instrument: Instrument) -> DevelopmentPlan:
    """Return the plan of a person; an empty one that is not kept yet when there is none. One query."""
    found = DevelopmentPlan.objects.filter(person=person, instrument=instrument).first()
    return found or DevelopmentPlan(person=person, instrument=instrument)


@transaction.atomic
def save_plan(*, person: Any, instrument: Instrument, seen: int, values: Mapping[str, Any]) -> SavedPlan:
    """Keep what was written, if it grew from the newest plan; `seen` is the version that was read.

    Saving the same again changes nothing and is no conflict, whatever version was read.
    """
    own = {"person": person, "instrument": instrument}
    if not DevelopmentPlan.objects.filter(**own).exists():
        if not any(values[name] for name in WRITTEN):
            return SavedPlan(DevelopmentPlan(**own))
        # Two devices may write the first plan at once: there is one row, and the second meets a conflict.
        DevelopmentPlan.objects.bulk_create([DevelopmentPlan(**own)], ignore_conflicts=True)
    plan = DevelopmentPlan.objects.select_for_update().get(**own)
    if all(getattr(plan, name) == values[name] for name in WRITTEN):
        return SavedPlan(plan)
    if plan.version != seen:
        return SavedPlan(plan, is_conflict=True)
    for name in WRITTEN:
        setattr(plan, name, values[name])
    plan.version, plan.updated_at = plan.version + 1, now()
    plan.save()
    return SavedPlan(plan)
