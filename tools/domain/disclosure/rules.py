"""The rules of small numbers: how many it takes, and why something is not shown."""

from dataclasses import dataclass, fields
from enum import StrEnum

from tools.domain.survey import LEAST_ALPHA, LEAST_GAP_FLAG, LEAST_GROUP, LEAST_OPEN


class NotClosedError(Exception):
    """A wave that is still open has no results for anybody."""


class Reason(StrEnum):
    """Why something is not shown. Never an empty cell, never a zero."""

    SHOWN = ""
    # Fewer than the minimum are in it; nobody is told how many.
    TOO_FEW = "too_few"
    # Its people stand within a larger group.
    MERGED = "merged"
    # All answered the same, or all but one, in a group so small that everybody's answer would be known.
    UNANIMOUS = "unanimous_band"
    # One of its items is hidden or shows no mean.
    HIDDEN_ITEM = "hidden_item"
    # Shown, but too few answered with a value for a mean.
    FEW_VALUES = "few_values"
    # Too few answered every item of the area.
    FEW_CASES = "few_cases"
    # The number has no meaning over so few items.
    FEW_ITEMS = "few_items"
    # The answers do not differ: the number does not exist.
    NO_SPREAD = "no_spread"
    # The item, its answers or what belongs to the area changed between two waves.
    CHANGED_ITEM = "changed_item"
    # The group was another one in the earlier wave, or was not shown there.
    OTHER_GROUP = "other_group"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How many it takes. A school may be stricter for a wave, never looser: ValueError."""

    # People of a group, answers to an item.
    group: int = LEAST_GROUP
    # People of a group whose open answers the survey team may read.
    open: int = LEAST_OPEN
    # Complete cases for Cronbach's alpha, which also needs three items.
    alpha: int = LEAST_ALPHA
    # Answers with a value on both sides of a gap that is flagged.
    gap: int = LEAST_GAP_FLAG
    # In groups below it unanimous answers are shown as a band, and the spread of people is not.
    unanimous: int = 10

    def __post_init__(self) -> None:
        looser = [each.name for each in fields(self) if getattr(self, each.name) < each.default]
        if looser:
            raise ValueError(f"Looser than the academy allows: {', '.join(looser)}")


ALPHA_ITEMS = 3
