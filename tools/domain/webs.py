"""The webs of one teacher, and how the answers of one read in another version of the instrument."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tools.domain.comparing import Step, translated_answer
from tools.domain.instrument import LEVELS, Group, Item, Structure
from tools.domain.scoring import QUICK, Axis, score_axis, score_web

# The step that leads to each version from the one before, by the number of the version.
Steps = Mapping[int, Step]


@dataclass(frozen=True, slots=True)
class Web:
    """One handed-in web of a teacher.

    `on` is the day in the teacher's time zone, `number` tells webs of one day apart. `answers` are those
    of the moment itself. `then` rates the earlier moment `then_on` again with the eyes of this web, in
    the same mode. `taken` names the dimensions that a partial re-check took over from an earlier web,
    with the day on which they were really answered.
    """

    number: int
    on: date
    mode: str
    version: int
    structure: Structure
    answers: Mapping[str, str]
    then: Mapping[str, str] = field(default_factory=dict)
    then_on: date | None = None
    taken: Mapping[str, date] = field(default_factory=dict)

    def axes(self) -> tuple[Axis, ...]:
        """Return its own scores in the fixed order, whatever may be compared."""
        return score_web(self.structure, self.answers, self.mode)

    def answered_on(self, dimension: str) -> date:
        """Return the day on which this dimension was really answered."""
        return self.taken.get(dimension, self.on)

    def axis(self, dimension: str) -> Axis | None:
        """Return its own score of one dimension; None when its version does not have it."""
        group = group_of(self.structure, dimension)
        return score_axis(self.structure, group, self.answers, self.mode) if group else None


def in_order(webs: Iterable[Web]) -> list[Web]:
    """Return webs by their day, those of one day by their number."""
    return sorted(webs, key=lambda web: (web.on, web.number))


def dimensions_of(webs: Iterable[Web]) -> list[str]:
    """Return the dimensions of the newest version in their order, then those that only older ones have."""
    newest_first = sorted(webs, key=lambda web: -web.version)
    return list(dict.fromkeys(group.key for web in newest_first for group in web.structure.groups))


def way(steps: Steps, low: int, high: int) -> list[Step]:
    """Return the steps from one version up to another; a step that is not known lets nothing be compared."""
    return [steps.get(number, Step(mapping={})) for number in range(low + 1, high + 1)]


def read_in(web: Web, version: int, steps: Steps) -> dict[str, str]:
    """Return the answers of a web as they read in a newer version; those that a mapping leaves out are gone.

    Chosen levels stay as they are: they are texts of their dimension and not steps of the scale.
    """
    path = way(steps, web.version, version)
    if all(step.mapping is None for step in path):
        return dict(web.answers)
    levels = {group.level_item.key for group in web.structure.groups if group.level_item}
    numbers = {str(number) for number in LEVELS}
    read = {
        key: answer if key in levels and answer in numbers else translated_answer(answer, path)
        for key, answer in web.answers.items()
    }
    return {key: answer for key, answer in read.items() if answer is not None}


def items_of(structure: Structure, dimension: str, mode: str) -> tuple[Item, ...]:
    """Return the items that make the score of a dimension in this mode; none when it is not asked."""
    group = group_of(structure, dimension)
    if group is None:
        return ()
    if mode == QUICK:
        return (group.level_item,) if group.level_item else ()
    return group.statements


def group_of(structure: Structure, dimension: str) -> Group | None:
    """Return the dimension with this key; None when the version does not have it."""
    return next((group for group in structure.groups if group.key == dimension), None)


def with_value(structure: Structure, answers: Mapping[str, str], mode: str) -> frozenset[str]:
    """Return the keys of the items whose answer counts in a score of this mode."""
    if mode == QUICK:
        levels = (group.level_item for group in structure.groups)
        return frozenset(item.key for item in levels if item and answers.get(item.key, "").isdigit())
    values = structure.values()
    return frozenset(key for key, answer in answers.items() if values.get(answer) is not None)
