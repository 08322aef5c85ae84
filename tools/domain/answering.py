"""What was handed in, against what was asked. What is good is kept; what is not is named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tools.domain.asking import Step
from tools.domain.scoring import Axis

# Errors, each with the item it is about.
UNKNOWN_ITEM = "unknown_item"
ANSWERED_TWICE = "answered_twice"
OUTSIDE_SCALE = "outside_scale"
NOTE_TOO_LONG = "note_too_long"

# A page and a half: enough for evidence, and no store for files.
MOST_NOTE = 4000
# A made-up key may be as long as a request; a message repeats no more of it.
MOST_NAME = 60

LEAST_WEB = 3
LEAST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class AnswerError:
    """What is wrong with one item. It never repeats the answer, which is private."""

    code: str
    item: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The answers that count, in the order in which they are asked, and what was wrong with the others."""

    answers: Mapping[str, str]
    errors: tuple[AnswerError, ...] = ()


def check_answers(asked: Sequence[Step], submitted: Iterable[tuple[str, str]]) -> Checked:
    """Return which of the submitted pairs of item and answer count.

    A blank answer is none. An item that was answered twice is an error; it is kept when both answers are
    the same. Errors come in the order in which the items were handed in, one for each item.
    """
    questions = {question.key: question for step in asked for question in step.questions}
    given: dict[str, list[str]] = {}
    for item, answer in submitted:
        if answer != "":
            given.setdefault(item, []).append(answer)
    kept, errors = {}, []
    for item, answers in given.items():
        question, first = questions.get(item), answers[0]
        if question is None:
            errors.append(AnswerError(UNKNOWN_ITEM, item[:MOST_NAME]))
        elif not all(question.accepts(answer) for answer in answers):
            errors.append(AnswerError(OUTSIDE_SCALE, item))
        else:
            if len(answers) > 1:
                errors.append(AnswerError(ANSWERED_TWICE, item))
            if all(answer == first for answer in answers):
                kept[item] = first
    return Checked({key: kept[key] for key in questions if key in kept}, tuple(errors))


def check_notes(asked: Sequence[Step], submitted: Mapping[str, str]) -> Checked:
    """Return which notes count, by dimension; one that is too long is named.

    An empty note counts: it takes away the one before.
    """
    kept, errors = {}, []
    dimensions = [step.key for step in asked]
    for key, note in submitted.items():
        if key not in dimensions:
            errors.append(AnswerError(UNKNOWN_ITEM, key[:MOST_NAME]))
        elif len(note) > MOST_NOTE:
            errors.append(AnswerError(NOTE_TOO_LONG, key))
        else:
            kept[key] = note
    return Checked({key: kept[key] for key in dimensions if key in kept}, tuple(errors))


class Word(StrEnum):
    """What is to be said about a whole web."""

    EMPTY = "empty"
    HALF = "half"
    FEW = "few"
    ALL_ALIKE = "all_alike"
    ALL_NOT_APPLICABLE = "all_not_applicable"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What there is to say about a web as a whole, and how it is drawn.

    `missing` are the items that were asked and not answered, in their order.
    """

    words: tuple[Word, ...]
    scored: int
    missing: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was answered; then there is nothing to keep."""
        return Word.EMPTY in self.words

    @property
    def draws_web(self) -> bool:
        """Whether there are dimensions enough for a web; else bars are drawn."""
        return self.scored >= LEAST_WEB


def outcome(asked: Sequence[Step], answers: Mapping[str, str], axes: Sequence[Axis]) -> Outcome:
    """Return what to say about these checked answers and the axes they make.

    Not applicable is an answer, so it is not missing. All alike speaks of at least three answers with a
    value. A web without any value is not called too few as well: its own word says more.
    """
    questions = [question for step in asked for question in step.questions]
    scored = sum(not axis.is_open for axis in axes)
    missing = tuple(question.key for question in questions if question.key not in answers)
    if len(missing) == len(questions):
        return Outcome((Word.EMPTY,), scored, missing)
    values = [
        choice.value
        for question in questions
        for choice in question.choices
        if choice.key == answers.get(question.key) and choice.value is not None
    ]
    found = {
        Word.HALF: bool(missing),
        Word.FEW: bool(values) and scored < LEAST_WEB,
        Word.ALL_ALIKE: len(values) >= LEAST_ALIKE and len(set(values)) == 1,
        Word.ALL_NOT_APPLICABLE: not values,
    }
    return Outcome(tuple(word for word, said in found.items() if said), scored, missing)


class Place(StrEnum):
    """What a new submission is to the one before."""

    NEW = "new"
    REPLACES = "replaces"
    ASKS = "asks"


CORRECTION = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Previous:
    """The last submission of the same teacher: the moment, the day in the teacher's time zone, the mode."""

    at: datetime
    on: date
    mode: str


def place(previous: Previous | None, now: datetime, today: date, mode: str, *, corrects: bool = True) -> Place:
    """Return whether a submission replaces the one before, asks whether it does, or stands beside it.

    What was begun to correct it does so within 30 minutes, also past midnight. Anything else on the same
    day asks. A web in the other mode is another measure and never replaces. `today` is the day in the
    teacher's time zone.
    """
    if previous is None or previous.mode != mode:
        return Place.NEW
    # Two tabs may be handed in at once, so the one before may be a moment later by its clock.
    if corrects and abs(now - previous.at) <= CORRECTION:
        return Place.REPLACES
    return Place.ASKS if today == previous.on else Place.NEW


def may_be_corrected(at: datetime, now: datetime) -> bool:
    """Whether what was handed in at this moment may still be opened to correct it."""
    return now - at <= CORRECTION


def together(stored: str, sent: str, grew_from: str) -> str:
    """Return the note to keep when one device sends `sent`, which grew from `grew_from`, and `stored` is there.

    Where another device wrote meanwhile both are kept, one below the other: nothing typed is lost.
    """
    if stored in (sent, grew_from) or not stored.strip():
        return sent
    if not sent.strip() or sent in stored:
        return stored
    return sent if stored in sent else f"{stored}\n\n{sent}"
