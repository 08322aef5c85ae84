"""Who stands where: roles that are shown, hidden or merged, and what may be shown of each group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.domain.disclosure.cells import ShownArea, ShownItem, shown_area, shown_item
from tools.domain.disclosure.rules import NotClosedError, Reason, Thresholds
from tools.domain.instrument import AUDIENCES, Structure
from tools.domain.scoring import half_up
from tools.domain.survey import LEADER, STAFF_GROUP as STAFF, TEACHER, group_of
from tools.domain.survey_statistics import percentage
from tools.domain.tallying import asked_items, empty, merge


@dataclass(frozen=True, slots=True)
class WaveNumbers:
    """All numbers of one wave, unguarded: for `disclose` and nobody else.

    `tallies` are by role, one for each role that was asked, however few answered; `expected` says how many
    people of a role there are, where the school knows; `own` are the keys of the school's own items by role.
    """

    structure: Structure
    mode: str
    tallies: Mapping[str, Mapping[str, Any]]
    expected: Mapping[str, int | None] = field(default_factory=dict)
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """One role, or staff. With a `reason` it has no number of any kind, not even how many answered.

    `rate` is in whole percent. `open_reason` says whether the survey team may read its open answers; `open`
    counts them by question.
    """

    key: str
    roles: tuple[str, ...]
    reason: Reason = Reason.SHOWN
    expected: int | None = None
    n: int | None = None
    rate: int | None = None
    items: tuple[ShownItem, ...] = ()
    areas: tuple[ShownArea, ...] = ()
    open_reason: Reason = Reason.TOO_FEW
    open: Mapping[str, int] = field(default_factory=dict)

    def item(self, key: str) -> ShownItem | None:
        """Return one item; None where the group was not asked it."""
        return next((item for item in self.items if item.key == key), None)

    def area(self, key: str) -> ShownArea | None:
        """Return one area; None where the group was not asked anything of it."""
        return next((area for area in self.areas if area.key == key), None)


def shown_groups(wave: WaveNumbers, thresholds: Thresholds) -> Iterator[ShownGroup]:
    """Yield the groups of a wave in the order of the roles, staff in the place of leaders and teachers.

    Leaders below the minimum stand with the teachers as staff, and then neither is shown alone, also when no
    leader answered at all: that, too, is theirs. Raise `NotClosedError` while the wave is open.
    """
    if not wave.is_closed:
        raise NotClosedError
    roles = [role for role in AUDIENCES if role in wave.tallies]
    people = {role: wave.tallies[role]["n"] for role in roles}
    if group_of(LEADER, people, thresholds.group) == STAFF:
        yield _group(wave, STAFF, (TEACHER, LEADER), thresholds)
        yield ShownGroup(TEACHER, (TEACHER,), Reason.MERGED)
        yield ShownGroup(LEADER, (LEADER,), Reason.MERGED)
        roles = [role for role in roles if role not in (LEADER, TEACHER)]
    for role in roles:
        yield _group(wave, role, (role,), thresholds)


def _group(wave: WaveNumbers, key: str, roles: tuple[str, ...], thresholds: Thresholds) -> ShownGroup:
    document = _together(wave, roles)
    n, expected = document["n"], _expected(wave, roles)
    if n < thresholds.group:
        return ShownGroup(key, roles, Reason.TOO_FEW, expected)
    rate = percentage(n, expected or 0)
    items = {each.key: each for each in _items(wave, roles, document, thresholds)}
    values = wave.structure.values()
    areas = (
        shown_area(area, [items[key] for key in keys], document, values, thresholds)
        for area, keys in _asked(wave, roles).items()
    )
    may_open = n >= thresholds.open
    return ShownGroup(
        key=key,
        roles=roles,
        expected=expected,
        n=n,
        rate=None if rate is None else int(half_up(rate, 0)),
        items=tuple(items.values()),
        areas=tuple(areas),
        open_reason=Reason.SHOWN if may_open else Reason.TOO_FEW,
        open=dict(document["open"]) if may_open else {},
    )


def _together(wave: WaveNumbers, roles: tuple[str, ...]) -> Mapping[str, Any]:
    """Return the tally of these roles. Sums over complete cases of different items say nothing: they are left out."""
    document: Mapping[str, Any] = empty()
    for role in roles:
        document = merge(document, wave.tallies[role])
    asked = [_asked(wave, (role,)) for role in roles]
    same = {area: sums for area, sums in document["areas"].items() if len({each.get(area) for each in asked}) == 1}
    return {**document, "areas": same}


def _expected(wave: WaveNumbers, roles: tuple[str, ...]) -> int | None:
    known = [wave.expected.get(role) for role in roles]
    return sum(number for number in known if number is not None) if None not in known else None


def _asked(wave: WaveNumbers, roles: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the items by area, in their order, that any of the roles was asked."""
    found: dict[str, dict[str, None]] = {}
    for role in roles:
        for group, keys in asked_items(wave.structure, role, wave.mode):
            found.setdefault(group.key, {}).update(dict.fromkeys(keys))
    order = {item.key: place for place, item in enumerate(wave.structure.items())}
    return {
        group.key: tuple(sorted(found[group.key], key=order.__getitem__))
        for group in wave.structure.groups
        if group.key in found
    }


def _items(
    wave: WaveNumbers, roles: tuple[str, ...], document: Mapping[str, Any], thresholds: Thresholds
) -> Iterator[ShownItem]:
    keys = [key for keys in _asked(wave, roles).values() for key in keys]
    keys += list(dict.fromkeys(key for role in roles for key in wave.own.get(role, ())))
    for key in keys:
        counts = document["items"].get(key, {})
        yield shown_item(key, counts, wave.structure.values(), thresholds, is_merged=len(roles) > 1)
