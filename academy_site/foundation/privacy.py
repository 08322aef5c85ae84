"""How an app declares the personal data it holds: what, why, how long, who sees it, and how it ends.

Apps answer two hooks, each called with the person and a list to add to:
`construct_person_export` adds `Holding`s, `construct_person_erase` adds `Ending`s. A model with a
key to a person that no holding names fails a test.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One kind of data that is held about a person."""

    key: str
    title: Text
    why: Text
    how_long: Text
    who_sees: Text
    # `app_label.Model` of every model whose rows belong to this kind.
    models: tuple[str, ...]
    # Return the rows of the person, oldest first: names to text, numbers, booleans, dates or None.
    rows: Callable[[], Sequence[dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class Fate:
    """One thing that can happen to a kind of data when the person leaves."""

    key: str
    title: Text
    effect: Text


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How one kind of data ends when the person leaves. The first fate is chosen unless they say otherwise."""

    key: str
    title: Text
    fates: tuple[Fate, ...]
    # Carry out a fate by its key. Safe to repeat; runs in the transaction that erases the person.
    carry_out: Callable[[str], None]
    # Why the person cannot leave yet (a sole host, for instance), and where to mend that. Empty: they can.
    obstacle: Text = ""
    obstacle_url: str = ""
