"""The domains of the environment and the items of its checklist, each with the page that explains it."""

from collections import defaultdict
from dataclasses import dataclass

from academy_site.foundation.stamp import stamped
from courses.models import EnvironmentDomainPage, EnvironmentItem
from courses.selectors.links import Link, link_values, shown
from tools.enums import ItemWeight


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainLink(Link):
    """The page of a domain of the environment, with how many items it has."""

    key: str
    item_count: int


@dataclass(frozen=True, slots=True)
class ItemLink:
    """An item of the checklist, in the words of the page that a reader sees."""

    key: str
    text: str
    look_for: str
    weight: ItemWeight
    page: DomainLink


@stamped
def domains(language: str) -> tuple[DomainLink, ...]:
    """Return the public pages of the domains of the environment in order."""
    items = _items_by_page()
    links = (
        DomainLink(**link_values(page.row), key=page.row["key"], item_count=len(items.get(page.row["pk"], ())))
        for page in shown(EnvironmentDomainPage, language, "key")
    )
    return tuple(link for link in links if link.public)


@stamped
def checklist_items(language: str) -> dict[str, ItemLink]:
    """Return the items of all public domains by key."""
    items = _items_by_page()
    return {
        item.key: ItemLink(item.key, item.text, item.look_for, ItemWeight(item.weight), page)
        for page in domains(language)
        for item in items.get(page.pk, ())
    }


@stamped
def _items_by_page() -> dict[int, list[EnvironmentItem]]:
    """Return the items of all languages, in order, by the id of their page."""
    items: dict[int, list[EnvironmentItem]] = defaultdict(list)
    for item in EnvironmentItem.objects.order_by("sort_order"):
        items[item.page_id].append(item)
    return items
