"""Loads the curriculum: the catalogue, its courses, modules and units."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.apps import apps
from django.utils.text import slugify

from academy_site.starter import files
from academy_site.starter.blocks import StreamWriter, check, items
from academy_site.starter.identity import block_uuid
from academy_site.starter.ledger import Entry
from academy_site.starter.library import Library, publish

Data = dict[str, Any]


def entries(library: Library) -> Iterator[Entry]:
    """Yield the catalogue, then each course with its modules and units, then what joins them."""
    curriculum = files.read("curriculum")
    yield Entry("curriculum", partial(_load_curriculum, library, curriculum))
    for course in curriculum["courses"]:
        yield Entry(f"course/{course['key']}", partial(_load_course, library, course))
        for module in course["modules"]:
            yield Entry(f"module/{module['key']}", partial(_load_module, library, course, module))
            for hours, unit in units(module):
                yield Entry(f"unit/{unit['key']}", partial(_load_unit, library, module, hours, unit))
        yield Entry(f"course/{course['key']}/modules", partial(_load_places, library, course))
    yield Entry("curriculum/routes", partial(_load_routes, library, curriculum))
    for module, rows in recommended().items():
        yield Entry(f"module/{module}/recommendations", partial(_load_recommendations, library, module, rows))


def units(module: Data) -> Iterator[tuple[int, Data]]:
    """Yield the units of a module with their hours; the knowledge checks stand last in Study."""
    written = {unit["key"]: unit for unit in files.units(module["key"])}
    for plan in module["units"]:
        unit = dict(written[f"{module['key']}-{plan['step']}"], step=plan["step"])
        if plan["step"] == "study":
            unit["body"] = [*unit["body"], *(check(data) for data in module["knowledge_checks"])]
        yield plan["hours"], unit


def recommended() -> dict[str, list[tuple[str, str, int]]]:
    """Return for which dimensions and bands the spiderweb recommends each module, and with which rank."""
    found: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for dimension in files.read("spiderweb")["dimensions"]:
        for band, modules in dimension["recommend"].items():
            for rank, module in enumerate(modules, start=1):
                found[module].append((dimension["key"], band, rank))
    return dict(found)


def short_slug(title: str) -> str:
    """Return a slug of a title: what stands before a dash or a colon."""
    return slugify(title.split(" - ", maxsplit=1)[0].split(":", maxsplit=1)[0])


def _load_curriculum(library: Library, data: Data) -> Sequence[Any]:
    stream = StreamWriter(library, "curriculum")
    steps = [{"step": step["key"], "hours": step["hours"], "text": step["text"]} for step in data["steps"]]
    page = apps.get_model("courses", "CurriculumPage")(
        title=data["title"],
        menu_title=data["menu_title"],
        seo_title=data["seo_title"],
        slug="curriculum",
        introduction=data["intro"],
        show_in_menus=True,
        footer_group="learn",
        hours_note=data["hours_note"],
        prior_learning=data["prior_learning"]["text"],
        knowledge_check_rules=data["knowledge_check_rules"],
        principles=stream.lines("principles", "principle", data["principles"]),
        steps=stream.lines("steps", "step", steps),
        trainer_notes=stream.lines("trainer_notes", "note", data["trainer_notes"]),
    )
    return (library.add_page("curriculum", library.page("home"), page),)


def _load_course(library: Library, data: Data) -> Sequence[Any]:
    page = apps.get_model("courses", "CoursePage")(
        title=data["title"],
        slug=short_slug(data["title"]),
        introduction=data["description"],
        key=data["key"],
        ects=data["ects"],
        hours=sum(unit["hours"] for module in data["modules"] for unit in module["units"]),
    )
    return (library.add_page(f"course/{data['key']}", library.page("curriculum"), page),)


def _load_module(library: Library, course: Data, data: Data) -> Sequence[Any]:
    stream = StreamWriter(library, f"module/{data['key']}")
    page = apps.get_model("courses", "ModulePage")(
        title=data["title"],
        slug=short_slug(data["title"]),
        key=data["key"],
        ects=data["ects"],
        hours=sum(unit["hours"] for unit in data["units"]),
        outcomes=stream.lines("outcomes", "outcome", data["outcomes"]),
        task_title=data["task"]["title"],
        task_product=data["task"]["product"],
        task_criteria=stream.lines("task_criteria", "criterion", data["task"]["criteria"]),
    )
    page.module_dimensions = dimension_rows(library, "courses.ModuleDimension", data["dimensions"])
    return (library.add_page(f"module/{data['key']}", library.page(f"course/{course['key']}"), page),)


def dimension_rows(library: Library, model: str, keys: Sequence[str]) -> list[Any]:
    """Return rows that say which dimensions a page is about, in order."""
    row = apps.get_model(model)
    return [row(dimension_id=library.word_id("dimension", key), sort_order=n) for n, key in enumerate(keys)]


def _load_unit(library: Library, module: Data, hours: int, data: Data) -> Sequence[Any]:
    key = f"unit/{data['key']}"
    page = apps.get_model("courses", "UnitPage")(
        title=data["title"],
        slug=data["step"],
        introduction=data.get("introduction", ""),
        key=data["key"],
        step=data["step"],
        minutes=hours * 60,
        body=StreamWriter(library, key).body(data["body"]),
    )
    return (library.add_page(key, library.page(f"module/{module['key']}"), page),)


def _load_places(library: Library, course: Data) -> Sequence[Any]:
    page = library.page(f"course/{course['key']}")
    row = apps.get_model("courses", "CourseModule")
    found = [library.find_page_id(f"module/{module['key']}") for module in course["modules"]]
    page.course_modules = [row(module_id=pk, sort_order=n) for n, pk in enumerate(found) if pk is not None]
    publish(page)
    return (page,)


def _load_recommendations(library: Library, key: str, rows: Sequence[tuple[str, str, int]]) -> Sequence[Any]:
    page = library.page(f"module/{key}")
    row = apps.get_model("courses", "ModuleRecommendation")
    page.recommendations = [
        row(dimension_id=library.word_id("dimension", dimension), band=band, rank=rank)
        for dimension, band, rank in rows
    ]
    publish(page)
    return (page,)


def _load_routes(library: Library, data: Data) -> Sequence[Any]:
    page = library.page("curriculum")
    routes = []
    for position, route in enumerate(data["routes"], start=1):
        owner = block_uuid("curriculum", "routes", position, "route")
        found = [(key, library.find_page_id(f"module/{key}")) for key in route["modules"]]
        found = [(key, pk) for key, pk in found if pk is not None]
        modules = items(owner, "modules", [pk for _, pk in found], [key for key, _ in found])
        routes.append({"title": route["title"], "time": route["time"], "modules": modules})
    page.routes = StreamWriter(library, "curriculum").lines("routes", "route", routes)
    publish(page)
    return (page,)
