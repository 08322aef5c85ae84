"""The pages of a survey under way: its start, its parts, and the last look before sending."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from academy_site.foundation.domain.codes import shown_code
from tools.domain.answering import AnswerError
from tools.domain.survey import MOST_WORDS
from tools.models import Wave
from tools.services.survey_drafts import KEPT_DAYS
from tools.survey_visit import TICKET, Visit
from tools.survey_walk import Part, Walk, words_of


def languages_of(wave: Wave, name: str, *args) -> list[tuple[str, str, str]]:
    """Return code, own name and address of a page in each language of a wave."""
    names = dict(settings.LANGUAGES)
    return [(code, names[code], reverse(name, args=[wave.key, code, *args])) for code in wave.languages]


@dataclass(frozen=True)
class Place:
    """Where somebody stands: at the start, in a part, or at the last look."""

    name: str
    number: int = 0

    @property
    def rest(self) -> tuple[int, ...]:
        """What an address has after the language."""
        return (self.number,) if self.number else ()


START, CHECK = Place("survey_begin"), Place("survey_check")


def part_place(number: int) -> Place:
    """Return the place of a part."""
    return Place("survey_step", number)


def lead(visit: Visit, place: Place) -> HttpResponse:
    """Lead to a place. A device that refuses the cookie is shown it at once, with the ticket in the form."""
    if visit.carried:
        return show(visit, place)
    return HttpResponseRedirect(visit.address(place.name, *place.rest), status=303)


def show(visit: Visit, place: Place, *, carry: bool = False, **more: Any) -> HttpResponse:
    """Show a place. `carry` puts the ticket into the form also where nobody knows yet whether it will be needed."""
    template, values = _DRAWN[place.name](visit, place.number, **more)
    walk = visit.walk
    common = {
        "walk": walk,
        "wave": walk.wave,
        "mark": visit.ticket.mark,
        "ticket": visit.ticket.written if carry or visit.carried else "",
        "ticket_name": TICKET,
        "languages": languages_of(walk.wave, place.name, *place.rest),
        "action": visit.address(place.name, *place.rest),
        "save": visit.address("survey_save"),
        "shown": shown_code(visit.ticket.code),
        "phrase": visit.ticket.phrase,
        "days": KEPT_DAYS,
    }
    return render(visit.request, template, {**common, **values}, status=more.get("status", 200))


def _start(visit: Visit, number: int, **more: Any) -> tuple[str, Mapping[str, Any]]:
    answers, walk = visit.so_far.answers, visit.walk
    has_begun = bool(answers or visit.so_far.words)
    goes_on = walk.first_open(answers) if has_begun else 1
    return "tools/survey/start.html", {
        "has_begun": has_begun,
        "answered": len(answers),
        "first": visit.address("survey_step", goes_on),
    }


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item as a page shows it."""

    question: Any
    chosen: str = ""
    lang: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class AskedText:
    """A question for own words as a page shows it."""

    key: str
    words: str
    text: str = ""
    error: str = ""


@dataclass(frozen=True)
class Shown:
    """What is shown as chosen and written, and what of it could not be taken."""

    answers: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[AnswerError, ...] = ()

    def items(self, part: Part) -> list[AskedItem]:
        """Return the items of a part."""
        said = {error.item: words_of(error) for error in self.errors}
        return [
            AskedItem(one, self.answers.get(one.key, ""), part.langs.get(one.key, ""), said.get(one.key, ""))
            for one in part.step.questions
        ]

    def texts(self, part: Part) -> list[AskedText]:
        """Return the questions for own words of a part."""
        said = {error.item: words_of(error) for error in self.errors}
        return [AskedText(one.key, one.words, self.words.get(one.key, ""), said.get(one.key, "")) for one in part.texts]

    def elsewhere(self, parts: tuple[Part, ...]) -> list[str]:
        """Return what is said about items that stand in none of these parts."""
        here = {one.key for part in parts for one in part.step.questions}
        here |= {one.key for part in parts for one in part.texts}
        return [words_of(error) for error in self.errors if error.item not in here]


def bar_of(walk: Walk, number: int) -> list[str]:
    """Return for each part whether it is done, here or ahead."""
    return ["done" if part.number < number else "here" if part.number == number else "" for part in walk.parts]


def _part(visit: Visit, number: int, *, shown: Shown | None = None, **more: Any) -> tuple[str, Mapping[str, Any]]:
    walk = visit.walk
    part = walk.parts[number - 1]
    shown = shown or Shown(visit.so_far.answers, visit.so_far.words)
    following = walk.parts[number] if number < len(walk.parts) else None
    return "tools/survey/part.html", {
        "part": part,
        "items": shown.items(part),
        "texts": shown.texts(part),
        "is_refused": bool(shown.errors),
        "elsewhere": shown.elsewhere((part,)),
        "number": number,
        "total": len(walk.parts),
        "minutes": walk.minutes_from(number),
        "bar": bar_of(walk, number),
        "following": following,
        "back": visit.address(*_before(number)),
        "most_words": MOST_WORDS,
    }


def _before(number: int) -> tuple[Any, ...]:
    return ("survey_step", number - 1) if number > 1 else ("survey_begin",)


def _check(visit: Visit, number: int, *, is_empty: bool = False, **more: Any) -> tuple[str, Mapping[str, Any]]:
    walk, so_far = visit.walk, visit.so_far
    return "tools/survey/check.html", {
        "open": [
            (part, questions, visit.address("survey_step", part.number))
            for part, questions in walk.unanswered(so_far.answers)
        ],
        "texts": [
            (text, so_far.words[text.key]) for part in walk.parts for text in part.texts if so_far.words.get(text.key)
        ],
        "answered": len(so_far.answers),
        "items": walk.items,
        "is_empty": not so_far.answers and not so_far.words,
        "tried_empty": is_empty,
        "last": visit.address("survey_step", len(walk.parts)),
        "words_at": visit.address("survey_step", len(walk.parts)),
        "send": visit.address("survey_send"),
        "total": len(walk.parts),
        "bar": bar_of(walk, len(walk.parts) + 1),
    }


_DRAWN: Mapping[str, Callable[..., tuple[str, Mapping[str, Any]]]] = {
    START.name: _start,
    "survey_step": _part,
    CHECK.name: _check,
}
