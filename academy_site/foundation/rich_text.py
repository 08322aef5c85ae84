"""Rich text as readers see it: links in their language, keys that became links, the operator's name."""

import re
from html import escape

from django.utils.safestring import SafeString, mark_safe
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text import LinkHandler, expand_db_html

from academy_site.foundation import languages, selectors
from academy_site.foundation.stamp import stamped

_TAG = re.compile(r"(<[^>]*>)")
_CODE = re.compile(r"\b[A-Z]{1,2}\d{1,2}(?:-\d)?\b")


class PageLinkHandler(LinkHandler):
    """A link to a page leads to it in the reader's language, or to the page that stands in."""

    identifier = "page"

    @staticmethod
    def get_model():
        """Return the model of the target, for the reference index."""
        return Page

    @classmethod
    def get_instance(cls, attrs):
        """Return the target page."""
        return Page.objects.get(pk=attrs["id"])

    @classmethod
    def extract_references(cls, attrs):
        """Yield the target, so that an editor sees this link before the target goes."""
        yield Page, attrs["id"], "", ""

    @classmethod
    def expand_db_attributes(cls, attrs):
        """Return the opening tag of one link."""
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        """Return the opening tags of many links with one query, two where a page is translated."""
        ids = {int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id", "")).isdigit()}
        pages = {page.pk: page for page in Page.objects.live().filter(pk__in=ids)}
        found = list(pages.values())
        shown = dict(zip([page.pk for page in found], languages.in_language(found), strict=True))
        tags = []
        for attrs in attrs_list:
            page = shown.get(int(attrs["id"])) if str(attrs.get("id", "")).isdigit() else None
            tags.append(f'<a href="{escape(languages.url_for(page))}">' if page else "<a>")
        return tags


@stamped
def codes(language: str) -> dict[str, tuple[str, str]]:
    """Return address and title of everything that a key in running text leads to.

    Apps contribute with the hook `construct_text_codes(found, language)`.
    """
    found: dict[str, tuple[str, str]] = {}
    for contribute in hooks.get_hooks("construct_text_codes"):
        contribute(found, language)
    return found


def _with_links(text: str, known: dict[str, tuple[str, str]]) -> str:
    def link(match: re.Match) -> str:
        if match[0] not in known:
            return match[0]
        address, title = known[match[0]]
        return f'<a class="code" href="{escape(address)}" title="{escape(title)}">{match[0]}</a>'

    return _CODE.sub(link, text)


def reading_text(html: str) -> SafeString:
    """Expand stored rich text for the reader: links, keys, `{operator}` and `{contact}`."""
    html = expand_db_html(html)
    if "{operator}" in html or "{contact}" in html:
        said = selectors.academy_settings()
        html = html.replace("{operator}", escape(said.operator)).replace("{contact}", escape(said.contact))
    if not _CODE.search(html):
        return mark_safe(html)  # noqa: S308 - rich text was cleaned when it was stored
    known = codes(languages.reader_language())
    parts, inside_link = [], 0
    for part in _TAG.split(html):
        if part.startswith("<"):
            inside_link += part.startswith("<a") - part.startswith("</a")
            parts.append(part)
        else:
            parts.append(part if inside_link else _with_links(part, known))
    return mark_safe("".join(parts))  # noqa: S308
