"""What an app may tell a person: the kinds of messages, with their words.

Apps answer the hook `construct_message_kinds` with a dictionary to add to. A message keeps its kind and
what stands in the gaps, so it is read in the language of the reader at the time of reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.core import checks
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

Text = str | Promise
OPEN = _("Open")


@dataclass(frozen=True, kw_only=True)
class MessageKind:
    """The words of one kind of message, with named gaps (`%(title)s`)."""

    title: Text
    text: Text
    # What following the link does.
    action: Text = OPEN
    # Whether a copy goes to the address of a person who wishes that.
    mailed: bool = True
    # The gaps that hold a day as `2026-12-05`; the reader sees it as it is written in their language.
    days: tuple[str, ...] = ()

    def title_with(self, values: Mapping[str, Any]) -> str:
        """Return the title in the language of the reader."""
        return filled(self.title, self._shown(values))

    def text_with(self, values: Mapping[str, Any]) -> str:
        """Return the text in the language of the reader."""
        return filled(self.text, self._shown(values))

    def _shown(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: _written(value) if name in self.days else value for name, value in values.items()}


_LEFT = MessageKind(title=_("A message"), text=_("What it said is not known any more."))


class _Gaps(dict):
    """Shows an unfilled gap as dots: a message of an older release must not break the inbox."""

    def __missing__(self, key):
        return "…"


def _written(day: Any) -> Any:
    try:
        return date_format(date.fromisoformat(day), "DATE_FORMAT")
    except (TypeError, ValueError):  # of an older release: as it stands
        return day


def filled(words: Text, values: Mapping[str, Any]) -> str:
    """Return words whose gaps are filled."""
    return str(words) % _Gaps(values)


@cache
def message_kinds() -> Mapping[str, MessageKind]:
    """Return all kinds that apps declare, by name."""
    kinds: dict[str, MessageKind] = {}
    for contribute in hooks.get_hooks("construct_message_kinds"):
        contribute(kinds)
    return kinds


def kind_of(name: str) -> MessageKind:
    """Return a kind by name; for one that no app declares any more, words that say nothing wrong."""
    return message_kinds().get(name, _LEFT)


@checks.register("academy")
def kinds_have_words(app_configs=None, **kwargs) -> list[checks.CheckMessage]:
    """Check that each kind is a `MessageKind` whose words can be filled."""
    found: list[checks.CheckMessage] = []
    for name, kind in message_kinds().items():
        try:
            kind.title_with({})
            kind.text_with({})
        except (AttributeError, TypeError, ValueError) as fault:
            found.append(
                checks.Error(
                    f"The kind of message {name!r} cannot be shown: {fault}",
                    hint="Give construct_message_kinds a foundation.inbox.MessageKind with named gaps: %(name)s.",
                    id="academy.E020",
                )
            )
    return found
