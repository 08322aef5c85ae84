"""What the pages of answering show: a web under way, its steps, its picture. Not here: what is posted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import Page

from academy_site.foundation import selectors
from academy_site.people.selectors import zone_of
from tools.charts import AxisPart, Moment, WebChart, web_chart
from tools.domain import progress
from tools.domain.answering import Outcome, Place, Previous, outcome, place
from tools.domain.asking import Question, Step
from tools.domain.focusing import Recheck, asks_evidence, evidence_wanted
from tools.domain.instrument import LEVELS
from tools.domain.labels import breakable
from tools.domain.scoring import QUICK, Axis, half_up, score_web
from tools.forms import LearnersForm
from tools.models import Response, ResponseDraft
from tools.selectors.released import Released, in_words
from tools.selectors.webs import Aims, History, aims_of, history_of, responses_of
from tools.services.answering import NOW, THEN, asked_with, recheck_of

# So many letters of a word fit into a line of a title on a narrow screen.
TITLE_FITS = 16
STEP_NAMES = {NOW: "web_draft", THEN: "web_draft_then"}


def today_of(person: Any) -> date:
    """Return the day it is for a person."""
    return now().astimezone(zone_of(person)).date()


Levels = Sequence[tuple[int, str, str]]


@dataclass(frozen=True)
class Beside:
    """What a dimension came to, beside the descriptions of its levels; `nearest` is the one it comes next to."""

    axis: AxisPart
    number: int
    levels: Levels
    nearest: tuple[int, str, str] | None
    taken_on: date | None = None


@dataclass(frozen=True)
class Asked:
    """One question of a step, with what was chosen and what is wrong with it."""

    question: Question
    chosen: str
    error: str = ""


class UnderWay:
    """A web under way in the words of the reader. What is not looked at is not asked of the database."""

    def __init__(self, draft: ResponseDraft, part: str = NOW):
        self.draft = draft
        self.part = part

    @cached_property
    def words(self) -> Released:
        """The words. One query."""
        return in_words(self.draft.version)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What is asked, one dimension a step."""
        return asked_with(self.words, self.draft)

    @cached_property
    def history(self) -> History:
        """The webs that were handed in before. Two queries."""
        return history_of(self.draft.person, self.draft.instrument)

    @cached_property
    def aims(self) -> Aims:
        """Targets and focus. Two queries."""
        return aims_of(self.draft.person, self.draft.instrument)

    @cached_property
    def again(self) -> Recheck | None:
        """What a re-check takes over from the web before."""
        return recheck_of(self.draft, self.history) if self.draft.focus else None

    @property
    def is_quick(self) -> bool:
        """Whether levels are chosen."""
        return self.draft.mode == QUICK

    @property
    def mode_title(self) -> str:
        """The name of the way to answer."""
        mode = self.words.text.modes.get(self.draft.mode)
        return mode.title if mode else ""

    @property
    def chosen(self) -> Mapping[str, str]:
        """What was answered in this part."""
        return self.draft.then if self.part == THEN else self.draft.answers

    @property
    def given(self) -> Mapping[str, str]:
        """What was answered in this part, with what a re-check takes over."""
        return self.again.answers(self.chosen) if self.again and self.part == NOW else self.chosen

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The scores so far."""
        return score_web(self.words.structure, self.given, self.draft.mode)

    def axis(self, dimension: str) -> Axis:
        """Return the score of one dimension so far."""
        return next(axis for axis in self.axes if axis.key == dimension)

    @property
    def chart(self) -> WebChart:
        """The picture so far."""
        structure, text = self.words.structure, self.words.text
        moment = Moment(self.axes, self.draft.mode, today_of(self.draft.person))
        targets = self.aims.targets if self.part == NOW else {}
        return web_chart(structure, text, moment, targets=targets, lang=self.words.lang)

    @property
    def outcome(self) -> Outcome:
        """What there is to say about the web as a whole."""
        return outcome(self.steps, self.chosen, self.axes)

    def is_answered(self, step: Step) -> bool:
        """Whether every question of a step has an answer."""
        return progress.is_answered(step.keys, self.chosen)

    @property
    def answered(self) -> int:
        """How many dimensions are answered."""
        return progress.answered(progress.keys_of(self.steps), self.chosen)

    @property
    def goes_on_at(self) -> int:
        """The number of the first step that is not answered, else of the last."""
        return progress.goes_on_at(progress.keys_of(self.steps), self.chosen)

    def address(self, number: int) -> str:
        """Return the address of a step of this part."""
        return reverse(STEP_NAMES[self.part], args=[self.draft.key, number])

    @property
    def address_to_go_on(self) -> str:
        """The address at which to go on."""
        return self.address(self.goes_on_at)

    def asks_evidence(self, step: Step) -> bool:
        """Whether a note is asked for in a step."""
        return self.part == NOW and asks_evidence(self.axis(step.key), self.aims.targets)

    @property
    def replaces(self) -> Response | None:
        """The web of the last half hour that this one corrects, and whose place it takes."""
        last = next((one for one in reversed(self.history.responses) if one.mode == self.draft.mode), None)
        if last is None:
            return None
        previous, day = Previous(last.submitted_at, last.on, last.mode), today_of(self.draft.person)
        corrects = self.draft.corrects == last.key
        return last if place(previous, now(), day, self.draft.mode, corrects=corrects) is Place.REPLACES else None

    @cached_property
    def then_on(self) -> date | None:
        """The day of the earlier moment that is rated again; None when its web went meanwhile. One query."""
        key = self.draft.then_of
        return responses_of(self.draft.person).filter(key=key).values_list("on", flat=True).first() if key else None

    @property
    def may_look_back_to(self) -> list[Response]:
        """The webs of this mode and of an earlier day, whose moment may be rated again, the newest first."""
        today = today_of(self.draft.person)
        return [one for one in reversed(self.history.responses) if one.mode == self.draft.mode and one.on < today]

    @property
    def wants_evidence(self) -> tuple[Step, ...]:
        """The steps that ask for a note and have none."""
        keys = evidence_wanted(self.axes, self.aims.targets, self.draft.notes)
        return tuple(step for step in self.steps if step.key in keys)


def levels_of(words: Released, dimension: str) -> Levels:
    """Return the levels of a dimension: number, label, text; none where the version has no words for them."""
    group = next(group for group in words.structure.groups if group.key == dimension)
    if group.level_item is None:
        return ()
    texts = words.text.items[group.level_item.key].levels
    labels = words.text.scale
    return tuple(
        (number, labels[str(number)].label if str(number) in labels else str(number), texts[str(number)].text)
        for number in LEVELS
        if str(number) in texts
    )


def step_values(web: UnderWay, number: int, **more: Any) -> dict[str, Any]:
    """Return what the page of a step shows."""
    step = web.steps[number - 1]
    errors = more.pop("errors", {})
    chosen = {**web.chosen, **more.pop("sent", {})}
    note = web.draft.notes.get(step.key, "")
    return {
        "web": web,
        "words": web.words,
        "chart": web.chart,
        "step": step,
        "title": breakable(step.text.title, TITLE_FITS),
        "number": number,
        "total": len(web.steps),
        "bar": [(web.is_answered(one), place == number) for place, one in enumerate(web.steps, 1)],
        "asked": [
            Asked(question, chosen.get(question.key, ""), errors.get(question.key, "")) for question in step.questions
        ],
        "levels": () if web.is_quick else levels_of(web.words, step.key),
        "following": web.steps[number].text.title if number < len(web.steps) else "",
        "asks_evidence": web.asks_evidence(step),
        "target": web.aims.targets.get(step.key) if web.part == NOW else None,
        "note": note,
        "note_grew_from": note,
        "action": web.address(number),
        **more,
    }


def beside_levels(web: UnderWay) -> list[Beside]:
    """Return for each dimension what it came to, beside its levels: so that a full web is checked against them."""
    numbers = {step.key: number for number, step in enumerate(web.steps, 1)}
    taken = web.again.taken_on if web.again else {}
    found = []
    for axis in web.chart.axes:
        levels = levels_of(web.words, axis.key)
        level = int(half_up(axis.now, 0)) if axis.now is not None else None
        nearest = next((one for one in levels if one[0] == level), None)
        found.append(Beside(axis, numbers.get(axis.key, 0), levels, nearest, taken.get(axis.key)))
    return found


def missing_steps(web: UnderWay) -> list[tuple[int, Step]]:
    """Return the steps in which something is not answered, each with its number."""
    return [(number, step) for number, step in enumerate(web.steps, 1) if not web.is_answered(step)]


def web_address(key: UUID) -> str:
    """Return the address of the web with this key."""
    return reverse("web", args=[key])


def result_address(response: Response) -> str:
    """Return the address of a web that was handed in."""
    return web_address(response.key)


def page_of(key: UUID | None) -> Page | None:
    """Return the page with this translation key for this reader, None when it is not there for everybody."""
    return next(iter(selectors.listed(Page.objects.filter(translation_key=key))), None) if key else None


def check_values(web: UnderWay, form: LearnersForm, **more: Any) -> dict[str, Any]:
    """Return what the page before handing in shows."""
    found = web.outcome
    return {
        "web": web,
        "words": web.words,
        "chart": web.chart,
        "outcome": found,
        "said": {word.value for word in found.words},
        "missing": missing_steps(web),
        "beside": beside_levels(web),
        "evidence": [(web.steps.index(step) + 1, step) for step in web.wants_evidence],
        "earlier": web.may_look_back_to,
        "begun_on": page_of(web.draft.begun_on),
        "replaces": web.replaces,
        "form": form,
        **more,
    }
