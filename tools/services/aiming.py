"""Targets and focus of a teacher. Two places for the focus; a third dimension has to take one of them."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from tools.domain.focusing import MOST_FOCUS, FocusChoice, choose_focus, is_target, swap_focus
from tools.models import Focus, InstrumentVersion, Target
from tools.selectors.released import structure_in


def _dimensions(version: InstrumentVersion) -> list[str]:
    return [group.key for group in structure_in(version).groups]


def set_target(*, person: Any, version: InstrumentVersion, dimension: str, level: int | None) -> None:
    """Set the target of a dimension, or take it away with None. Raise ValidationError for what can be none."""
    if dimension not in _dimensions(version):
        raise ValidationError(_("This spiderweb has no such dimension."))
    own = {"person": person, "instrument": version.instrument, "dimension": dimension}
    if level is None:
        Target.objects.filter(**own).delete()
    elif not is_target(level):
        raise ValidationError(_("A target is one of the levels 1 to 5."))
    else:
        Target.objects.update_or_create(**own, defaults={"level": level, "set_at": now()})


@transaction.atomic
def add_focus(*, person: Any, version: InstrumentVersion, dimension: str, leaving: str = "") -> FocusChoice:
    """Put a dimension into the focus, in the place of `leaving` where there is none free; say what came of it."""
    get_user_model().objects.select_for_update().get(pk=person.pk)  # two tabs choose one after the other
    rows = {row.dimension: row for row in Focus.objects.filter(person=person, instrument=version.instrument)}
    current = sorted(rows, key=lambda key: rows[key].place)
    known = _dimensions(version)
    choice = swap_focus(current, leaving, dimension, known) if leaving else choose_focus(current, dimension, known)
    added = [key for key in choice.focus if key not in rows]
    for key in added:
        gone = rows.get(leaving) if leaving and leaving not in choice.focus else None
        place = gone.place if gone else _free_place(rows.values())
        if gone:
            gone.delete()
        Focus.objects.create(person=person, instrument=version.instrument, dimension=key, place=place)
    return choice


def _free_place(rows: Any) -> int:
    taken = {row.place for row in rows}
    return next(place for place in range(1, MOST_FOCUS + 1) if place not in taken)


def drop_focus(*, person: Any, version: InstrumentVersion, dimension: str) -> None:
    """Take a dimension out of the focus. Repeated, it changes nothing."""
    Focus.objects.filter(person=person, instrument=version.instrument, dimension=dimension).delete()
