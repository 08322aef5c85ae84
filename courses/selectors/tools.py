"""Which units are done by handing in a web: those in which an editor placed an instrument that counts."""

from typing import Any
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from academy_site.foundation import languages
from academy_site.foundation.stamp import stamped
from courses.models import UnitPage
from courses.selectors.counted import not_counted_elsewhere
from tools.selectors.places import answerable
from tools.selectors.webs import has_handed_in


def asked_by(unit: UUID) -> frozenset[UUID]:
    """Return the instruments that a unit asks for, by translation key: all of them make it done. No query."""
    return _asked().get(unit, frozenset())


def units_asking(instrument: UUID) -> dict[UUID, frozenset[UUID]]:
    """Return the units that ask for an instrument, each with all that it asks for. No query."""
    return {unit: wanted for unit, wanted in _asked().items() if instrument in wanted}


def awaited_webs(person: Any, unit: UUID) -> list[UUID]:
    """Return the instruments that a unit asks for and of which a person never handed in a web.

    One query for each that it asks for: no query for a unit that asks for nothing.
    """
    return [instrument for instrument in sorted(asked_by(unit)) if not has_handed_in(person, instrument)]


@stamped
def _asked() -> dict[UUID, frozenset[UUID]]:
    """Read what live units ask for. Two queries, whatever their number.

    A unit asks for what its page in the source language does. An instrument that nobody can hand in asks
    for nothing: the unit could never be done.
    """
    # The body is JSON on both databases; only units that place something are read as a whole.
    pages = languages.written(UnitPage.objects.annotate(stored=Cast("body", TextField())))
    placed: dict[UUID, frozenset[int]] = {}
    for page in pages.filter(not_counted_elsewhere(UnitPage), stored__contains="instrument").order_by("path"):
        placed.setdefault(page.translation_key, _counting(page))
    known = answerable(frozenset(pk for pks in placed.values() for pk in pks))
    asked = {unit: frozenset(known[pk] for pk in pks if pk in known) for unit, pks in placed.items()}
    return {unit: wanted for unit, wanted in asked.items() if wanted}


def _counting(page: Any) -> frozenset[int]:
    return frozenset(
        block["value"]["instrument"]
        for block in page.body.raw_data
        if block["type"] == "tool" and block["value"].get("counts") and block["value"].get("instrument")
    )
