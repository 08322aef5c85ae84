"""Which modules are recommended where a dimension stands, in which languages they can be followed, what is missed."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Sum

from academy_site.foundation import languages
from academy_site.foundation.stamp import stamped
from courses.models import ModuleDemand, ModulePage, ModuleRecommendation
from courses.selectors.counted import not_counted_elsewhere, units_of
from courses.selectors.programme import module_outline


@dataclass(frozen=True, slots=True)
class Recommended:
    """A module helps where a dimension stands in a band."""

    module: UUID
    dimension: str
    band: str


@stamped
def recommended() -> tuple[Recommended, ...]:
    """Return what editors recommend, in their order. One query, none once it is known.

    A module is recommended as its page in the source language says.
    """
    pages = languages.written(ModulePage.objects.filter(not_counted_elsewhere(ModulePage)))
    rows = ModuleRecommendation.objects.filter(page__in=pages).order_by("rank", "page__path", "pk")
    found = rows.values_list("page__translation_key", "dimension__key", "band")
    return tuple(Recommended(*row) for row in dict.fromkeys(found))


def languages_to_follow(module: UUID) -> tuple[str, ...]:
    """Return the languages in which a live module is there with all units that are required. No query."""
    wanted = {part.key for part in units_of(module) if part.required} or {part.key for part in units_of(module)}
    found = []
    for code, _name in settings.LANGUAGES:
        outline = module_outline(module, code)
        if outline is None or languages.language_of(outline) != code:
            continue
        there = {unit.translation_key for unit in outline.units if languages.language_of(unit) == code}
        if there >= wanted:
            found.append(code)
    return tuple(found)


def demand_for(modules: Iterable[UUID], since: int) -> dict[UUID, dict[str, int]]:
    """Return for each module how many webs missed it in a language since a month (202611). One query.

    Numbers about people: below five they are not shown as they are.
    """
    rows = ModuleDemand.objects.filter(module__in=list(modules), month__gte=since).values_list("module", "language")
    found: dict[UUID, dict[str, int]] = {}
    for module, language, count in rows.annotate(total=Sum("count")):
        found.setdefault(module, {})[language] = count
    return found
