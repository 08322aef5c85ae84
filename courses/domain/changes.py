"""What publishing a unit changes for teachers who are under way in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What can change for them."""

    NOW_REQUIRED = "now_required"
    NOW_OPTIONAL = "now_optional"
    QUESTION_GONE = "question_gone"
    CHECK_GONE = "check_gone"


@dataclass(frozen=True)
class UnitState:
    """A unit as it is live, or as it would be. Questions by the id of their block."""

    required: bool
    reflections: dict[str, str]
    checks: dict[str, str]


@dataclass(frozen=True)
class Change:
    """One change; `question` is the one that goes, as teachers read it."""

    kind: Kind
    question: str = ""


def changes(live: UnitState, new: UnitState) -> list[Change]:
    """Return what changes for teachers, in a fixed order; a question that only moved or was reworded is none."""
    found = []
    if live.required != new.required:
        found.append(Change(Kind.NOW_REQUIRED if new.required else Kind.NOW_OPTIONAL))
    found += _gone(Kind.QUESTION_GONE, live.reflections, new.reflections)
    found += _gone(Kind.CHECK_GONE, live.checks, new.checks)
    return found


def _gone(kind: Kind, live: dict[str, str], new: dict[str, str]) -> Iterable[Change]:
    return (Change(kind, question) for block, question in live.items() if block not in new)
