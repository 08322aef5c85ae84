"""Puts the items of a table into the draft of an instrument. Nothing is published by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Revision

from tools.domain.instrument import AUDIENCES
from tools.domain.item_table import Row
from tools.models import Instrument, InstrumentItem


@dataclass(frozen=True)
class Imported:
    """How many items were changed, added and taken out; `revision` is None when nothing was different."""

    changed: int
    added: int
    removed: int
    revision: Revision | None


@transaction.atomic
def import_items(*, instrument: Instrument, rows: Sequence[Row], by=None) -> Imported:
    """Make the draft of an instrument hold these items, each found again by its key, in this order.

    What a table does not hold (identities, translations, levels) stays. Items that the table leaves out
    leave the draft. `rows` have been read without mistakes.
    """
    draft = instrument.get_latest_revision_as_object() if instrument.latest_revision_id else instrument
    groups = list(draft.groups.all())
    known = {item.key: (group.key, item) for group in groups for item in group.items.all()}
    changed = added = 0
    by_group: dict[str, list[InstrumentItem]] = {group.key: [] for group in groups}
    for row in rows:
        if row.key in known:
            old_group, item = known[row.key]
            changed += _fill(item, row) | (old_group != row.group)
        else:
            item = InstrumentItem(locale_id=instrument.locale_id, key=row.key)
            _fill(item, row)
            added += 1
        by_group[row.group].append(item)
    removed = len(known.keys() - {row.key for row in rows})
    moved = [item.key for items in by_group.values() for item in items] != list(known)
    if not (changed or added or removed or moved):
        return Imported(0, 0, 0, None)
    for group in groups:
        for place, item in enumerate(by_group[group.key]):
            item.sort_order = place
        group.items.set(by_group[group.key])
    draft.groups.set(groups)
    revision = draft.save_revision(user=by, log_action=True)
    return Imported(changed, added, removed, revision)


def _fill(item: InstrumentItem, row: Row) -> bool:
    """Write a row into an item and say whether something became different."""
    words = dict(row.wordings)
    wanted = {
        "kind": row.kind,
        "concept": row.concept,
        "hint": row.hint,
        "pulse": row.pulse,
        "weight": row.weight,
    } | {audience: words.get(audience, "") for audience in AUDIENCES}
    different = False
    for name, value in wanted.items():
        if getattr(item, name) != value:
            setattr(item, name, value)
            different = True
    return different
