"""Rules of knowledge checks: whether one can be answered, in which order its options stand, how they fare."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Problem = Literal["one", "some", "order"]


def check_problem(kind: str, options: Sequence[tuple[bool, int | None]]) -> Problem | None:
    """Say what keeps a check from being answered: `one`, `some`, `order`, or None when it is sound.

    Each option is (fits, position). A single choice has exactly one option that fits; a multiple
    choice has one that fits and one that does not; an order numbers its options 1 to n.
    """
    fitting = sum(1 for fits, _ in options if fits)
    if kind == "single":
        return None if fitting == 1 else "one"
    if kind == "multiple":
        return None if 0 < fitting < len(options) else "some"
    return None if sorted(p or 0 for _, p in options) == list(range(1, len(options) + 1)) else "order"


def shuffled(block_id: str, option_ids: Iterable[str]) -> list[str]:
    """Return the options in an order that looks random and is the same for everyone, always.

    The seed is the block's id, so that a page can be cached and a talk about "the second option"
    means the same option in every browser and language.
    """
    return sorted(option_ids, key=lambda option: hashlib.sha256(f"{block_id}:{option}".encode()).digest())


@dataclass(frozen=True)
class Answer:
    """What someone chose (`choice` fields) and which place they gave each option (`place-<id>` fields).

    `unknown` names what the form held that is no option and no place of this check, or is empty.
    """

    chosen: frozenset[str] = frozenset()
    placed: Mapping[str, int] = field(default_factory=dict)
    unknown: str = ""


_LONGEST_NAME = 80


def read_answer(parameters: Mapping[str, Sequence[str]], option_ids: Iterable[str]) -> Answer:
    """Read an answer from a posted form. What is not an option or not a place is left out, and named."""
    options = list(option_ids)
    places = {str(place): place for place in range(1, len(options) + 1)}
    names = {f"place-{option}": option for option in options}
    given = {name: list(values) for name, values in parameters.items() if name.startswith("place-")}
    unknown = [choice for choice in parameters.get("choice", ()) if choice not in options]
    unknown += [name for name, values in given.items() if name not in names or not {*values} <= {"", *places}]
    placed = {names[name]: places.get(next(iter(values), "")) for name, values in given.items() if name in names}
    return Answer(
        chosen=frozenset(parameters.get("choice", ())) & frozenset(options),
        placed={option: place for option, place in placed.items() if place},
        unknown=unknown[0][:_LONGEST_NAME] if unknown else "",
    )


def as_stored(answer: Answer) -> dict[str, Any]:
    """Return an answer as it is kept: ids and places, so that it is the same in every language."""
    return {"chosen": sorted(answer.chosen), "placed": dict(sorted(answer.placed.items()))}


def from_stored(stored: Mapping[str, Any], option_ids: Iterable[str]) -> Answer | None:
    """Return an answer that was kept, None when it names an option that is no longer there."""
    answer = Answer(frozenset(stored.get("chosen", ())), dict(stored.get("placed", {})))
    return answer if {*answer.chosen, *answer.placed} <= {*option_ids} else None


@dataclass(frozen=True)
class OptionOutcome:
    """How one option fares: whether it was chosen (or where it was put) and whether that fits."""

    option_id: str
    chosen: bool
    placed: int | None
    fits: bool
    position: int | None


@dataclass(frozen=True)
class Outcome:
    """How an answer fares. `complete` is False when nothing, or not every place, was chosen."""

    options: tuple[OptionOutcome, ...]
    complete: bool
    fits: bool

    @property
    def found(self) -> int:
        """How many options are as they should be: chosen and fitting, or in their place."""
        return sum(option.fits and (option.chosen or option.placed is not None) for option in self.options)

    @property
    def missed(self) -> int:
        """How many options fit and were not chosen."""
        return sum(option.fits and not option.chosen for option in self.options)

    @property
    def wrong(self) -> int:
        """How many options were chosen and do not fit."""
        return sum(option.chosen and not option.fits for option in self.options)


def judge(
    kind: str, options: Sequence[tuple[str, bool, int | None]], chosen: Iterable[str], placed: Mapping[str, int]
) -> Outcome:
    """Judge an answer. `options` are (id, fits, position); ids that are not options are ignored.

    For `order` an option fits when it stands at its position; for the others when it was chosen
    exactly if it is marked as fitting.
    """
    chosen = set(chosen)
    outcomes = []
    for option_id, fits, position in options:
        place = placed.get(option_id)
        good = place == position if kind == "order" else fits
        outcomes.append(OptionOutcome(option_id, option_id in chosen, place, good, position))
    if kind == "order":
        complete = sorted(o.placed or 0 for o in outcomes) == list(range(1, len(outcomes) + 1))
        right = all(o.fits for o in outcomes)
    else:
        complete = any(o.chosen for o in outcomes) and (kind != "single" or sum(o.chosen for o in outcomes) == 1)
        right = all(o.chosen == o.fits for o in outcomes)
    return Outcome(tuple(outcomes), complete, complete and right)
