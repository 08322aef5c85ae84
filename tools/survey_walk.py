"""What somebody is asked in a survey, part by part, in the words of one language, and how it was answered so far."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from tools.domain.answering import AnswerError, Checked, check_answers
from tools.domain.asking import Choice, OpenQuestion, Question, Step, open_questions, steps
from tools.domain.instrument import GroupText
from tools.domain.pacing import minutes_for
from tools.domain.survey import MOST_WORDS
from tools.enums import Role
from tools.models import OwnItem, Wave
from tools.selectors.released import Released, in_words

OWN, WORDS = "own-items", "own-words"
TOO_LONG = "words_too_long"


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a survey. `langs` names the items whose words are in another language than the page."""

    number: int
    step: Step
    texts: tuple[OpenQuestion, ...] = ()
    langs: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What stands above it."""
        return self.step.text.title

    @property
    def size(self) -> tuple[int, int]:
        """How many items, and how many questions for own words."""
        return len(self.step.questions), len(self.texts)


@dataclass(frozen=True)
class Walk:
    """A survey as one role is asked it. Two queries make it."""

    wave: Wave
    language: str
    role: str
    words: Released
    parts: tuple[Part, ...]

    @property
    def role_name(self) -> str:
        """The role, in the language of the page."""
        return str(Role(self.role).label)

    @property
    def introduction(self) -> str:
        """What is said to this role before the first item."""
        return self.words.text.introductions.get(self.role, "")

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All parts, to check answers against."""
        return tuple(part.step for part in self.parts)

    @cached_property
    def text_keys(self) -> tuple[str, ...]:
        """The keys of the questions for own words."""
        return tuple(question.key for part in self.parts for question in part.texts)

    def minutes_from(self, number: int) -> int:
        """Return about how many minutes it takes from this part on."""
        sizes = [part.size for part in self.parts[number - 1 :]]
        return minutes_for(sum(items for items, _texts in sizes), sum(texts for _items, texts in sizes))

    @property
    def minutes(self) -> int:
        """About how many minutes all of it takes."""
        return self.minutes_from(1)

    def first_open(self, answers: Mapping[str, str]) -> int:
        """Return the number of the part to go on with: the first in which nothing is answered, else the last."""
        for part in self.parts:
            if not any(question.key in answers for question in part.step.questions):
                return part.number
        return len(self.parts)

    def unanswered(self, answers: Mapping[str, str]) -> list[tuple[Part, list[Question]]]:
        """Return the items without an answer, part by part."""
        found = [
            (part, [question for question in part.step.questions if question.key not in answers]) for part in self.parts
        ]
        return [(part, questions) for part, questions in found if questions]

    @property
    def items(self) -> int:
        """How many items are asked."""
        return sum(part.size[0] for part in self.parts)


def walk_through(wave: Wave, role: str, language: str) -> Walk:
    """Return what a role is asked in a language. The title of a part of the school's own is in that of the page."""
    words = in_words(wave.version, language)
    found: list[tuple[Step, tuple[OpenQuestion, ...], Mapping[str, str]]] = [
        (step, (), {}) for step in steps(words.structure, words.text, audience=role, mode=wave.mode)
    ]
    scale = found[0][0].questions[0].choices if found else ()
    own = [item for item in wave.own_items.order_by("place") if role in item.roles]
    if own:
        found.append(_own_part(own, scale, language))
    texts = open_questions(words.structure, words.text, audience=role)
    if texts:
        found.append((Step(WORDS, _words_title(words), "", ()), texts, {}))
    parts = tuple(Part(number, *part) for number, part in enumerate(found, 1))
    return Walk(wave, language, role, words, parts)


def _own_part(
    own: Iterable[OwnItem], scale: tuple[Choice, ...], language: str
) -> tuple[Step, tuple[OpenQuestion, ...], Mapping[str, str]]:
    questions, langs = [], {}
    for item in own:
        there = language if item.wordings.get(language) else next(iter(item.wordings), "")
        questions.append(Question(item.key, item.wordings.get(there, ""), scale))
        if there != language:
            langs[item.key] = there
    title = _("Questions of your school")
    question = _("Your school added these. They are answered as all the others are.")
    return Step(OWN, GroupText(title, question=question), "", tuple(questions)), (), langs


def _words_title(words: Released) -> GroupText:
    for group in words.structure.groups:
        if group.open_questions and not group.statements:
            return words.text.groups[group.key]
    return GroupText(_("In your own words"))


@dataclass(frozen=True, slots=True)
class Filled:
    """What came with a form: the answers and own words that are taken, and what could not be."""

    answers: Mapping[str, str]
    words: Mapping[str, str]
    errors: tuple[AnswerError, ...] = ()
    # As they were typed, also those that are too long.
    typed: Mapping[str, str] = field(default_factory=dict)


def filled(walk: Walk, sent: Iterable[tuple[str, str]]) -> Filled:
    """Return which of the pairs of item and answer that were sent are taken."""
    sent = list(sent)
    checked: Checked = check_answers(walk.steps, [pair for pair in sent if pair[0] not in walk.text_keys])
    typed = {key: _as_kept(text) for key, text in sent if key in walk.text_keys}
    long = [key for key, text in typed.items() if len(text) > MOST_WORDS]
    words = {key: text for key, text in typed.items() if key not in long}
    errors = (*checked.errors, *(AnswerError(TOO_LONG, key) for key in long))
    return Filled(checked.answers, words, errors, typed)


def _as_kept(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def words_of(error: AnswerError) -> str:
    """Return what to say about an item that could not be taken. It never repeats the answer."""
    said = {
        "unknown_item": _("“%(item)s” is not asked in this survey, so that was left out."),
        "answered_twice": _("“%(item)s” was answered twice. Choose one answer."),
        "outside_scale": _("The answer to “%(item)s” is not one of those to choose from. Choose one."),
        TOO_LONG: _("This text is too long: %(limit)d characters fit. Shorten it, then go on."),
    }[error.code]
    return said % {"item": error.item, "limit": MOST_WORDS}


def pairs(posted) -> Iterator[tuple[str, str]]:
    """Yield all items and answers of a form; the names that are ours are none. A role is never read from a form."""
    for name, values in posted.lists():
        if not name.startswith("survey_") and name != "role":
            yield from ((name, value) for value in values)
