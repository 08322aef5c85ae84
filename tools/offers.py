"""What higher floors offer a teacher after a web: modules by dimension and band, and those in their plan.

Apps answer the hook `construct_module_offer` with the person, the language of the reader and an `Offer`
to add to, and `construct_development_plan` with the request and a list of `ChosenModule` to add to.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from wagtail import hooks

from academy_site.foundation import languages
from tools.domain.recommending import Module, recommend
from tools.domain.scoring import score_web
from tools.models import Response
from tools.selectors.released import structure_in
from tools.selectors.webs import aims_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleCard:
    """How an offered module is shown. `enrol_url` takes a POST; `facts` are a line such as its units and hours."""

    key: str
    title: str
    url: str
    language: str
    dimension: str
    facts: str
    enrol_url: str
    is_enrolled: bool = False

    @property
    def in_language(self) -> str:
        """The name of its language in itself, where it is not that of the reader."""
        is_readers = self.language == languages.reader_language()
        return "" if is_readers else dict(settings.LANGUAGES).get(self.language, "")


@dataclass
class Offer:
    """Modules by dimension and band, in the order of the editors, and how each is shown, by its key."""

    modules: dict[tuple[str, str], list[Module]] = field(default_factory=lambda: defaultdict(list))
    cards: dict[str, ModuleCard] = field(default_factory=dict)
    # The languages that the person reads, the best one first.
    languages: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenModule:
    """A module in which a teacher is enrolled, with how far they are in words."""

    title: str
    url: str
    language: str
    state: str


def offer_for(person: Any, language: str) -> Offer:
    """Return what apps offer this person, read in this language."""
    offer = Offer()
    for contribute in hooks.get_hooks("construct_module_offer"):
        contribute(person, language, offer)
    offer.languages = list(dict.fromkeys([language, *offer.languages]))
    return offer


def chosen_modules(request: Any) -> list[ChosenModule]:
    """Return the modules that a teacher has chosen, as apps tell them."""
    chosen: list[ChosenModule] = []
    for contribute in hooks.get_hooks("construct_development_plan"):
        contribute(request, chosen)
    return chosen


def missed_by(person: Any, response: Response, language: str) -> list[tuple[str, str]]:
    """Return the modules that a web suggests in no language its teacher reads, each with the first they read."""
    offer = offer_for(person, language)
    axes = score_web(structure_in(response.version), response.answers, response.mode)
    found = recommend(axes, aims_of(person, response.instrument).targets, offer.modules, offer.languages)
    return [(one.module, offer.languages[0]) for one in found.suggestions if one.is_demand]
