"""What a development plan takes from where it lives: focus, targets, where one stands, the last evidence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.domain.scoring import Axis
from tools.results import level_at
from tools.selectors.released import Released
from tools.selectors.webs import Aims, History


@dataclass(frozen=True, slots=True)
class Aim:
    """A dimension in focus or with a target. Without a web, or with an open axis, `now` is None."""

    key: str
    dimension: str
    name: str
    in_focus: bool
    target: int | None
    now: Decimal | None
    level_name: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a teacher wrote last about a dimension, and when."""

    key: str
    name: str
    note: str
    on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the plan shows and does not keep."""

    aims: tuple[Aim, ...]
    evidence: tuple[Evidence, ...]


def facts_of(history: History, aims: Aims, words: Released) -> Facts:
    """Return what a plan is fed with: focus first in its order, then other targets; the last note of each dimension."""
    groups = {group.key: group for group in words.structure.groups}
    ordered = dict.fromkeys([*aims.focus, *(key for key in groups if key in aims.targets)])
    axes = _last_axes(history)
    return Facts(
        aims=tuple(_aim(key, groups[key].dimension, axes.get(key), aims, words) for key in ordered if key in groups),
        evidence=tuple(_evidence(history, words)),
    )


def _last_axes(history: History) -> dict[str, Axis]:
    latest = history.latest
    return {axis.key: axis for axis in history.webs[latest.key].axes()} if latest else {}


def _aim(key: str, dimension: str, axis: Axis | None, aims: Aims, words: Released) -> Aim:
    name, level = level_at(axis, words.structure, words.text) if axis else ("", None)
    return Aim(
        key=key,
        dimension=dimension,
        name=words.text.groups[key].title,
        in_focus=key in aims.focus,
        target=aims.targets.get(key),
        now=axis.score if axis else None,
        level_name=name,
        next_step=level.next_step if level else "",
    )


def _evidence(history: History, words: Released):
    for group in words.structure.groups:
        last = next((one for one in reversed(history.responses) if one.notes.get(group.key, "").strip()), None)
        if last:
            yield Evidence(group.key, words.text.groups[group.key].title, last.notes[group.key], last.on)
