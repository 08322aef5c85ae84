"""Slips and letters of a wave as files: asked for, made by the worker, sealed, fetched, forgotten."""

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from academy_site.people.services import BrokenSealError, seal, unseal
from tools.enums import ReportState, WaveFileKind
from tools.models import CodeBatch, Wave, WaveFile
from tools.services.coding import MOST_SLIPS, issue_slips, revoke_slips

# A sheet of slips is codes in clear once it is opened: it lies here for an hour, and ten minutes after it was fetched.
SLIPS_KEPT, FETCHED_KEPT, LETTERS_KEPT = timedelta(hours=1), timedelta(minutes=10), timedelta(days=7)
# Nobody prints one slip for one person.
LEAST_SLIPS = 5
MOST_KEPT = 40
_PURPOSE = "wave-file"
# Called with how far the work is, in percent.
Progress = Callable[[int], None]


class AskedAlreadyError(Exception):
    """This form was sent before: its file is there, on its way, or was fetched."""


@transaction.atomic
def ask_slips(*, wave: Wave, role: str, count: int, language: str, key: UUID, today: date) -> WaveFile:
    """Give out codes of a role and note that they are to be printed in a language.

    `key` is that of the form. Raise `AskedAlreadyError` when it was sent before, ValidationError for a wave that
    was not opened, and for a number that is too small or too large.
    """
    _fresh(wave, key)
    if not wave.opened_at or wave.closed_at or wave.cancelled_at or wave.closes_at <= now():
        raise ValidationError(_("Slips can be printed while the survey is open."))
    if not LEAST_SLIPS <= count <= MOST_SLIPS:
        raise ValidationError(_("Choose 5 to 2,000 slips."))
    batch, codes = issue_slips(wave=wave, role=role, count=count, today=today)
    content = _sealed(wave, json.dumps(codes).encode())
    return _kept(
        WaveFile(
            key=key,
            wave=wave,
            kind=WaveFileKind.SLIPS,
            language=language,
            batch=batch,
            content=content,
            expires_at=now() + SLIPS_KEPT,
        )
    )


@transaction.atomic
def ask_letter(*, wave: Wave, kind: WaveFileKind, language: str, key: UUID) -> WaveFile:
    """Note that a letter is wanted in a language. Raise as `ask_slips` does."""
    _fresh(wave, key)
    if wave.cancelled_at:
        raise ValidationError(_("This survey was cancelled."))
    return _kept(
        WaveFile(key=key, wave=wave, kind=kind, language=language, content=b"", expires_at=now() + LETTERS_KEPT)
    )


def _fresh(wave: Wave, key: UUID) -> None:
    if WaveFile.objects.filter(key=key).exists():
        raise AskedAlreadyError
    if files_of(wave).count() >= MOST_KEPT:
        raise ValidationError(_("There are many files here already. Wait until the oldest is gone."))


def _kept(file: WaveFile) -> WaveFile:
    file.clean_fields(exclude=["wave", "batch"])
    try:
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError as fault:
        raise AskedAlreadyError from fault
    return file


def files_of(wave: Wave, *kinds: str) -> QuerySet[WaveFile]:
    """Return the files of a wave that are not forgotten yet, newest first, without what is in them."""
    found = WaveFile.objects.filter(wave=wave, expires_at__gt=now()).select_related("batch").defer("content")
    return found.filter(kind__in=kinds) if kinds else found


def begun(key: UUID) -> WaveFile | None:
    """Take a file in hand and return it; None when it is ready, forgotten or never was asked for.

    Safe to repeat: what a worker that died left half made is begun anew.
    """
    waiting = WaveFile.objects.filter(key=key, expires_at__gt=now()).exclude(state=ReportState.READY)
    waiting.update(state=ReportState.MAKING, progress=5)
    return waiting.select_related("wave__school", "wave__version__instrument", "batch").first()


def codes_of(file: WaveFile) -> Sequence[str]:
    """Return the codes of a sheet that is not made yet, in the random order in which they are printed."""
    return json.loads(_unsealed(file))


def progress_of(file: WaveFile) -> Progress:
    """Return what notes how far the work on a file is."""

    def note(percent: int) -> None:
        WaveFile.objects.filter(pk=file.pk, state=ReportState.MAKING).update(progress=percent)

    return note


def finish(file: WaveFile, content: bytes) -> None:
    """Keep a file sealed in place of what it was made of, unless it is there already."""
    unfinished = WaveFile.objects.filter(pk=file.pk).exclude(state=ReportState.READY)
    unfinished.update(state=ReportState.READY, progress=100, content=_sealed(file.wave, content))


def give_up(file: WaveFile) -> None:
    """Note that a file could not be made this time."""
    WaveFile.objects.filter(pk=file.pk).exclude(state=ReportState.READY).update(state=ReportState.FAILED)


@transaction.atomic
def fetch(wave: Wave, key: UUID) -> tuple[WaveFile, bytes] | None:
    """Return a file of this wave that is ready, with what is in it, else None.

    From then on slips lie here for ten minutes more, in case the line broke, and no longer.
    """
    ready = WaveFile.objects.select_for_update().filter(wave=wave, key=key, state=ReportState.READY)
    file = ready.filter(expires_at__gt=now()).first()
    if file is None:
        return None
    try:
        content = _unsealed(file)
    except BrokenSealError:
        return None
    if file.kind == WaveFileKind.SLIPS:
        file.expires_at = min(file.expires_at, now() + FETCHED_KEPT)
    file.fetched = True
    file.save(update_fields=["expires_at", "fetched"])
    return file, content


@transaction.atomic
def take_back(*, wave: Wave, batch: CodeBatch) -> None:
    """Let no slip of a pile be used any more, and forget its file. Doing it again changes nothing."""
    WaveFile.objects.filter(wave=wave, batch=batch).delete()
    revoke_slips(batch=batch)


@transaction.atomic
def forget_old() -> int:
    """Delete the files whose time is over; return how many. Slips that nobody fetched are taken back."""
    old = WaveFile.objects.filter(expires_at__lte=now())
    unfetched = CodeBatch.objects.filter(file__in=old.filter(fetched=False), revoked=False)
    for batch in list(unfetched):
        revoke_slips(batch=batch)
    return old.delete()[0]


def _sealed(wave: Wave, content: bytes) -> bytes:
    return seal(content, purpose=_PURPOSE, owner=str(wave.key))


def _unsealed(file: WaveFile) -> bytes:
    return unseal(bytes(file.content or b""), purpose=_PURPOSE, owner=str(file.wave.key))
