"""Which items somebody is asked, in which words, with which answers to choose from."""

from collections.abc import Iterator
from dataclasses import dataclass

from tools.domain.instrument import LEVELS, Group, GroupText, Item, Structure, Text
from tools.domain.scoring import QUICK

PULSE = "pulse"
# The audience that may also be asked about levels: whoever judges an own practice.
WHO_LEVELS = "teacher"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose. `value` is None where it counts in no mean."""

    key: str
    value: int | None
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """An item as somebody is asked it."""

    key: str
    words: str
    choices: tuple[Choice, ...]
    hint: str = ""

    def accepts(self, answer: str) -> bool:
        """Whether this is one of the answers to choose from."""
        return any(choice.key == answer for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Step:
    """A dimension, area or domain with what is asked of it."""

    key: str
    text: GroupText
    dimension: str
    questions: tuple[Question, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of what is asked."""
        return tuple(question.key for question in self.questions)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something that is answered in own words."""

    key: str
    words: str


def open_questions(structure: Structure, text: Text, *, audience: str) -> tuple[OpenQuestion, ...]:
    """Return what this audience is asked to say in own words, in every mode."""
    asked = (item.key for group in structure.groups for item in group.open_questions)
    found = ((key, text.items[key].wordings.get(audience, "")) for key in asked)
    return tuple(OpenQuestion(key, words) for key, words in found if words)


def steps(structure: Structure, text: Text, *, audience: str, mode: str) -> tuple[Step, ...]:
    """Return what this audience is asked in this mode, group by group; groups without a question are left out.

    The quick mode asks the level of each dimension, the pulse the items marked for it, the full mode
    all statements. Without the words of an item it is not asked.
    """
    scale = tuple(_scale(structure, text))
    found = (
        Step(group.key, text.groups[group.key], group.dimension, tuple(_questions(group, text, audience, mode, scale)))
        for group in structure.groups
    )
    return tuple(step for step in found if step.questions)


def _scale(structure: Structure, text: Text) -> Iterator[Choice]:
    for step in structure.scale:
        words = text.scale[step.key]
        yield Choice(step.key, step.value, words.label, words.text)


def _questions(group: Group, text: Text, audience: str, mode: str, scale: tuple[Choice, ...]) -> Iterator[Question]:
    if mode == QUICK:
        item = group.level_item
        if item is not None and audience == WHO_LEVELS:
            yield Question(item.key, text.groups[group.key].question, (*_levels(item, text, scale), *_without(scale)))
        return
    for item in group.statements:
        words = text.items[item.key]
        if audience in words.wordings and (item.pulse or mode != PULSE):
            yield Question(item.key, words.wordings[audience], scale, words.hint)


def _levels(item: Item, text: Text, scale: tuple[Choice, ...]) -> Iterator[Choice]:
    names = {choice.value: choice.label for choice in scale}
    for number in LEVELS:
        yield Choice(str(number), number, names.get(number, str(number)), text.items[item.key].levels[str(number)].text)


def _without(scale: tuple[Choice, ...]) -> Iterator[Choice]:
    """Yield the answers that count nowhere, such as: not applicable."""
    yield from (choice for choice in scale if choice.value is None)
