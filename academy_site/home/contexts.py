"""What the pages of the roof show beyond their own fields."""

from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.text import slugify
from wagtail.models import Page

from academy_site.foundation import alphabet, languages, selectors
from academy_site.foundation.contexts import page_context
from academy_site.home.models import CountryPage, GlossaryPage, HomePage, OutputsPage, StandardPage
from courses.selectors import curriculum, programme
from tools.selectors.places import place_of

# The landing page shows this many courses; the catalogue shows all.
_COURSES_SHOWN = 8
# More modules than this do not fit side by side; the trail then runs from top to bottom.
_MODULES_ACROSS = 12


@page_context(HomePage)
def programme_and_dimensions(page: HomePage, request) -> dict[str, Any]:
    """Add the programme, the eight dimensions and where the primary action leads. One query."""
    language = languages.reader_language()
    catalogue = curriculum(language)
    courses = programme(language)[:_COURSES_SHOWN]
    begin = _quick_web(page)
    action = page.action_page if page.action_page_id and not begin else None
    return {
        "programme": courses,
        "trail_fits": sum(len(course.modules) for course in courses) <= _MODULES_ACROSS,
        "catalogue": catalogue,
        "dimensions": list(selectors.dimensions(language).values()) if catalogue else [],
        "action": action if action is not None and selectors.is_public(action) else None,
        "begin": begin,
    }


def _quick_web(page: HomePage) -> str:
    """Return where the spiderweb begins that the primary action is about, nothing without a released one."""
    instrument = page.action_instrument if page.action_instrument_id else None
    if instrument is None or place_of(instrument.key, languages.reader_language()) is None:
        return ""
    return reverse("quick_web", args=[instrument.key])


@page_context(GlossaryPage)
def terms_by_letter(page: GlossaryPage, request) -> dict[str, Any]:
    """Add the terms in the reader's language, by first letter. No query once it is known."""
    language = languages.reader_language()
    letters = groupby(selectors.glossary(language), key=lambda term: alphabet.initial(term.title, language))
    return {"letters": [(letter, list(group)) for letter, group in letters]}


# A page with fewer headings is seen at a glance.
_WORTH_A_LIST = 4


@page_context(StandardPage, OutputsPage)
def headings(page: StandardPage | OutputsPage, request) -> dict[str, Any]:
    """Add anchors and titles of what a long page consists of. No query."""
    titles = [
        block.value if block.block_type == "heading" else block.value["title"]
        for block in page.body
        if block.block_type in ("heading", "output")
    ]
    return {"headings": [(slugify(title), title) for title in titles] if len(titles) >= _WORTH_A_LIST else []}


@page_context(StandardPage, OutputsPage)
def pages_below(page: Page, request) -> dict[str, Any]:
    """Add the pages below this one, in the reader's language where they exist. One query, two when it stands in."""
    return {"children": selectors.listed(page.get_children()) if page.pk else []}


@page_context(CountryPage)
def other_countries(page: CountryPage, request) -> dict[str, Any]:
    """Add the other countries. Two queries, three when it stands in."""
    parent = page.get_parent() if page.pk else None
    return {"siblings": selectors.listed(parent.get_children().exclude(pk=page.pk)) if parent else []}
