"""Loads the home page and the standing pages around the programme."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.apps import apps
from wagtail.models import Page, Site

from academy_site.starter import files
from academy_site.starter.blocks import StreamWriter
from academy_site.starter.ledger import Entry
from academy_site.starter.library import Library, publish

Data = dict[str, Any]

# File under pages/, place in the footer, in the menu. The first stands before all else in the menu.
_FIRST_PAGE = ("spiderweb", "assess", True)
_MENU_PAGES = (("communities", "meet", True), ("about", "about", True))
_FOOTER_PAGES = (("privacy", "about", False), ("accessibility", "about", False))
_COUNTRY_CODES = {"uk": "gb"}


def home_entries(library: Library) -> Iterator[Entry]:
    """Yield the home page, under which all else stands, and the page with which a teacher begins."""
    yield Entry("home", partial(_load_home, library))
    yield Entry(_FIRST_PAGE[0], partial(_load_standard, library, *_FIRST_PAGE))


def entries(library: Library) -> Iterator[Entry]:
    """Yield the standing pages, then what home and the outputs say about pages that now exist."""
    for name, group, in_menu in _MENU_PAGES:
        yield Entry(name, partial(_load_standard, library, name, group, in_menu))
    yield Entry("evidence", partial(_load_evidence, library))
    yield Entry("glossary", partial(_load_glossary, library))
    yield Entry("outputs", partial(_load_outputs, library))
    for country in files.read("countries")["countries"]:
        yield Entry(f"country/{country['code']}", partial(_load_country, library, country))
    for name, group, in_menu in _FOOTER_PAGES:
        yield Entry(name, partial(_load_standard, library, name, group, in_menu))
    yield Entry("outputs/body", partial(_load_outputs_body, library))
    yield Entry("home/sections", partial(_load_home_sections, library))


def home_sections() -> list[Data]:
    """Return the sections of the home page as typed blocks, in order."""
    definition = files.read("meta")["definitions"]["agreed_2019"]
    sections = []
    for section in files.pages("home").values():
        if "section" not in section:
            continue
        block = {**section, "type": section["section"]}
        if block["type"] == "origin":
            block |= {"definition": definition["text"], "definition_source": definition["source"]}
        sections.append(block)
    return sections


def outputs_body() -> list[Data]:
    """Return the body of the page of the five outputs, with what the partners hoped for."""
    meta = files.read("meta")
    who = {"learner": "A learner", "teacher": "A teacher", "school": "A school", "parent": "A parent"}
    results = "\n".join(f"- **{who[key]}** {text[0].lower()}{text[1:]}" for key, text in meta["results_for"].items())
    body = files.pages("outputs")["outputs"]["body"]
    return [
        *(block for block in body if block["type"] != "resource"),
        {"type": "heading", "text": "What it was to lead to"},
        {"type": "text", "text": f"{meta['results_note']}\n\n{results}"},
        *(block for block in body if block["type"] == "resource"),
    ]


def _load_home(library: Library) -> Sequence[Any]:
    data = files.pages("home")["home"]
    root = Page.objects.get(depth=1)
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page").first()
    if welcome:
        # The site is moved before Wagtail's welcome page goes: deleting the page would take the site along.
        Page.objects.filter(pk=welcome.pk).update(slug="welcome", url_path="/welcome/")
    page = apps.get_model("home", "HomePage")(title=data["title"], introduction=data["introduction"], slug="home")
    home = library.add_page("home", root, page)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", port=80, is_default_site=True, root_page=home)
    elif welcome and site.root_page_id == welcome.pk:
        site.root_page = home
        site.save()
    if welcome:
        Page.objects.get(pk=welcome.pk).delete()
    return (home,)


def _load_home_sections(library: Library) -> Sequence[Any]:
    action = files.pages("home")["home"]["action"]
    page = library.page("home")
    page.action_page_id = library.find_page_id(action["page"])
    page.action_instrument_id = library.find_instrument_id(action["instrument"])
    page.action_text = action["text"]
    page.action_note = action["note"]
    page.body = StreamWriter(library, "home").body(home_sections())
    publish(page)
    return (page,)


def _load_standard(library: Library, name: str, group: str, in_menu: bool) -> Sequence[Any]:
    data = files.pages(name)[name]
    page = apps.get_model("home", "StandardPage")(
        title=data["title"],
        menu_title=data.get("menu_title", ""),
        slug=name,
        introduction=data["introduction"],
        show_in_menus=in_menu,
        footer_group=group,
        body=StreamWriter(library, name).body(data["body"]),
    )
    return (library.add_page(name, library.page("home"), page),)


def _load_evidence(library: Library) -> Sequence[Any]:
    data = files.read("evidence")
    claims = [{"type": "claim", **statement} for statement in data["statements"]]
    page = apps.get_model("courses", "EvidencePage")(
        title=data["title"],
        slug="evidence",
        introduction=data["intro"],
        footer_group="learn",
        confidence_note=data["confidence_note"],
        statements=StreamWriter(library, "evidence").body(claims, field="statements"),
    )
    return (library.add_page("evidence", library.page("home"), page),)


def _load_glossary(library: Library) -> Sequence[Any]:
    data = files.read("glossary")
    page = apps.get_model("home", "GlossaryPage")(
        title=data["title"], slug="glossary", introduction=data["note"], footer_group="learn"
    )
    return (library.add_page("glossary", library.page("home"), page),)


def _load_outputs(library: Library) -> Sequence[Any]:
    data = files.pages("outputs")["outputs"]
    page = apps.get_model("home", "OutputsPage")(
        title=data["title"], slug="outputs", introduction=data["introduction"], footer_group="about"
    )
    return (library.add_page("outputs", library.page("home"), page),)


def _load_outputs_body(library: Library) -> Sequence[Any]:
    page = library.page("outputs")
    page.body = StreamWriter(library, "outputs").body(outputs_body())
    publish(page)
    return (page,)


def _load_country(library: Library, data: Data) -> Sequence[Any]:
    key = f"country/{data['code']}"
    status = {
        "type": "callout",
        "tone": "caution",
        "title": files.read("countries")["status_title"],
        "text": files.read("countries")["status"],
    }
    page = apps.get_model("home", "CountryPage")(
        title=data["name"],
        slug=data["slug"],
        code=_COUNTRY_CODES.get(data["code"], data["code"]),
        terms=data["terms"],
        governors=data["governors"],
        context=data["context"],
        body=StreamWriter(library, key).body([status]),
    )
    return (library.add_page(key, library.page("outputs"), page),)
