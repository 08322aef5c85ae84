"""The report of a wave: one structure of disclosed results that page, PDF, spreadsheet and JSON are all made of.

It holds keys and numbers and belongs to no language. There is nothing in it that `disclose` did not give.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

from tools.domain.disclosure import Disclosed, Gap, Reason, ShownArea, ShownGroup, ShownItem, Trend
from tools.domain.instrument import Group, Item, Structure

# Below so many percent who answered may differ from who did not.
LOW_RESPONSE = {"student": 30, "parent": 30}
LOW_RESPONSE_OF_OTHERS = 50
LOW = "low_response"
MORE_THAN_EXPECTED = "more_than_expected"

# What alpha says about an area, from the highest down.
TOGETHER = "together"
WITH_CARE = "with_care"
SINGLE_ITEMS = "single_items"
ALPHA_CLASSES = ((Decimal("0.7"), TOGETHER), (Decimal("0.6"), WITH_CARE))

# Stands where a reason would: this group was not asked.
NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Who:
    """How many of a group answered. `caution` says what to keep in mind."""

    group: str
    roles: tuple[str, ...]
    reason: Reason
    n: int | None
    expected: int | None
    rate: int | None
    caution: str
    open_reason: Reason
    open: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area of one group. `reason` is that of the group, or of the area, or says that it was not asked."""

    group: str
    reason: str
    area: ShownArea | None = None
    alpha_says: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of one group. `reason` is that of the group, or of the item, or says that it was not asked."""

    group: str
    reason: str
    item: ShownItem | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """What all groups answered to the same item, each in its own wording."""

    key: str
    rows: tuple[ItemRow, ...]
    gap: Gap | None = None

    def row(self, group: str) -> ItemRow:
        """Return the row of one group."""
        return next(row for row in self.rows if row.group == group)


@dataclass(frozen=True, slots=True)
class AreaPart:
    """One area with its concepts in the order in which they were asked."""

    key: str
    focus: tuple[str, ...]
    rows: tuple[AreaRow, ...]
    concepts: tuple[Concept, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps of its concepts, the widest first."""
        return tuple(sorted((each.gap for each in self.concepts if each.gap), key=lambda gap: -gap.size))


@dataclass(frozen=True, slots=True)
class SurveyReport:
    """A whole report. `merged` says whether leaders and teachers stand together; `own` are items of the school."""

    who: tuple[Who, ...]
    areas: tuple[AreaPart, ...]
    own: tuple[Concept, ...]
    gaps: tuple[Gap, ...]
    trends: tuple[Trend, ...]
    merged: bool

    def area(self, key: str) -> AreaPart | None:
        """Return one area; None for one that was not asked."""
        return next((area for area in self.areas if area.key == key), None)

    def concepts(self) -> Iterator[Concept]:
        """Yield all concepts in their order, those of the school last."""
        for area in self.areas:
            yield from area.concepts
        yield from self.own

    def document(self) -> dict[str, Any]:
        """Return all of it as a document that JSON can hold; numbers with decimals are texts."""
        document: dict[str, Any] = plain(self)
        return document


def survey_report(shown: Disclosed, structure: Structure) -> SurveyReport:
    """Return the report that disclosed results make. Groups within staff have no row of their own."""
    groups = [group for group in shown.groups if group.reason != Reason.MERGED]
    wide = {gap.key: gap for gap in shown.gaps}
    areas = (
        AreaPart(
            group.key,
            group.focus,
            tuple(_area_row(each, group) for each in groups),
            tuple(_concept(item, groups, wide) for item in group.statements if _is_asked(item.key, groups)),
        )
        for group in structure.groups
    )
    known = {item.key for item in structure.items()}
    own = dict.fromkeys(item.key for group in groups for item in group.items if item.key not in known)
    return SurveyReport(
        who=tuple(_who(group) for group in groups),
        areas=tuple(area for area in areas if area.concepts),
        own=tuple(_concept(Item(key), groups, wide) for key in own),
        gaps=shown.gaps,
        trends=shown.trends,
        merged=len(groups) < len(shown.groups),
    )


def _is_asked(key: str, groups: Sequence[ShownGroup]) -> bool:
    return any(group.item(key) for group in groups)


def _who(group: ShownGroup) -> Who:
    return Who(
        group.key,
        group.roles,
        group.reason,
        group.n,
        group.expected,
        group.rate,
        _caution(group.key, group.rate),
        group.open_reason,
        group.open,
    )


def _caution(group: str, rate: int | None) -> str:
    if rate is None:
        return ""
    if rate > 100:
        return MORE_THAN_EXPECTED
    return LOW if rate < LOW_RESPONSE.get(group, LOW_RESPONSE_OF_OTHERS) else ""


def _area_row(group: ShownGroup, of: Group) -> AreaRow:
    area = group.area(of.key)
    if group.reason:
        return AreaRow(group.key, _hidden(group, {role for item in of.statements for role in item.audiences}))
    if area is None:
        return AreaRow(group.key, NOT_ASKED)
    return AreaRow(group.key, area.reason, area, alpha_says(area.alpha))


def _concept(of: Item, groups: Sequence[ShownGroup], wide: Mapping[str, Gap]) -> Concept:
    return Concept(of.key, tuple(_item_row(group, of) for group in groups), wide.get(of.key))


def _item_row(group: ShownGroup, of: Item) -> ItemRow:
    item = group.item(of.key)
    if group.reason:
        return ItemRow(group.key, _hidden(group, of.audiences))
    if item is None:
        return ItemRow(group.key, NOT_ASKED)
    return ItemRow(group.key, item.reason, item)


def _hidden(group: ShownGroup, audiences: Collection[str]) -> str:
    """Return why a hidden group has no number here; what it was not asked, it was not asked at any size."""
    return group.reason if not audiences or set(group.roles) & set(audiences) else NOT_ASKED


def alpha_says(alpha: Decimal | None) -> str:
    """Return what Cronbach's alpha says about reading the mean of an area; nothing without alpha."""
    if alpha is None:
        return ""
    return next((says for least, says in ALPHA_CLASSES if alpha >= least), SINGLE_ITEMS)


def plain(value: Any) -> Any:
    """Return a value as JSON holds it."""
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Decimal | Reason):
        return str(value)
    return value
