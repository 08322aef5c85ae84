"""Two words that somebody writes down to go on with a survey at another device."""

import secrets
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings

_LISTS = Path(__file__).parent / "words"


@cache
def word_list(language: str) -> tuple[str, ...]:
    """Return the words of a language, some 200 that a twelve-year-old can spell; English ones where there are none."""
    file = _LISTS / f"{language}.txt"
    if not file.exists():
        file = _LISTS / f"{settings.LANGUAGE_CODE}.txt"
    return tuple(file.read_text(encoding="utf-8").split())


def fresh_phrase(language: str) -> str:
    """Return two words of a language, drawn at random."""
    return " ".join(secrets.choice(word_list(language)) for _ in range(2))


def read_phrase(typed: str) -> str:
    """Return two words as they are compared: without capitals, marks on letters and extra spaces."""
    plain = unicodedata.normalize("NFKD", typed.casefold().replace("ł", "l").replace("ø", "o"))
    letters = "".join(sign if sign.isalpha() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join(letters.split())
