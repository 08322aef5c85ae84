"""How an app declares the personal data it holds: what, why, how long, who sees it, and how it ends.

Apps answer two hooks, each called with the person and a list to add to:
`construct_person_export` adds `Holding`s, `construct_person_erase` adds `Ending`s. Each kind has one of
both, of the same key. A model with a key to a person that no holding names fails a test.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

Text = str | Promise
UNTIL_YOU_LEAVE = _("Until you delete your account.")
ONLY_YOU = _("Only you.")
ERASED = _("Erased")


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One kind of data that is held about a person."""

    # Names the files of the export: small letters, digits, `_`.
    key: str
    title: Text
    why: Text
    how_long: Text
    who_sees: Text
    # `app_label.Model` of every model whose rows belong to this kind.
    models: tuple[str, ...]
    # Return the rows of the person, oldest first: names to text, numbers, booleans, dates or None.
    rows: Callable[[], Sequence[dict[str, Any]]]
    # Return how many rows there are, where that costs less than to read them.
    count: Callable[[], int] | None = None
    # What the names of the rows mean to a reader; a name that is missing here is shown as it is.
    labels: Mapping[str, Text] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Return how many rows are held."""
        return self.count() if self.count else len(self.rows())


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
    carry_out: Callable[[str], object]
    # Why the person cannot leave yet (a sole host, for instance), and where to mend that. Empty: they can.
    obstacle: Text = ""
    obstacle_url: str = ""

    def fate(self, chosen: str | None) -> Fate:
        """Return the fate of this key, the first one where there is none of this key."""
        return next((fate for fate in self.fates if fate.key == chosen), self.fates[0])


def erased(*, key: str, title: Text, effect: Text, carry_out: Callable[[], object], **more: Any) -> Ending:
    """Return the ending of a kind of data that goes with its person, without a choice. `more` as in `Ending`."""
    fate = Fate(key="erased", title=ERASED, effect=effect)
    return Ending(key=key, title=title, fates=(fate,), carry_out=lambda _fate: carry_out(), **more)


def holdings_of(person) -> list[Holding]:
    """Return every kind of data that may be held about a person, in the order of the hooks."""
    found: list[Holding] = []
    for construct in hooks.get_hooks("construct_person_export"):
        construct(person, found)
    return found


def endings_of(person) -> list[Ending]:
    """Return how each kind of data about a person ends, in the order of the hooks."""
    found: list[Ending] = []
    for construct in hooks.get_hooks("construct_person_erase"):
        construct(person, found)
    return found
