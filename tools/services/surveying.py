"""Sending answers to a survey: one transaction that spends a code and adds to sums. No row tells who sent what."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.timezone import now

from academy_site.foundation.secrets_kept import known_hashes
from tools.domain import tallying
from tools.domain.survey import MOST_WORDS
from tools.models import IssuedCode, LanguageTally, OpenBox, Tally, UnspentCode, Wave
from tools.selectors.released import structure_in
from tools.services.coding import CODE

# A box is split when it holds more.
BOX_HOLDS = 40


class SentAlreadyError(Exception):
    """These answers were received before; they are counted once."""


class NotOpenError(Exception):
    """The wave does not take answers now."""


class UnknownCodeError(Exception):
    """No such code was given out for this wave, or it was taken back."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person sends: checked answers by item, own words by question, and the language they were read in."""

    answers: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


@transaction.atomic
def send_sheet(*, wave: Wave, code: str, sheet: Sheet) -> None:
    """Spend a code and add a sheet to the sums of its role.

    Raise `SentAlreadyError` for a code that was used, `UnknownCodeError` for one of another wave or none,
    `NotOpenError` before and after the wave. Either all of it happens or nothing.
    """
    # Everybody who sends, and whoever closes, waits here: so the close sees all answers or none.
    languages = LanguageTally.objects.select_for_update().select_related("wave__version").get(wave=wave)
    wave = languages.wave
    role = _spent(wave, code)
    if not wave.takes_answers(now()):
        raise NotOpenError
    tally = Tally.objects.select_for_update().get(wave=wave, role=role)
    words = {question: text.strip()[:MOST_WORDS] for question, text in sheet.words.items() if text.strip()}
    structure = structure_in(wave.version)
    before = dict(tally.document.get("open", {}))
    tally.document = tallying.add(tally.document, structure, role, wave.mode, sheet.answers, tuple(words))
    tally.save(update_fields=["document"])
    languages.document = {**languages.document, sheet.language: languages.document.get(sheet.language, 0) + 1}
    languages.save(update_fields=["document"])
    for question, text in words.items():
        _put_away(wave, role, question, text, before.get(question, 0))


def _spent(wave: Wave, code: str) -> str:
    """Take the code away and return its role."""
    digests = known_hashes(code, CODE)
    found = UnspentCode.objects.select_for_update().filter(digest__in=digests, wave=wave).first()
    if found is None:
        raise spent_before(wave, digests)
    found.delete()
    return found.role


def spent_before(wave: Wave, digests: Sequence[str]) -> Exception:
    """Return why a code cannot be used: it was used before, or it is none of this wave. One query."""
    was_issued = IssuedCode.objects.filter(digest__in=digests, wave=wave).exists()
    return SentAlreadyError() if was_issued else UnknownCodeError()


def _put_away(wave: Wave, role: str, question: str, text: str, held: int) -> None:
    """Put a text to a random place of a random box. A box that is full is split at random, so it is never fresh."""
    boxes = OpenBox.objects.filter(wave=wave, role=role, question=question)
    count = boxes.count() if held else 0
    if not count:
        OpenBox.objects.create(wave=wave, role=role, question=question, place=0, texts=[text])
        return
    box = boxes.get(place=secrets.randbelow(count))
    texts = _shuffled([*box.texts, text])
    if len(texts) > BOX_HOLDS:
        half = len(texts) // 2
        OpenBox.objects.create(wave=wave, role=role, question=question, place=count, texts=texts[half:])
        texts = texts[:half]
    box.texts = texts
    box.save(update_fields=["texts"])


def _shuffled(texts: Sequence[str]) -> list[str]:
    mixed = list(texts)
    secrets.SystemRandom().shuffle(mixed)
    return mixed
