"""Loads the five languages and the words that the whole academy shares."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from wagtail.log_actions import log
from wagtail.models import Locale

from academy_site.starter import files
from academy_site.starter.identity import snippet_uuid
from academy_site.starter.ledger import Entry
from academy_site.starter.library import WORDS, Library

_QUADRANT_FIELDS = ("title", "short", "teacher_role", "learner_role", "strengths", "risk")


def entries(library: Library) -> Iterator[Entry]:
    """Yield the languages, then every word of the vocabulary."""
    for code, _ in settings.LANGUAGES:
        yield Entry(f"language/{code}", partial(_load_language, code))
    for kind, key, fields in words():
        yield Entry(f"word/{kind}/{key}", partial(_load_word, library, kind, key, fields))


def words() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield kind, key and fields of every word of the vocabulary."""
    for dimension in files.read("spiderweb")["dimensions"]:
        fields = {name: dimension[name] for name in ("axis_label", "title", "guiding_question", "why")}
        fields |= {f"level_{level['level']}": level["text"] for level in dimension["levels"]}
        yield "dimension", dimension["key"], fields
    guideline = files.read("guideline")
    for quadrant in guideline["quadrants"]:
        yield "quadrant", quadrant["key"], {name: quadrant[name] for name in _QUADRANT_FIELDS}
    for phase in guideline["phases"]:
        yield "phase", phase["key"], {name: phase[name] for name in ("title", "duration", "question")}
    for term in files.read("glossary")["terms"]:
        yield "term", term["key"], {"title": term["term"], "explanation": term["text"]}
    for source in files.read("meta")["sources"]:
        yield "source", source["key"], {"citation": source["cite"], "url": source["url"] or ""}


def _load_language(code: str) -> Sequence[Any]:
    Locale.objects.get_or_create(language_code=code)
    return ()


def _load_word(library: Library, kind: str, key: str, fields: dict[str, str]) -> Sequence[Any]:
    word = WORDS[kind](key=key, locale=library.locale, translation_key=snippet_uuid(kind, key), **fields)
    word.full_clean()
    word.save()
    log(instance=word, action="wagtail.create")
    return (word,)
