"""Loads the learning environment: four domains to read, with the items of the checklist."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.apps import apps

from academy_site.starter import files
from academy_site.starter.blocks import StreamWriter
from academy_site.starter.identity import stable_uuid
from academy_site.starter.ledger import Entry
from academy_site.starter.library import Library

Data = dict[str, Any]


def entries(library: Library) -> Iterator[Entry]:
    """Yield the environment page and its domains, in the order of their texts: ICT first."""
    checklist = files.read("environment_checklist")
    yield Entry("environment", partial(_load_environment, library, checklist))
    domains = {domain["key"]: domain for domain in checklist["domains"]}
    for key, text in files.pages("environment").items():
        yield Entry(f"domain/{key}", partial(_load_domain, library, domains[key], text))


def weights_text(weights: dict[str, str]) -> str:
    """Return what the two weights of an item mean, as Markdown."""
    return "\n\n".join(f"**{weight.capitalize()}:** {meaning}." for weight, meaning in weights.items())


def _load_environment(library: Library, data: Data) -> Sequence[Any]:
    weights = {"type": "text", "text": weights_text(data["weights"])}
    page = apps.get_model("courses", "EnvironmentPage")(
        title=data["title"],
        menu_title=data["menu_title"],
        seo_title=data["seo_title"],
        slug="environment",
        introduction=data["introduction"],
        show_in_menus=True,
        footer_group="assess",
        how_to_use=data["how_to_use"],
        body=StreamWriter(library, "environment").body([weights]),
    )
    return (library.add_page("environment", library.page("home"), page),)


def _load_domain(library: Library, data: Data, text: Data) -> Sequence[Any]:
    key = f"domain/{data['key']}"
    stream = StreamWriter(library, key)
    page = apps.get_model("courses", "EnvironmentDomainPage")(
        title=text["title"],
        slug=data["key"],
        introduction=text["introduction"],
        key=data["key"],
        question=data["question"],
        first_steps=stream.lines("first_steps", "step", data["first_steps"]),
        body=stream.body(text["body"]),
    )
    row = apps.get_model("courses", "EnvironmentItem")
    page.items = [
        row(
            key=item["key"],
            weight=item["weight"],
            text=item["text"],
            look_for=item["look_for"],
            sort_order=n,
            locale=library.locale,
            translation_key=stable_uuid("environment_item", item["key"]),
        )
        for n, item in enumerate(data["items"])
    ]
    return (library.add_page(key, library.page("environment"), page),)
