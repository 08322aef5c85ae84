"""The style guide, for people who work on the academy."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from academy_site.foundation import languages, selectors
from academy_site.foundation.checks import editor_blocks
from academy_site.home.forms import ExampleForm
from academy_site.people.access import may_enter_admin
from courses import selectors as courses
from courses.blocks import KnowledgeCheckBlock
from courses.domain.catalogue import Query
from courses.domain.checks import Answer

TOKENS = (
    "paper", "surface", "sunken", "ink", "ink-soft", "line-strong", "brand", "brand-tint", "band", "sun", "sun-tint",
    "good", "bad",
)  # fmt: skip


def _sample(language: str) -> dict[str, Any]:
    """Return real pages to draw with: the programme, its catalogue, where its first module stands, the guideline."""
    programme = courses.programme(language)[:5]
    catalogue = courses.curriculum(language)
    module = next((module for course in programme for module in course.modules), None)
    units = courses.path_of_module(module) if module else ()
    unit = units[min(1, len(units) - 1)] if units else None
    return {
        "programme": programme,
        "catalogue": catalogue,
        "trail_fits": True,
        "sample": module,
        "crumbs": [catalogue, programme[0]] if module else [],
        "units": units,
        "unit": unit,
        "place": courses.place_of_unit(unit.translation_key, language) if unit else None,
        "results": list({entry.kind: entry for entry in courses.catalogue(language)}.values()),
        "query": Query(),
        "minute_choices": courses.minute_choices(language),
        "map": courses.guideline_map(language),
    }


def _checks() -> Iterator[tuple[SimpleNamespace, Answer | None]]:
    """Return the knowledge check of the preview in each of its states, with the answer that leads there."""
    block = KnowledgeCheckBlock()
    value = block.normalize(block.get_preview_value())
    options = [(str(option.id), option.value["fits"]) for option in value["options"].bound_blocks]
    answers = {
        "open": None,
        "incomplete": Answer(),
        "partly": Answer(chosen=frozenset(key for key, fits in options[:1] if not fits)),
        "fits": Answer(chosen=frozenset(key for key, fits in options if fits)),
    }
    for state, answer in answers.items():
        yield SimpleNamespace(id=f"sample-{state}", value=value), answer


@never_cache
def style_guide(request):
    """Show every component and every block once. Only for people who may enter the admin."""
    if not may_enter_admin(request.user):
        raise Http404
    language = languages.reader_language()
    sample = _sample(language)
    blocks = {}
    for place, block in editor_blocks():
        value = block.get_preview_value()
        blocks[place.rpartition(".")[2]] = {
            "label": block.label or block.meta.label,
            "description": block.get_description(),
            "html": block.render(block.normalize(value), context={"request": request, **sample}) if value else "",
        }
    form = ExampleForm({"step": "", "date": "2020-09-01"})
    form.is_valid()
    checks = list(_checks())
    return render(
        request,
        "home/style_guide.html",
        {
            "dimensions": selectors.dimensions(language).values(),
            "quadrants": selectors.quadrants(language).values(),
            "blocks": dict(sorted(blocks.items())),
            "form": form,
            "tokens": TOKENS,
            "checks": [check for check, _ in checks],
            "answers": {check.id: answer for check, answer in checks},
            **sample,
        },
    )
