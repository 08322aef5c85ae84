"""Loads each key once, ever: what an editor changed stays changed, what an editor deleted stays deleted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from academy_site.starter import indexing
from academy_site.starter.library import GoneError
from academy_site.starter.models import StarterEntry


@dataclass(frozen=True)
class Entry:
    """One part of the starter. `load` writes it and returns the objects to index for search."""

    key: str
    load: Callable[[], Sequence[Any]]


@dataclass
class Outcome:
    """What a run did: parts loaded, parts left out and why, texts that lack a translation."""

    total: int = 0
    loaded: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def not_loaded(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that were never loaded."""
    known = set(StarterEntry.objects.values_list("key", flat=True))
    return [entry for entry in entries if entry.key not in known]


def load_entries(entries: Iterable[Entry], outcome: Outcome, on_step: Callable[[str], None] = lambda key: None) -> None:
    """Load the entries that were never loaded, in order, each in a transaction with its ledger line.

    The ledger line is written first, so that of two runs at the same time only one loads a key. A
    run that is killed leaves whole entries behind; the next one goes on after them.
    """
    with indexing.by_hand():
        for entry in not_loaded(entries):
            _load(entry, outcome)
            on_step(entry.key)


def _load(entry: Entry, outcome: Outcome) -> None:
    try:
        with transaction.atomic():
            StarterEntry.objects.create(key=entry.key)
            for instance in entry.load():
                indexing.index(instance)
        outcome.loaded.append(entry.key)
    except GoneError as gone:
        outcome.left_out.append(f"{entry.key} is left out: {gone}.")
    except IntegrityError:
        if not StarterEntry.objects.filter(key=entry.key).exists():
            raise
        # Another run has loaded it in the meantime.
