"""Rules of notes: when a saved text takes the place of another, how two versions meet, what is found."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

LONGEST_NOTE = 100_000
LONGEST_SEARCH = 200
HIGHEST_TURN = 2_000_000_000
Fate = Literal["create", "same", "replace", "older", "conflict", "nothing"]


def as_kept(text: str) -> str:
    """Return a text with the line ends of a form as one character each; nothing else is changed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def mark_of(text: str) -> str:
    """Return a short name of a text. The mark of no text is empty."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=9).hexdigest() if text else ""


@dataclass(frozen=True, slots=True)
class Stored:
    """The text that is kept, and which open page saved it in which turn."""

    text: str
    writer: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """A text to be kept, the mark of the text it grew from, and the open page that sends it in which turn."""

    text: str
    grew_from: str = ""
    writer: str = ""
    turn: int = 0


def fate_of(sent: Sent, stored: Stored | None) -> Fate:
    """Say what becomes of a text that is sent to be kept.

    It takes the place of the text it grew from, and of what the same open page sent before, whose
    answer may have got lost on the way. Sent twice it changes nothing; overtaken by a later turn of
    its page it is `older`. Any other text is not written over: that is a conflict.
    """
    if stored is None:
        return "create" if sent.text.strip() else "nothing"
    if sent.text == stored.text:
        return "same"
    if sent.writer and sent.writer == stored.writer:
        return "replace" if sent.turn > stored.turn else "older"
    return "replace" if sent.grew_from == mark_of(stored.text) else "conflict"


def put_together(theirs: str, mine: str) -> str:
    """Return both versions as one text: one below the other, or the longer where it holds the other."""
    if mine in theirs:
        return theirs
    if theirs in mine:
        return mine
    return f"{theirs.rstrip()}\n\n{mine.lstrip()}"


def with_aside(aside: str, text: str, kept: str) -> str:
    """Return what is set aside when `text` was not chosen and `kept` was; nothing is there twice.

    Where all of it would be longer than a note may be, the newest stays.
    """
    if not text.strip() or text.strip() in kept:
        return aside
    both = put_together(aside, text)
    return both if len(both) <= LONGEST_NOTE else text


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, and whether the other version lacks it."""

    text: str
    differs: bool


def difference(one: str, other: str) -> tuple[Part, ...]:
    """Return a text in at most three parts: as in the other at the start, different, as in the other at the end.

    Cut between characters of a word never: a word differs as a whole.
    """
    words, others = _words(one), _words(other)
    most = min(len(words), len(others))
    start = next((at for at in range(most) if words[at] != others[at]), most)
    rest = most - start
    end = next((at for at in range(rest) if words[-1 - at] != others[-1 - at]), rest)
    middle = len(words) - end
    pieces = ((words[:start], False), (words[start:middle], True), (words[middle:], False))
    return tuple(Part("".join(piece), differs) for piece, differs in pieces if piece)


def _words(text: str) -> list[str]:
    """Cut a text after each run of blanks; put together again, the pieces are the text."""
    found, begin = [], 0
    for at in range(1, len(text)):
        if text[at - 1].isspace() and not text[at].isspace():
            found.append(text[begin:at])
            begin = at
    return [*found, text[begin:]] if text else found


def as_searched(words: str) -> str:
    """Return the words one looks for, without what is no part of a word, and not longer than sensible."""
    return " ".join("".join(char if char.isprintable() else " " for char in words).split())[:LONGEST_SEARCH].strip()


def folded(text: str) -> str:
    """Return a text as it is compared in a search: without case, letters with marks as one character each."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def holds(words: str, texts: Sequence[str]) -> bool:
    """Say whether every word one looks for stands in one of the texts."""
    found = [folded(text) for text in texts]
    return all(any(word in text for text in found) for word in folded(words).split())
