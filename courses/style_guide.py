"""What the style guide draws of the courses app: real pages, and a knowledge check in each of its states."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from wagtail import hooks

from courses import selectors
from courses.blocks import KnowledgeCheckBlock
from courses.domain.catalogue import Query
from courses.domain.checks import Answer


@hooks.register("construct_style_guide")
def pages_and_checks(sample: dict[str, Any], language: str) -> None:
    """Add the programme, its catalogue, where its first module stands, the guideline, and the states of a check."""
    programme = selectors.programme(language)[:5]
    catalogue = selectors.curriculum(language)
    module = next((module for course in programme for module in course.modules), None)
    units = selectors.path_of_module(module) if module else ()
    unit = units[min(1, len(units) - 1)] if units else None
    checks = list(_checks())
    sample |= {
        "programme": programme,
        "catalogue": catalogue,
        "trail_fits": True,
        "sample": module,
        "crumbs": [catalogue, programme[0]] if module else [],
        "units": units,
        "unit": unit,
        "place": selectors.place_of_unit(unit.translation_key, language) if unit else None,
        "results": list({entry.kind: entry for entry in selectors.catalogue(language)}.values()),
        "query": Query(),
        "minute_choices": selectors.minute_choices(language),
        "map": selectors.guideline_map(language),
        "checks": [check for check, _ in checks],
        "answers": {check.id: answer for check, answer in checks},
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
