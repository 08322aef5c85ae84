"""A survey under way: saved at each choice for whoever has the device, for seven days, gone when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now

from academy_site.foundation.secrets_kept import known_hashes
from tools.domain.survey import MOST_WORDS
from tools.models import SurveyDraft, UnspentCode, Wave
from tools.services.coding import CODE
from tools.services.surveying import NotOpenError, spent_before
from tools.survey_phrases import fresh_phrase, read_phrase
from tools.survey_seal import BrokenSealError, fresh_half, open_answers, seal_answers, unwrap_half, wrap_half

KEPT_DAYS = 7
# After so many wrong words a draft opens on its own device only, so that nobody who printed the code can try.
MOST_TRIES = 5


class WrongWordsError(Exception):
    """These are not the two words that were shown at the start, or they were tried too often."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a device needs to go on, and the two words that its person may write down."""

    half: bytes
    phrase: str


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What was chosen and written so far."""

    role: str
    answers: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


def unspent_code(wave: Wave, code: str) -> UnspentCode:
    """Return the row of a code that can be used now in this wave. Two queries at most.

    Raise `SentAlreadyError`, `UnknownCodeError` or `NotOpenError`.
    """
    digests = known_hashes(code, CODE)
    found = UnspentCode.objects.filter(digest__in=digests, wave=wave).first()
    if not wave.takes_answers(now()):
        raise NotOpenError
    if found is None:
        raise spent_before(wave, digests)
    return found


def has_draft(code: UnspentCode) -> bool:
    """Whether answers were begun with a code, on this device or another."""
    return SurveyDraft.objects.filter(code=code).exists()


@transaction.atomic
def begin(*, wave: Wave, code: str, language: str, today: date) -> Begun:
    """Begin a draft for a code, in place of one that was begun before, and return what the device keeps."""
    row = unspent_code(wave, code)
    half, phrase = fresh_half(), fresh_phrase(language)
    SurveyDraft.objects.update_or_create(
        code=row,
        defaults={
            "sealed": seal_answers({}, half=half, digest=row.digest),
            "half": wrap_half(half, code=code, phrase=read_phrase(phrase)),
            "expires_on": today + timedelta(days=KEPT_DAYS),
            "tries": 0,
        },
    )
    return Begun(half, phrase)


def resume(*, wave: Wave, code: str, phrase: str) -> bytes:
    """Return the half of a draft to somebody at another device who knows the two words. Raise `WrongWordsError`."""
    row = unspent_code(wave, code)
    # Counted before it is tried, and not taken back when the words are wrong.
    if not SurveyDraft.objects.filter(code=row, tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        raise WrongWordsError
    draft = SurveyDraft.objects.get(code=row)
    try:
        half = unwrap_half(draft.half, code=code, phrase=read_phrase(phrase))
    except BrokenSealError as fault:
        raise WrongWordsError from fault
    SurveyDraft.objects.filter(code=row).update(tries=0)
    return half


def under_way(*, wave: Wave, code: str, half: bytes) -> UnderWay:
    """Return what was saved with this device's half. Raise as `unspent_code` does, or `BrokenSealError`."""
    row = unspent_code(wave, code)
    draft = SurveyDraft.objects.filter(code=row).first()
    return UnderWay(row.role, **_content(draft, row.digest, half))


@transaction.atomic
def save(
    *, wave: Wave, code: str, half: bytes, answers: Mapping[str, str], words: Mapping[str, str] | None = None
) -> UnderWay:
    """Add answers to a draft; an empty one takes back what was chosen before. Return what is in it now."""
    row = unspent_code(wave, code)
    draft = SurveyDraft.objects.select_for_update().filter(code=row).first()
    content = _content(draft, row.digest, half)
    content["answers"] = _changed(content["answers"], answers)
    content["words"] = _changed(content["words"], {key: text[:MOST_WORDS] for key, text in (words or {}).items()})
    SurveyDraft.objects.filter(code=row).update(sealed=seal_answers(content, half=half, digest=row.digest))
    return UnderWay(row.role, **content)


def forget_old(today: date) -> int:
    """Delete drafts whose seven days are over; return how many. Their codes can still be used."""
    return SurveyDraft.objects.filter(expires_on__lt=today).delete()[0]


def _content(draft: SurveyDraft | None, digest: str, half: bytes) -> dict[str, Any]:
    if draft is None:
        # Its days are over, or it was begun anew elsewhere.
        raise BrokenSealError
    found = open_answers(draft.sealed, half=half, digest=digest)
    return {"answers": found.get("answers", {}), "words": found.get("words", {})}


def _changed(before: Mapping[str, str], change: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in {**before, **change}.items() if value}
