"""What a teacher works on: focus, targets, evidence, and a re-check of the focus dimensions alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.domain.asking import Step as Asked
from tools.domain.comparing import comparable_items
from tools.domain.instrument import LEVELS, Structure
from tools.domain.scoring import Axis
from tools.domain.webs import Steps, Web, items_of, read_in, way

MOST_FOCUS = 2
MOST_TARGETS = 2
# From this score on, a note says what shows it.
EVIDENCE_FROM = Decimal(4)

# What came of choosing a focus.
ADDED = "added"
ALREADY = "already"
ASK_WHICH = "ask_which"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FocusChoice:
    """The focus after a choice, and what came of it. With `ask_which` nothing changed yet."""

    focus: tuple[str, ...]
    code: str


def choose_focus(focus: Sequence[str], wanted: str, dimensions: Sequence[str]) -> FocusChoice:
    """Return the focus with one more dimension; a third asks which of the two to swap."""
    current = tuple(focus)
    if wanted not in dimensions:
        return FocusChoice(current, UNKNOWN)
    if wanted in current:
        return FocusChoice(current, ALREADY)
    if len(current) >= MOST_FOCUS:
        return FocusChoice(current, ASK_WHICH)
    return FocusChoice((*current, wanted), ADDED)


def swap_focus(focus: Sequence[str], leaving: str, wanted: str, dimensions: Sequence[str]) -> FocusChoice:
    """Return the focus with one dimension in the place of another; asks again when that one is not in it."""
    current = tuple(focus)
    choice = choose_focus(current, wanted, dimensions)
    if choice.code != ASK_WHICH or leaving not in current:
        return choice
    return FocusChoice(tuple(wanted if key == leaving else key for key in current), ADDED)


def is_target(value: int) -> bool:
    """Whether this can be a target: one of the five levels."""
    return value in LEVELS


def targets_above(axes: Sequence[Axis], targets: Mapping[str, int]) -> tuple[str, ...]:
    """Return the dimensions whose target is above the current level, in their order; open axes have no level."""
    return tuple(
        axis.key for axis in axes if axis.score is not None and axis.key in targets and targets[axis.key] > axis.score
    )


def too_many_targets(axes: Sequence[Axis], targets: Mapping[str, int]) -> tuple[str, ...]:
    """Return the targets of which a word of advice speaks: all above the current level, from the third on."""
    above = targets_above(axes, targets)
    return above if len(above) > MOST_TARGETS else ()


def asks_evidence(axis: Axis, targets: Collection[str]) -> bool:
    """Whether a note is asked for: at 4 or 5, and wherever there is a target, also on an open axis."""
    return axis.key in targets or (axis.score is not None and axis.score >= EVIDENCE_FROM)


def evidence_wanted(axes: Sequence[Axis], targets: Collection[str], notes: Mapping[str, str]) -> tuple[str, ...]:
    """Return the dimensions that ask for a note and have none yet, in their order. It is asked, never demanded."""
    return tuple(axis.key for axis in axes if asks_evidence(axis, targets) and not notes.get(axis.key, "").strip())


@dataclass(frozen=True, slots=True)
class Recheck:
    """A web of which only the focus is asked again.

    `asked` are the steps to answer. `taken` are answers of the earlier web that still mean the same, and
    `taken_on` says for each dimension that has some on which day they were given. `left_out` are items
    that were answered then and cannot be taken over; nothing is put in their place.
    """

    asked: tuple[Asked, ...]
    taken: Mapping[str, str]
    taken_on: Mapping[str, date]
    left_out: tuple[str, ...]

    def answers(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return the answers of the whole web; what is given now counts for the asked dimensions only."""
        asked = {question.key for step in self.asked for question in step.questions}
        return {**self.taken, **{key: answer for key, answer in given.items() if key in asked}}


def recheck(
    earlier: Web, focus: Collection[str], asked: Sequence[Asked], structure: Structure, version: int, steps: Steps
) -> Recheck:
    """Return what a re-check of the focus asks, and what it takes over from an earlier web.

    `asked` are all steps of the version that is asked now, in the mode of the earlier web: quick and full
    are not mixed. A dimension that the earlier web took over itself keeps its first day.
    """
    read = read_in(earlier, version, steps)
    common = comparable_items(earlier.structure, structure, way(steps, earlier.version, version))
    taken: dict[str, str] = {}
    taken_on: dict[str, date] = {}
    for group in structure.groups:
        items = [] if group.key in focus else items_of(structure, group.key, earlier.mode)
        kept = {item.key: read[item.key] for item in items if item.key in common and item.key in read}
        taken |= kept
        if kept:
            taken_on[group.key] = earlier.answered_on(group.key)
    others = [group.key for group in earlier.structure.groups if group.key not in focus]
    before = [item.key for key in others for item in items_of(earlier.structure, key, earlier.mode)]
    left_out = tuple(key for key in before if key in earlier.answers and key not in taken)
    return Recheck(tuple(step for step in asked if step.key in focus), taken, taken_on, left_out)
