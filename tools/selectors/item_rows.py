"""The items of an instrument as rows of a table."""

from tools.domain.instrument import AUDIENCES
from tools.domain.item_table import Row
from tools.models import Instrument


def item_rows(instrument: Instrument) -> list[Row]:
    """Return the items in their order, as they stand in this instrument."""
    return [
        Row(
            group=group.key,
            key=item.key,
            kind=item.kind,
            concept=item.concept,
            hint=item.hint,
            pulse=item.pulse,
            weight=item.weight,
            wordings=tuple((name, getattr(item, name)) for name in AUDIENCES if getattr(item, name)),
        )
        for group in instrument.groups.all()
        for item in group.items.all()
    ]
