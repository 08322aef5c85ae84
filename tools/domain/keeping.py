"""Which words a language may keep when its source was reworded, until a translator has followed.

The last good translation of a statement that still means the same is better than the statement in a language
that the reader has to translate. One that means something else is never kept: whoever answers it would answer
another question.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.domain.comparing import SCALE
from tools.domain.instrument import Text, read_text

# Stands among the names of what is older for all words that nobody answers: titles, advice, first steps.
OTHER = "(other)"


class NewWordsError(Exception):
    """There are words that the language never had, or no longer has."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The words of a language where it did not follow, and whose of them are older than the source, in order.

    `older` names items by their keys, and `SCALE` and `OTHER`.
    """

    text: Text
    older: tuple[str, ...]


@dataclass
class _Walk:
    changed: Collection[str]
    older: dict[str, None] = field(default_factory=dict)

    def words(self, path: tuple[str, ...], now: Any, before: Any, spoken: Any) -> Any:
        if isinstance(now, Mapping):
            old, own = before or {}, spoken or {}
            return {key: self.words((*path, key), one, old.get(key), own.get(key)) for key, one in now.items()}
        if not now:
            return now
        if not before or not spoken:
            raise NewWordsError
        if now != before:
            name = _name(path)
            if name in self.changed:
                raise NewWordsError
            self.older[name] = None
        return spoken


def _name(path: tuple[str, ...]) -> str:
    if path[0] == "items":
        return path[1]
    return SCALE if path[0] == "scale" else OTHER


def kept_words(
    *, now: Text, before: Text, spoken: Text, changed: Collection[str], older: Collection[str] = ()
) -> Kept | None:
    """Return what a language says of the source as it is `now`, from what it said (`spoken`) of it `before`.

    None when there are words it never had, or new words of something that is `changed`. `older` is what was
    older than the source before already.
    """
    walk = _Walk(changed)
    try:
        document = walk.words((), now.document(), before.document(), spoken.document())
    except NewWordsError:
        return None
    still = {name for name in older if name in now.items or name in (SCALE, OTHER)}
    names = {*walk.older, *still}
    order = [name for name in now.items if name in names]
    return Kept(read_text(document), (*order, *(name for name in (SCALE, OTHER) if name in names)))
