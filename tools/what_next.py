"""What a teacher may do after a web: modules with the reason for each, or the advice of the band alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tools import sentences
from tools.domain.recommending import Reason, Suggestion, recommend
from tools.offers import ModuleCard, Offer
from tools.results import Result
from tools.selectors.webs import Aims


@dataclass(frozen=True, slots=True)
class Why:
    """One reason. The name is in the language of the text, `said` in that of the interface."""

    key: str
    dimension: str
    name: str
    said: str
    advice: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """A module with its reasons. `is_foreign` says that it is in no language that the teacher reads."""

    card: ModuleCard
    why: tuple[Why, ...]
    is_foreign: bool


@dataclass(frozen=True, slots=True)
class WhatNext:
    """What is suggested. Without modules the reasons stand alone, each with the advice of its band."""

    why: tuple[Why, ...]
    modules: tuple[Suggested, ...]
    is_sharing: bool

    def __bool__(self) -> bool:
        return bool(self.why)

    @property
    def first(self) -> Suggested | None:
        """The module of the one primary action: the first that the teacher is not enrolled in yet, else the first."""
        fresh = (module for module in self.modules if not module.card.is_enrolled)
        return next(fresh, next(iter(self.modules), None))


def what_next(result: Result, aims: Aims, offer: Offer) -> WhatNext:
    """Return what this web suggests. It is empty when every axis is open."""
    found = recommend(result.axes, aims.targets, offer.modules, offer.languages)
    return WhatNext(
        why=_all(found.reasons, result),
        modules=tuple(
            _suggested(suggestion, offer, result)
            for suggestion in found.suggestions
            if suggestion.module in offer.cards
        ),
        is_sharing=found.is_sharing,
    )


def _suggested(suggestion: Suggestion, offer: Offer, result: Result) -> Suggested:
    return Suggested(offer.cards[suggestion.module], _all(suggestion.reasons, result), suggestion.is_demand)


def _all(reasons: Sequence[Reason], result: Result) -> tuple[Why, ...]:
    return tuple(_why(reason, result) for reason in reasons)


def _why(reason: Reason, result: Result) -> Why:
    text = result.words.text
    row = next(row for row in result.rows if row.axis.key == reason.dimension)
    return Why(
        key=reason.dimension,
        dimension=row.axis.dimension,
        name=row.axis.name,
        said=in_words(reason, is_level=result.chart.is_level),
        advice=text.bands.get(reason.band, ""),
    )


def in_words(reason: Reason, *, is_level: bool = False) -> str:
    """Return why something is suggested. In a level web no dimension stands further out than the others."""
    gaps = {"now": sentences.number(reason.current), "aim": reason.aim}
    if reason.aim is None and is_level:
        return _("All dimensions with a value stand at %(value)s.") % {"value": gaps["now"]}
    if reason.aim is None:
        return _("You are at %(now)s, furthest of all.") % gaps
    if reason.has_target:
        return _("You are at %(now)s and your target is %(aim)s.") % gaps
    return _("You are at %(now)s. You set no target here, so the next aim is taken to be %(aim)s.") % gaps
