"""An instrument as it is released: its structure and its texts, each read from one JSON document.

The structure holds keys and numbers and belongs to no language; a text holds the words of one
language. Together they are all that a form, a score and a report need.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

SPIDERWEB = "spiderweb"
SURVEY = "survey"
CHECKLIST = "checklist"

STATEMENT = "statement"
LEVEL = "level"
OPEN = "open"

# Who may be asked. A spiderweb asks teachers, a survey the five roles, a walk whoever walks along.
AUDIENCES = ("teacher", "leader", "student", "parent", "governor", "walker")
LEVELS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One possible answer. The key is what is stored; a step without a value counts in no mean."""

    key: str
    value: int | None


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of scores, both ends included, with one decimal."""

    key: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked. A level item has the five levels of its dimension as answers, an open one own words."""

    key: str
    kind: str = STATEMENT
    audiences: tuple[str, ...] = ()
    pulse: bool = False
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A dimension of a spiderweb, an area of a survey, a domain of a checklist."""

    key: str
    dimension: str = ""
    focus: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def statements(self) -> tuple[Item, ...]:
        """The items answered on the scale."""
        return tuple(item for item in self.items if item.kind == STATEMENT)

    @property
    def open_questions(self) -> tuple[Item, ...]:
        """The items answered in own words."""
        return tuple(item for item in self.items if item.kind == OPEN)

    @property
    def level_item(self) -> Item | None:
        """The item whose answers are the levels of the dimension."""
        return next((item for item in self.items if item.kind == LEVEL), None)


@dataclass(frozen=True, slots=True)
class Mode:
    """A way to answer: quick, full or pulse, with the minutes it takes."""

    key: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Structure:
    """What an instrument is apart from its words."""

    key: str
    kind: str
    scale: tuple[ScaleStep, ...] = ()
    bands: tuple[Band, ...] = ()
    modes: tuple[Mode, ...] = ()
    groups: tuple[Group, ...] = ()

    def items(self) -> Iterator[Item]:
        """Yield the items in the order in which they are asked."""
        for group in self.groups:
            yield from group.items

    def audiences(self) -> tuple[str, ...]:
        """Return who is asked at least one item, in the order of `AUDIENCES`."""
        asked = {audience for item in self.items() for audience in item.audiences}
        return tuple(audience for audience in AUDIENCES if audience in asked)

    def values(self) -> dict[str, int | None]:
        """Return the value of each answer on the scale, by its key."""
        return {step.key: step.value for step in self.scale}

    def document(self) -> dict[str, Any]:
        """Return it as a document that JSON can hold; `read_structure` reads it back."""
        return asdict(self) | {
            "bands": [{"key": band.key, "low": str(band.low), "high": str(band.high)} for band in self.bands]
        }


def read_structure(document: Mapping[str, Any]) -> Structure:
    """Return the structure that a document holds."""
    return Structure(
        key=document["key"],
        kind=document["kind"],
        scale=tuple(ScaleStep(step["key"], step["value"]) for step in document["scale"]),
        bands=tuple(Band(band["key"], Decimal(band["low"]), Decimal(band["high"])) for band in document["bands"]),
        modes=tuple(Mode(mode["key"], mode["minutes"]) for mode in document["modes"]),
        groups=tuple(_read_group(group) for group in document["groups"]),
    )


def _read_group(group: Mapping[str, Any]) -> Group:
    items = tuple(
        Item(item["key"], item["kind"], tuple(item["audiences"]), item["pulse"], item["weight"])
        for item in group["items"]
    )
    return Group(group["key"], group["dimension"], tuple(group["focus"]), items)


@dataclass(frozen=True, slots=True)
class StepText:
    """The words of one answer of the scale."""

    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ModeText:
    """The words of a way to answer."""

    title: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class LevelText:
    """What a level looks like, for the teacher and for a learner, and the step after it."""

    text: str
    learner: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class GroupText:
    """The words of a dimension, area or domain. `label` is what stands beside the axis."""

    title: str
    label: str = ""
    question: str = ""
    why: str = ""
    first_steps: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemText:
    """The words of an item: a wording for each audience, or the texts of its levels by number."""

    concept: str = ""
    hint: str = ""
    wordings: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, LevelText] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """All words of an instrument in one language."""

    title: str
    purpose: str = ""
    introductions: Mapping[str, str] = field(default_factory=dict)
    scale: Mapping[str, StepText] = field(default_factory=dict)
    bands: Mapping[str, str] = field(default_factory=dict)
    modes: Mapping[str, ModeText] = field(default_factory=dict)
    groups: Mapping[str, GroupText] = field(default_factory=dict)
    items: Mapping[str, ItemText] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """Return it as a document that JSON can hold; `read_text` reads it back."""
        return asdict(self)


def read_text(document: Mapping[str, Any]) -> Text:
    """Return the text that a document holds."""
    return Text(
        title=document["title"],
        purpose=document["purpose"],
        introductions=document["introductions"],
        scale={key: StepText(**step) for key, step in document["scale"].items()},
        bands=document["bands"],
        modes={key: ModeText(**mode) for key, mode in document["modes"].items()},
        groups={key: _read_group_text(group) for key, group in document["groups"].items()},
        items={key: _read_item_text(item) for key, item in document["items"].items()},
    )


def _read_group_text(group: Mapping[str, Any]) -> GroupText:
    lists = {name: tuple(group[name]) for name in ("first_steps", "evidence", "prompts")}
    return GroupText(**{**group, **lists})


def _read_item_text(item: Mapping[str, Any]) -> ItemText:
    levels = {number: LevelText(**level) for number, level in item["levels"].items()}
    return ItemText(item["concept"], item["hint"], item["wordings"], levels)


def content_hash(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a document as 64 hexadecimal digits; the order of its keys does not count."""
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
