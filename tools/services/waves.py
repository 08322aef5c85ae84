"""The life of a wave: prepared, opened, extended, closed or cancelled."""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from tools.domain import tallying
from tools.domain.survey import group_of
from tools.enums import WayIn
from tools.models import (
    ClassSession,
    InstrumentVersion,
    LanguageTally,
    OpenAnswer,
    OpenBox,
    Tally,
    UnspentCode,
    Wave,
    WaveLink,
    WaveRole,
)


@transaction.atomic
def prepare_wave(
    *,
    school: Any,
    version: InstrumentVersion,
    title: str,
    mode: str,
    roles: Mapping[str, int | None],
    languages: Sequence[str],
    opens_at: datetime,
    closes_at: datetime,
) -> Wave:
    """Make a wave that a coordinator can still change. `roles` holds how many people of each are expected."""
    wave = Wave(
        school=school,
        version=version,
        title=title,
        mode=mode,
        languages=list(languages),
        opens_at=opens_at,
        closes_at=closes_at,
    )
    wave.full_clean(exclude=["school", "version"])
    wave.save()
    for role, expected in roles.items():
        row = WaveRole(wave=wave, role=role, expected=expected)
        row.full_clean(exclude=["wave"])
        row.save()
    return wave


@transaction.atomic
def open_wave(*, wave: Wave) -> Wave:
    """Let a wave begin at its first moment. What it asks is fixed from now on. Doing it again changes nothing."""
    wave = Wave.objects.select_for_update().get(pk=wave.pk)
    if wave.opened_at is not None:
        return wave
    if wave.cancelled_at is not None:
        raise ValidationError(_("This survey was cancelled."))
    roles = list(wave.roles.values_list("role", flat=True))
    if not roles or not wave.languages:
        raise ValidationError(_("Choose who is asked, and in which languages."))
    # The rows that sums are added to are there from the start, so that no two senders make them at once.
    LanguageTally.objects.create(wave=wave)
    Tally.objects.bulk_create([Tally(wave=wave, role=role, document=tallying.empty()) for role in sorted(roles)])
    for way in WayIn.values:
        WaveLink.objects.create(wave=wave, way=way, token=secrets.token_urlsafe(9))
    wave.opened_at = now()
    wave.save(update_fields=["opened_at"])
    return wave


@transaction.atomic
def extend_wave(*, wave: Wave, closes_at: datetime) -> Wave:
    """Let an open wave last longer. A closed one is not opened again: there is one report of it."""
    wave = Wave.objects.select_for_update().get(pk=wave.pk)
    if wave.closed_at or wave.cancelled_at or wave.closes_at <= now():
        raise ValidationError(_("This survey is over. It cannot be opened again, since there is one report of it."))
    if closes_at <= wave.closes_at:
        raise ValidationError(_("Choose a later day than the one it closes on now."))
    wave.closes_at = closes_at
    wave.save(update_fields=["closes_at"])
    return wave


@transaction.atomic
def close_wave(*, wave: Wave) -> Wave:
    """End an open wave, now or after its last moment; what was sent is final then. Doing it again changes nothing.

    Codes that were not used, drafts and lessons go. Own words get a new random order; those of a group that is
    too small for them to be shown are never kept.
    """
    # Whoever is sending is done before, or comes too late: they wait for the same row.
    languages = LanguageTally.objects.select_for_update().filter(wave=wave).first()
    wave = Wave.objects.select_for_update().get(pk=wave.pk)
    if languages is None or wave.closed_at or wave.cancelled_at:
        return wave
    _end_ways_in(wave)
    _mix_words(wave)
    wave.closed_at = min(now(), wave.closes_at)
    wave.save(update_fields=["closed_at"])
    return wave


@transaction.atomic
def cancel_wave(*, wave: Wave) -> Wave:
    """Give up a wave that is not closed. All that was counted is deleted."""
    LanguageTally.objects.select_for_update().filter(wave=wave).first()
    wave = Wave.objects.select_for_update().get(pk=wave.pk)
    if wave.closed_at:
        raise ValidationError(_("This survey is closed, and its report is there."))
    if wave.cancelled_at is None:
        _end_ways_in(wave)
        for model in (Tally, LanguageTally, OpenBox):
            model.objects.filter(wave=wave).delete()
        wave.cancelled_at = now()
        wave.save(update_fields=["cancelled_at"])
    return wave


def close_due() -> int:
    """Close all waves whose last moment is over; return how many. Safe to repeat."""
    waves = list(Wave.objects.due_to_close())
    for wave in waves:
        close_wave(wave=wave)
    return len(waves)


def _end_ways_in(wave: Wave) -> None:
    UnspentCode.objects.filter(wave=wave).delete()
    ClassSession.objects.filter(wave=wave).delete()


def _mix_words(wave: Wave) -> None:
    people = {tally.role: tally.document.get("n", 0) for tally in wave.tallies.all()}
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for box in OpenBox.objects.filter(wave=wave):
        texts[group_of(box.role, people, wave.min_group), box.question] += box.texts
    size: dict[str, int] = defaultdict(int)
    for role, count in people.items():
        size[group_of(role, people, wave.min_group)] += count
    rows = [
        OpenAnswer(wave=wave, role=group, question=question, place=place, text=text)
        for (group, question), found in sorted(texts.items())
        if size[group] >= wave.min_open
        for place, text in enumerate(secrets.SystemRandom().sample(found, len(found)))
    ]
    OpenAnswer.objects.bulk_create(rows)
    OpenBox.objects.filter(wave=wave).delete()


def has_answers(wave: Wave) -> bool:
    """Whether somebody has sent answers, so that nothing about anonymity can change but to be stricter."""
    return any(tally.document.get("n", 0) for tally in wave.tallies.all())
