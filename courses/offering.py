"""What courses offer a teacher after a web: modules for where a dimension stands, and those in their plan."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext, override
from wagtail import hooks

from academy_site.foundation import languages
from academy_site.people.selectors import languages_read
from courses import selectors
from courses.desk import my_modules
from courses.selectors import ModuleOutline
from courses.templatetags.curriculum import hours
from courses.templatetags.learning import in_short
from tools.offers import ChosenModule, Module, ModuleCard, Offer


@hooks.register("construct_module_offer")
def offer_modules(person: Any, language: str, offer: Offer) -> None:
    """Add the modules that editors recommend, by dimension and band. One query, none for a visitor."""
    is_signed_in = person is not None and person.is_authenticated
    enrolled = selectors.enrolled_in(person) if is_signed_in else frozenset()
    if is_signed_in:
        offer.languages += languages_read(person)
    reads = list(dict.fromkeys([language, *offer.languages]))
    for row in selectors.recommended():
        spoken = selectors.languages_to_follow(row.module)
        key = str(row.module)
        if spoken and key not in offer.cards:
            card = _card(row.module, language, next((code for code in reads if code in spoken), ""), enrolled)
            if card is not None:
                offer.cards[key] = card
        if key in offer.cards:
            offer.modules[row.dimension, row.band].append(Module(key, spoken))


def _card(module: UUID, reader: str, read: str, enrolled: frozenset[UUID]) -> ModuleCard | None:
    """Return how a module is shown: in the language it is best read in, `read`, else as it stands in for others."""
    language = read if read and read != languages.SOURCE_LANGUAGE else reader
    outline = selectors.module_outline(module, language)
    if outline is None or not outline.public:
        return None
    with override(language):
        enrol_url = reverse("enrol", args=[module])
    return ModuleCard(
        key=str(module),
        title=outline.title,
        url=languages.url_for(outline, language),
        language=languages.language_of(outline),
        dimension=outline.dimension,
        facts=_facts(outline),
        enrol_url=f"{enrol_url}?offered",
        is_enrolled=module in enrolled,
    )


def _facts(outline: ModuleOutline) -> str:
    units = ngettext("%(count)d unit", "%(count)d units", outline.unit_count) % {"count": outline.unit_count}
    return f"{units}, {hours(outline.hours)}"


@hooks.register("construct_development_plan")
def modules_in_the_plan(request: Any, chosen: list[ChosenModule]) -> None:
    """Add the modules in which a teacher is enrolled, those under way first. Two queries."""
    chosen.extend(
        ChosenModule(
            title=mine.outline.title,
            url=languages.url_for(mine.outline),
            language=languages.language_of(mine.outline),
            state=in_short(mine.learning.progress),
        )
        for mine in my_modules(selectors.learning_of(request.user))
    )
