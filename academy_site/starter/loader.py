"""Puts the parts of the starter in order: what is needed first comes first."""

from collections.abc import Iterator

from django.conf import settings

from academy_site.starter import (
    curriculum,
    demo,
    environment,
    groups,
    guideline,
    instruments,
    standing,
    translations,
    vocabulary,
)
from academy_site.starter.ledger import Entry, Outcome, load_entries, not_loaded
from academy_site.starter.library import Library
from academy_site.starter.progress import Progress


def entries(outcome: Outcome) -> Iterator[Entry]:
    """Yield every part of the starter, what is needed first comes first."""
    library = Library()
    yield from vocabulary.entries(library)
    yield from instruments.entries(library)
    yield from standing.home_entries(library)
    yield from curriculum.entries(library)
    yield from guideline.entries(library)
    yield from environment.entries(library)
    yield from standing.entries(library)
    yield from groups.entries()
    yield from translations.entries(library, outcome.missing)
    yield from instruments.release_entries(library)
    if settings.ACADEMY_DEMO:
        yield from demo.entries()


def load(progress: Progress | None = None) -> Outcome:
    """Load what was never loaded and say what was done. Safe to repeat, to kill and to run twice at once."""
    outcome = Outcome()
    parts = list(entries(outcome))
    outcome.total = len(parts)
    todo = not_loaded(parts)
    if progress:
        progress.start(len(todo))
    load_entries(todo, outcome, progress.step if progress else lambda key: None)
    return outcome
