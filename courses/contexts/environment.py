"""What the pages of the environment and of the evidence show beyond their own fields."""

from typing import Any

from academy_site.foundation import languages
from academy_site.foundation.contexts import page_context
from courses import selectors
from courses.models import EnvironmentDomainPage, EnvironmentPage, EvidencePage
from tools.enums import ItemWeight


@page_context(EnvironmentPage)
def environment(page: EnvironmentPage, request) -> dict[str, Any]:
    """Add the domains. No query for a live page."""
    return {"domains": selectors.domains(languages.reader_language())}


@page_context(EnvironmentDomainPage)
def domain(page: EnvironmentDomainPage, request) -> dict[str, Any]:
    """Add the items, the essential ones first, and the other domains. One query."""
    items = sorted(page.items.all(), key=lambda item: item.weight != ItemWeight.ESSENTIAL)
    domains = selectors.domains(languages.reader_language())
    return {
        "items": items,
        "essential_count": sum(item.weight == ItemWeight.ESSENTIAL for item in items),
        "others": [link for link in domains if link.translation_key != page.translation_key],
    }


@page_context(EvidencePage)
def evidence(page: EvidencePage, request) -> dict[str, Any]:
    """Add the list of all sources that the claims rest on."""
    sources = {source.pk: source for claim in page.statements for source in claim.value["sources"] if source}
    return {"sources": sorted(sources.values(), key=lambda source: source.citation.casefold())}
