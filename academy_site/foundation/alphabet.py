"""Alphabetical order as a reader of each language expects it, without the collations of a database."""

import unicodedata

# Letters that a language counts as letters of their own, each with the letter it follows.
_OWN_LETTERS = {
    "fi": {"å": "z1", "ä": "z2", "ö": "z3"},
    "sv": {"å": "z1", "ä": "z2", "ö": "z3"},
    "pl": {
        "ą": "a1", "ć": "c1", "ę": "e1", "ł": "l1", "ń": "n1", "ó": "o1", "ś": "s1", "ź": "z1", "ż": "z2",
    },
}  # fmt: skip


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[:1]


def sort_key(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return what to sort a title by: own letters in their place, all other accents ignored."""
    own = _OWN_LETTERS.get(language, {})
    letters = unicodedata.normalize("NFC", text.strip().casefold())
    return tuple((own[one][0], own[one][1:]) if one in own else (_plain(one), "") for one in letters)


def initial(text: str, language: str) -> str:
    """Return the letter under which a title stands in an index, a capital."""
    first = unicodedata.normalize("NFC", text.strip().casefold())[:1]
    return (first if first in _OWN_LETTERS.get(language, {}) else _plain(first)).upper()
