"""Templates keep to the Content-Security-Policy and to the ways of the house."""

import re

import pytest
from django.template import engines

from tests.project import tree

TEMPLATES = [path for path in tree.of(".html", ".txt", ".svg", apps_only=True) if "templates" in path.parts]
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
FORBIDDEN = {
    "inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)[^>]*>", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "another host": re.compile(
        r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//",
        re.IGNORECASE,
    ),
    "page.url or pageurl (use |url_of)": re.compile(r"\{%\s*pageurl\b|\{\{\s*\w*page\.(?:full_)?url\s*[|}]"),
}
# A page of a file that people take along: it is served to nobody and has to look right by itself.
TAKEN_ALONG = {("inline style", "academy_site/people/templates/people/export.html")}


def _source(path) -> str:
    return COMMENT.sub("", path.read_text())


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_forbidden(what):
    pattern = FORBIDDEN[what]
    found = [
        f"{tree.name(path)}: {match.group(0)[:80]}"
        for path in TEMPLATES
        for match in pattern.finditer(_source(path))
        if (what, tree.name(path)) not in TAKEN_ALONG
    ]
    assert found == []


def test_every_template_compiles():
    engine = engines["django"].engine
    broken = []
    for path in TEMPLATES:
        try:
            engine.from_string(path.read_text())
        except Exception as problem:
            broken.append(f"{tree.name(path)}: {problem}")
    assert broken == []


# Words that are marked, or no words: tags, variables, elements, entities, letters alone.
MARKED = re.compile(r"\{% blocktrans(?:late)?\b.*?\{% endblocktrans(?:late)? %\}", re.DOTALL)
MACHINE = re.compile(r"<(script|svg)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
SPOKEN = re.compile(r"\b(?:alt|title|placeholder|aria-label|aria-description)=\"([^\"]*)\"", re.IGNORECASE)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
ELEMENTS = re.compile(r"<[^>]*>|&[#\w]+;", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")


def test_every_word_can_be_translated():
    found = []
    for path in PAGES:
        # For staff; it shows the components with words that mean nothing.
        if path.name == "style_guide.html":
            continue
        source = MACHINE.sub(" ", MARKED.sub(" ", _source(path)))
        bare = TAGS.sub(" ", source)
        said = [*SPOKEN.findall(bare), ELEMENTS.sub(" ", bare)]
        found += [f"{tree.name(path)}: {' '.join(text.split())[:80]}" for text in said if WORD.search(text)]
    assert found == []
