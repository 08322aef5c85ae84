"""The translations of the starter texts, in the form in which wagtail-localize keeps strings."""

import re
from functools import cache
from html import escape
from pathlib import Path

import polib
from django.conf import settings
from wagtail_localize.strings import StringValue, extract_strings

from academy_site.starter.markup import inline

_MARKED = re.compile(r"[*\[]")
_LINK_ID = re.compile(r'(<a id=")(a\d+)(")')


def catalogue(language: str) -> Path:
    """Return the catalogue of the starter texts in one language."""
    return Path(settings.BASE_DIR) / "locales" / language / "starter.po"


@cache
def memory(language: str) -> dict[str, str]:
    """Return the translation of each source string of the starter, both as wagtail-localize's HTML.

    Entries that are empty, fuzzy or whose links differ from the source are left out.
    """
    known: dict[str, str] = {}
    for entry in polib.pofile(str(catalogue(language))):
        if not entry.msgstr or entry.fuzzy or entry.obsolete:
            continue
        if not _MARKED.search(entry.msgid):
            known[_plain(entry.msgid)] = _plain(entry.msgstr)
            continue
        source, ids, whole_is_marked = _source(entry.msgid)
        target = _target(entry.msgstr, ids, whole_is_marked)
        if target is not None:
            known[source] = target
    return known


def _plain(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")


@cache
def _source(text: str) -> tuple[str, dict[str, str], bool]:
    """Return a Markdown line as stored string, the ids of its links by address, and whether it is bold
    or italic as a whole: then the mark stays in the template and is no part of the string.
    """
    html = inline(text)
    [(value, attributes)] = extract_strings(f"<p>{html}</p>")[1]
    ids = {found["href"]: link for link, found in attributes.items()}
    return value.data, ids, value.data != StringValue.from_source_html(html)[0].data


def _target(text: str, ids: dict[str, str], whole_is_marked: bool) -> str | None:
    html = inline(text)
    if whole_is_marked:
        [(value, attributes)] = extract_strings(f"<p>{html}</p>")[1]
    else:
        value, attributes = StringValue.from_source_html(html)
    if {found["href"] for found in attributes.values()} != set(ids):
        return None
    return _LINK_ID.sub(lambda link: link[1] + ids[attributes[link[2]]["href"]] + link[3], value.data)
