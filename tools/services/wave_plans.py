"""Preparing a wave: what is planned and changed before it opens, its own items, and what opening asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from academy_site.people.selectors.schools import has_second_coordinator
from tools.models import InstrumentVersion, LanguageTally, OwnItem, Wave, WaveRole
from tools.models.waves import MOST_OWN_ITEMS
from tools.selectors.waves import complete_languages, survey_version, version_of
from tools.services.waves import has_answers, open_wave, prepare_wave

IS_OPEN = _("This survey was opened. What it asks, of whom and in which languages stays as it is.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a coordinator plans: roles with how many people have them, languages, and moments in UTC."""

    title: str
    mode: str
    roles: Mapping[str, int | None]
    languages: Sequence[str]
    opens_at: datetime
    closes_at: datetime
    min_group: int
    min_open: int


@dataclass(frozen=True, slots=True)
class OwnWords:
    """An item of the school's own: whom it is asked, and its wording by language, plain text."""

    roles: Sequence[str]
    wordings: Mapping[str, str]


@transaction.atomic
def plan_wave(*, school: Any, version: InstrumentVersion, key: UUID, plan: Plan) -> Wave:
    """Make a wave that can still be changed; a form that is sent again, by its key, gives the wave it made."""
    made = Wave.objects.filter(key=key, school=school).first()
    if made is not None:
        return made
    try:
        with transaction.atomic():
            wave = prepare_wave(
                school=school,
                version=version,
                title=plan.title,
                mode=plan.mode,
                roles=plan.roles,
                languages=plan.languages,
                opens_at=plan.opens_at,
                closes_at=plan.closes_at,
            )
            wave.key, wave.min_group, wave.min_open = key, plan.min_group, plan.min_open
            wave.full_clean(exclude=["school", "version"], validate_unique=False)
            wave.save(update_fields=["key", "min_group", "min_open"])
    except IntegrityError as fault:
        # A key that another school has is no key of this form.
        made = Wave.objects.filter(key=key, school=school).first()
        if made is None:
            raise ValidationError(_("Please open the form again.")) from fault
        return made
    return wave


def _held(wave: Wave) -> Wave:
    """Return a wave as it is now; nobody else changes it meanwhile. Refuse one that is opened or over."""
    held = Wave.objects.select_for_update().get(pk=wave.pk)
    if held.cancelled_at:
        raise ValidationError(_("This survey was cancelled."))
    if held.opened_at:
        raise ValidationError(IS_OPEN)
    return held


@transaction.atomic
def change_wave(*, wave: Wave, plan: Plan) -> Wave:
    """Change all of a wave that is not opened yet. Own items lose the roles that are asked no more."""
    held = _held(wave)
    version = version_of(held)
    for name in ("title", "mode", "opens_at", "closes_at", "min_group", "min_open"):
        setattr(held, name, getattr(plan, name))
    held.version, held.languages = version, list(plan.languages)
    held.full_clean(exclude=["school", "version"])
    held.save()
    WaveRole.objects.filter(wave=held).delete()
    for role, expected in plan.roles.items():
        row = WaveRole(wave=held, role=role, expected=expected)
        row.full_clean(exclude=["wave"])
        row.save()
    for item in held.own_items.all():
        item.roles = [role for role in item.roles if role in plan.roles]
        item.save(update_fields=["roles"])
    return held


@transaction.atomic
def set_own_items(*, wave: Wave, items: Sequence[OwnWords]) -> None:
    """Let a wave that is not opened yet ask these items of the school's own, in this order, and no others."""
    held = _held(wave)
    if len(items) > MOST_OWN_ITEMS:
        raise ValidationError(_("Five items of your own are the most."))
    OwnItem.objects.filter(wave=held).delete()
    for place, item in enumerate(items, 1):
        row = OwnItem(wave=held, place=place, roles=list(item.roles), wordings=dict(item.wordings))
        row.full_clean(exclude=["wave"])
        row.save()


@transaction.atomic
def open_prepared(*, wave: Wave) -> Wave:
    """Open a wave that is ready, with the newest version; doing it again changes nothing.

    Raise ValidationError when its last day is over, when a language is not complete, and when nobody could
    take over from its only coordinator.
    """
    held = Wave.objects.select_for_update().select_related("school").get(pk=wave.pk)
    if held.opened_at:
        return held
    if held.closes_at <= now():
        raise ValidationError(_("The last day is over. Choose other days first."), code="days")
    if not has_second_coordinator(held.school):
        raise ValidationError(
            _("Invite a second coordinator first, so that the survey goes on when you are away."), code="second"
        )
    version = survey_version() or held.version
    if not set(held.languages) <= set(complete_languages(version)):
        raise ValidationError(_("A language of this survey is not complete. Choose others first."), code="languages")
    if held.version_id != version.pk:
        held.version = version
        held.save(update_fields=["version"])
    return open_wave(wave=held)


@transaction.atomic
def set_thresholds(*, wave: Wave, min_group: int, min_open: int) -> Wave:
    """Change from how many answers on a group is shown. Once somebody has answered they only become stricter."""
    # Whoever is sending comes before or after this, never between the question and the change.
    LanguageTally.objects.select_for_update().filter(wave=wave).first()
    held = Wave.objects.select_for_update().get(pk=wave.pk)
    if held.closed_at or held.cancelled_at:
        raise ValidationError(_("This survey is over."))
    if has_answers(held) and (min_group < held.min_group or min_open < held.min_open):
        raise ValidationError(_("Somebody has answered already. From then on smaller groups are not shown any more."))
    held.min_group, held.min_open = min_group, min_open
    held.full_clean(exclude=["school", "version"])
    held.save(update_fields=["min_group", "min_open"])
    return held
