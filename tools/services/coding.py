"""Codes of a wave: given out for a role, taken back, told apart. A code itself is never kept."""

import secrets
from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from academy_site.foundation.domain.codes import SLIP, made_code
from academy_site.foundation.secrets_kept import keyed_hash
from tools.models import ClassSession, CodeBatch, IssuedCode, UnspentCode, Wave

# What the digest of a code is made for. Its key is the secret key, which is not in the database.
CODE = "survey-code"
# Slips of one pile; a page holds ten.
MOST_SLIPS = 2000


class NoPlaceError(Exception):
    """All places of a lesson are taken; whoever leads it can open more."""


def digest_of(code: str) -> str:
    """Return what is kept of a code that is given out now."""
    return keyed_hash(code, CODE)


@transaction.atomic
def issue_slips(*, wave: Wave, role: str, count: int, today: date) -> tuple[CodeBatch, list[str]]:
    """Give out codes of a role, to be printed; return their pile and the codes, in random order.

    Nobody can ask for the codes again. Their rows are written in the order of the digests, which tells nothing.
    """
    batch = CodeBatch.objects.create(wave=wave, role=role, count=count, made_on=today)
    codes: list[str] = []
    while len(codes) < count:
        fresh = {made_code(secrets.randbelow, SLIP) for _ in range(count - len(codes))}
        codes += _stored(wave, role, fresh, batch)
    secrets.SystemRandom().shuffle(codes)
    return batch, codes


def _stored(wave: Wave, role: str, codes: Iterable[str], batch: CodeBatch) -> list[str]:
    by_digest = {digest_of(code): code for code in codes}
    # A code that is out already, in this wave or another, stays where it is.
    taken = set(IssuedCode.objects.filter(digest__in=by_digest).values_list("digest", flat=True))
    fresh = sorted(set(by_digest) - taken)
    IssuedCode.objects.bulk_create([IssuedCode(digest=digest, wave=wave, role=role) for digest in fresh])
    UnspentCode.objects.bulk_create([UnspentCode(digest=digest, wave=wave, role=role, batch=batch) for digest in fresh])
    return [by_digest[digest] for digest in fresh]


@transaction.atomic
def issue_silently(*, wave: Wave, role: str, session: ClassSession | None = None) -> str:
    """Give out one code to whoever starts by an open address or in a lesson, and return it.

    Raise `NoPlaceError` when a lesson has no place left.
    """
    if session is not None:
        taken = ClassSession.objects.filter(pk=session.pk, taken__lt=F("places")).update(taken=F("taken") + 1)
        if not taken:
            raise NoPlaceError
    while True:
        code = made_code(secrets.randbelow, SLIP)
        digest = digest_of(code)
        try:
            with transaction.atomic():
                IssuedCode.objects.create(digest=digest, wave=wave, role=role)
        except IntegrityError:
            continue
        UnspentCode.objects.create(digest=digest, wave=wave, role=role, session=session)
        return code


@transaction.atomic
def revoke_slips(*, batch: CodeBatch) -> int:
    """Take back a pile of slips and return how many were not used yet. Drafts begun with them are gone.

    They are no codes of the wave any more: nobody who still sends with one is told that it was received.
    """
    CodeBatch.objects.filter(pk=batch.pk).update(revoked=True)
    unspent = UnspentCode.objects.select_for_update().filter(batch=batch)
    digests = list(unspent.values_list("digest", flat=True))
    unspent.delete()
    IssuedCode.objects.filter(digest__in=digests).delete()
    return len(digests)
