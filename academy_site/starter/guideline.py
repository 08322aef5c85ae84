"""Loads the guideline: phases, cells, quadrants, teacher profiles and its background pages."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.apps import apps
from wagtail.models import Page

from academy_site.starter import files
from academy_site.starter.blocks import StreamWriter
from academy_site.starter.curriculum import dimension_rows
from academy_site.starter.ledger import Entry
from academy_site.starter.library import Library

Data = dict[str, Any]


def entries(library: Library) -> Iterator[Entry]:
    """Yield the map, phases with their cells, quadrants, profiles, and the background pages."""
    guideline = files.read("guideline")
    yield Entry("guideline", partial(_load_guideline, library, guideline))
    for phase in guideline["phases"]:
        yield Entry(f"phase/{phase['key']}", partial(_load_phase, library, phase))
        for cell in guideline["cells"]:
            if cell["phase"] == phase["key"]:
                yield Entry(cell_key(cell), partial(_load_cell, library, cell))
    for quadrant in guideline["quadrants"]:
        yield Entry(f"quadrant/{quadrant['key']}", partial(_load_quadrant, library, quadrant))
    for quadrant in guideline["quadrants"]:
        yield Entry(f"profile/{quadrant['key']}", partial(_load_profile, library, quadrant))
    yield Entry("rhythms", partial(_load_rhythms, library))
    yield Entry("concerns", partial(_load_concerns, library))


def cell_key(cell: Data) -> str:
    """Return the key of a cell's page."""
    return f"cell/{cell['phase']}-{cell['quadrant']}"


def _load_guideline(library: Library, data: Data) -> Sequence[Any]:
    stream = StreamWriter(library, "guideline")
    axes = [{"start": axis["from"], "end": axis["to"], "question": axis["question"]} for axis in data["axes"]]
    page = apps.get_model("courses", "GuidelinePage")(
        title=data["title"],
        menu_title=data["menu_title"],
        seo_title=data["seo_title"],
        slug="guideline",
        introduction=data["intro"],
        show_in_menus=True,
        footer_group="assess",
        axes=stream.lines("axes", "axis", axes),
        using_quadrants=stream.lines("using_quadrants", "advice", data["using_quadrants"]),
        plan_card_fields=stream.lines("plan_card_fields", "field", data["planning_card"]["fields"]),
        body=stream.body(data["body"]),
    )
    return (library.add_page("guideline", library.page("home"), page),)


def _written(key: str, library: Library, text: Data) -> Data:
    return {
        "title": text["title"],
        "introduction": text["introduction"],
        "body": StreamWriter(library, key).body(text["body"]),
    }


def _add(library: Library, key: str, parent: str, page: Page) -> Sequence[Any]:
    return (library.add_page(key, library.page(parent), page),)


def _load_phase(library: Library, data: Data) -> Sequence[Any]:
    key = f"phase/{data['key']}"
    page = apps.get_model("courses", "PhasePage")(
        **_written(key, library, files.pages("phases")[data["key"]]),
        slug=data["key"],
        phase_id=library.word_id("phase", data["key"]),
        core_steps=StreamWriter(library, key).lines("core_steps", "step", data["core_steps"]),
        inner_circle=data["circle_work"]["inner"],
        outer_circle=data["circle_work"]["outer"],
    )
    return _add(library, key, "guideline", page)


def _load_cell(library: Library, data: Data) -> Sequence[Any]:
    key = cell_key(data)
    page = apps.get_model("courses", "CellPage")(
        **_written(key, library, files.pages("cells")[f"{data['phase']}-{data['quadrant']}"]),
        slug=data["quadrant"].replace("_", "-"),
        quadrant_id=library.word_id("quadrant", data["quadrant"]),
        goal=data["goal"],
        actions=StreamWriter(library, key).lines("actions", "action", data["actions"]),
        evidence=data["evidence"],
        pitfall=data["pitfall"],
    )
    return _add(library, key, f"phase/{data['phase']}", page)


def _load_quadrant(library: Library, data: Data) -> Sequence[Any]:
    key = f"quadrant/{data['key']}"
    page = apps.get_model("courses", "QuadrantPage")(
        **_written(key, library, files.pages("quadrants")[data["key"]]),
        slug=data["key"].replace("_", "-"),
        quadrant_id=library.word_id("quadrant", data["key"]),
        looks_like=StreamWriter(library, key).lines("looks_like", "sign", data["looks_like"]),
    )
    page.quadrant_dimensions = dimension_rows(library, "courses.QuadrantDimension", data["dimensions"])
    return _add(library, key, "guideline", page)


def _load_profile(library: Library, data: Data) -> Sequence[Any]:
    key = f"profile/{data['key']}"
    text = files.pages("quadrants")[f"teacher-{data['key']}"]
    page = apps.get_model("courses", "TeacherProfilePage")(
        **_written(key, library, text),
        slug=f"teacher-{data['key'].replace('_', '-')}",
        quadrant_id=library.word_id("quadrant", data["key"]),
    )
    page.profile_dimensions = dimension_rows(library, "courses.ProfileDimension", data["dimensions"])
    row = apps.get_model("courses", "ProfileModule")
    found = [library.find_page_id(f"module/{module}") for module in text["modules"]]
    page.profile_modules = [row(module_id=pk, sort_order=n) for n, pk in enumerate(found) if pk is not None]
    return _add(library, key, "guideline", page)


def rhythms_page() -> Data:
    """Return the page about the rhythms of assessment, written out."""
    data = files.read("assessment_rhythms")
    rhythms = [{"type": "rhythm", **rhythm} for rhythm in data["rhythms"]]
    return {"title": data["title"], "introduction": data["note"], "body": [*rhythms, *data["resources"]]}


def concerns_page() -> Data:
    """Return the page about what people say in a change, written out."""
    data = files.read("change_support")
    concerns = [{"type": "concern", **concern} for concern in data["concerns"]]
    rule = {"type": "text", "text": data["resistance_rule"]}
    return {
        "title": data["title"],
        "introduction": data["note"],
        "body": [*concerns, rule, *data["resources"]],
    }


def _load_rhythms(library: Library) -> Sequence[Any]:
    written = _written("rhythms", library, rhythms_page())
    page = apps.get_model("home", "StandardPage")(**written, slug="assessment-rhythms")
    return _add(library, "rhythms", "guideline", page)


def _load_concerns(library: Library) -> Sequence[Any]:
    written = _written("concerns", library, concerns_page())
    page = apps.get_model("home", "StandardPage")(**written, slug="what-people-say")
    return _add(library, "concerns", "guideline", page)
