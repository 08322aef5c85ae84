"""Files that the worker makes for one teacher: asked for, made, sealed, fetched, forgotten after seven days."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from academy_site.people.services import BrokenSealError, seal, unseal
from tools.enums import ReportKind, ReportState
from tools.models import GrowthReport, Instrument

KEPT_FOR = timedelta(days=7)
# Files of one teacher that are kept at a time.
MOST_KEPT = 20
_PURPOSE = "web-report"
# Called with how far the work is, in percent.
Progress = Callable[[int], None]


class AskedAlreadyError(Exception):
    """This form was sent before: its file is there or on its way."""


@transaction.atomic
def ask_report(
    *,
    person: Any,
    instrument: Instrument,
    kind: ReportKind,
    language: str,
    key: UUID,
    response: UUID | None = None,
    wish: Mapping[str, Any] | None = None,
) -> GrowthReport:
    """Note that a teacher wants a file. `wish` is what the file is to hold, kept sealed until it is made.

    `key` is that of the form. Raise `AskedAlreadyError` when it was sent before, ValidationError for too many.
    """
    if reports_of(person).count() >= MOST_KEPT:
        raise ValidationError(_("You have many files here already. Wait until the oldest is gone, after seven days."))
    report = GrowthReport(
        key=key,
        person=person,
        instrument=instrument,
        kind=kind,
        language=language,
        response=response,
        content=_sealed(json.dumps(dict(wish or {})).encode(), person.pk),
        expires_at=now() + KEPT_FOR,
    )
    report.clean_fields(exclude=["person", "instrument"])
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError as fault:
        if GrowthReport.objects.filter(key=key).exists():
            raise AskedAlreadyError from fault
        raise
    return report


def reports_of(person: Any, instrument: Instrument | None = None) -> QuerySet[GrowthReport]:
    """Return the files of a teacher that are not forgotten yet, newest first, without what is in them."""
    found = GrowthReport.objects.filter(person=person, expires_at__gt=now()).defer("content")
    return found if instrument is None else found.filter(instrument=instrument)


def begun(key: UUID) -> GrowthReport | None:
    """Take a file in hand and return it; None when it is ready, forgotten or never was asked for.

    Safe to repeat: what a worker that died left half made is begun anew.
    """
    waiting = GrowthReport.objects.filter(key=key, expires_at__gt=now()).exclude(state=ReportState.READY)
    waiting.update(state=ReportState.MAKING, progress=5)
    return waiting.select_related("person", "instrument").first()


def wish_of(report: GrowthReport) -> Mapping[str, Any]:
    """Return what a file that is not made yet is to hold."""
    return json.loads(_unsealed(report))


def progress_of(report: GrowthReport) -> Progress:
    """Return what notes how far the work on a file is."""

    def note(percent: int) -> None:
        GrowthReport.objects.filter(pk=report.pk, state=ReportState.MAKING).update(progress=percent)

    return note


def finish(report: GrowthReport, content: bytes) -> None:
    """Keep a file sealed, unless it is there already or its teacher is gone meanwhile."""
    unfinished = GrowthReport.objects.filter(pk=report.pk).exclude(state=ReportState.READY)
    unfinished.update(state=ReportState.READY, progress=100, content=_sealed(content, report.person_id))


def give_up(report: GrowthReport) -> None:
    """Note that a file could not be made this time."""
    GrowthReport.objects.filter(pk=report.pk).exclude(state=ReportState.READY).update(state=ReportState.FAILED)


def content_of(person: Any, key: UUID) -> tuple[GrowthReport, bytes] | None:
    """Return a file of this teacher with what is in it; None for anybody else's, and while it is not ready."""
    there = GrowthReport.objects.filter(person=person, key=key, state=ReportState.READY, expires_at__gt=now())
    report = there.select_related("instrument").first()
    if report is None:
        return None
    try:
        return report, _unsealed(report)
    except BrokenSealError:
        return None


def forget_old() -> int:
    """Delete the files whose time is over, of everybody. Return how many."""
    return GrowthReport.objects.filter(expires_at__lte=now()).delete()[0]


def _sealed(content: bytes, owner: int) -> bytes:
    return seal(content, purpose=_PURPOSE, owner=owner)


def _unsealed(report: GrowthReport) -> bytes:
    return unseal(bytes(report.content or b""), purpose=_PURPOSE, owner=report.person_id)
