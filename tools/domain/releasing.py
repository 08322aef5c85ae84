"""What keeps an instrument from being released, named with the row it stands in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from tools.domain.instrument import LEVEL, LEVELS, OPEN, SPIDERWEB, SURVEY, Group, Item, Structure, Text

LEAST_DIMENSIONS = 3
# Scores are rounded to one decimal, so bands that are a tenth apart leave no hole.
TENTH = Decimal("0.1")
# The first row of a table of items holds the names of its columns.
FIRST_ROW = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend. `row` is that of the item in the table of items, None when it is about the whole."""

    code: str
    row: int | None = None
    about: Mapping[str, object] = field(default_factory=dict)


def rows(structure: Structure) -> Iterator[tuple[int, Group, Item]]:
    """Yield each item with its group and its row in the table of items."""
    pairs = ((group, item) for group in structure.groups for item in group.items)
    for row, (group, item) in enumerate(pairs, start=FIRST_ROW):
        yield row, group, item


def problems(structure: Structure, text: Text) -> list[Problem]:
    """Return everything that is to be mended before a release, items by row first."""
    found = [*_items(structure, text), *_groups(structure), *_scale(structure), *_bands(structure)]
    return sorted(found, key=lambda problem: (problem.row is None, problem.row or 0))


def _items(structure: Structure, text: Text) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row, group, item in rows(structure):
        if item.key in first:
            yield Problem("key_twice", row, {"key": item.key, "first": first[item.key]})
        first.setdefault(item.key, row)
        words = text.items.get(item.key)
        if item.kind == OPEN and structure.kind != SURVEY:
            yield Problem("open_outside_survey", row, {"key": item.key})
        if item.kind == LEVEL:
            yield from _level_item(row, structure, group, item, text)
        elif not item.audiences:
            yield Problem("asked_of_nobody", row, {"key": item.key})
        elif words is None or not all(words.wordings.get(audience) for audience in item.audiences):
            yield Problem("without_wording", row, {"key": item.key})


def _level_item(row: int, structure: Structure, group: Group, item: Item, text: Text) -> Iterator[Problem]:
    if structure.kind != SPIDERWEB:
        yield Problem("level_outside_web", row, {"key": item.key})
        return
    if item.key != f"{group.key}-level":
        yield Problem("level_key", row, {"key": item.key, "wanted": f"{group.key}-level"})
    levels = text.items[item.key].levels if item.key in text.items else {}
    lacking = [number for number in LEVELS if str(number) not in levels or not levels[str(number)].text]
    if lacking:
        yield Problem("level_without_text", row, {"key": item.key, "levels": lacking})


def _groups(structure: Structure) -> Iterator[Problem]:
    seen: set[str] = set()
    for group in structure.groups:
        if group.key in seen:
            yield Problem("group_twice", about={"group": group.key})
        seen.add(group.key)
        if not group.items:
            yield Problem("group_empty", about={"group": group.key})
        elif structure.kind == SPIDERWEB:
            yield from _items_of_dimension(group)
    if not structure.groups:
        yield Problem("no_groups")
    elif structure.kind == SPIDERWEB:
        yield from _dimensions(structure)


def _items_of_dimension(group: Group) -> Iterator[Problem]:
    levels = sum(item.kind == LEVEL for item in group.items)
    if levels != 1:
        yield Problem("one_level_item", about={"group": group.key, "count": levels})
    if not group.statements:
        yield Problem("without_statements", about={"group": group.key})


def _dimensions(structure: Structure) -> Iterator[Problem]:
    named = [group.dimension for group in structure.groups if group.dimension]
    for group in structure.groups:
        if not group.dimension:
            yield Problem("without_dimension", about={"group": group.key})
    if len(set(named)) < LEAST_DIMENSIONS:
        yield Problem("too_few_dimensions", about={"count": len(set(named)), "least": LEAST_DIMENSIONS})
    for key in sorted({key for key in named if named.count(key) > 1}):
        yield Problem("dimension_twice", about={"dimension": key})


def _scale(structure: Structure) -> Iterator[Problem]:
    keys = [step.key for step in structure.scale]
    if len(set(keys)) < len(keys):
        yield Problem("scale_key_twice")
    values = sorted(step.value for step in structure.scale if step.value is not None)
    if len(values) < 2:
        yield Problem("scale_short")
        return
    if len(set(values)) < len(values):
        yield Problem("scale_value_twice")
    gaps = sorted(set(range(values[0], values[-1] + 1)) - set(values))
    if gaps:
        yield Problem("scale_gap", about={"values": gaps})


def _bands(structure: Structure) -> Iterator[Problem]:
    values = [step.value for step in structure.scale if step.value is not None]
    bands = sorted(structure.bands, key=lambda band: (band.low, band.high))
    if len({band.key for band in bands}) < len(bands):
        yield Problem("band_twice")
    if not bands:
        if structure.kind == SPIDERWEB:
            yield Problem("no_bands")
        return
    for band in bands:
        if band.low > band.high:
            yield Problem("band_upside_down", about={"band": band.key})
    for below, above in pairwise(bands):
        if above.low <= below.high:
            yield Problem("band_overlap", about={"below": below.key, "above": above.key})
        elif above.low > below.high + TENTH:
            yield Problem("band_hole", about={"below": below.key, "above": above.key})
    if values and (bands[0].low > min(values) or bands[-1].high < max(values)):
        yield Problem("band_ends", about={"low": min(values), "high": max(values)})
