"""Template tags of the curriculum: durations, marked words, references in the reader's language, checks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from academy_site.foundation import languages
from academy_site.foundation.enums import Confidence
from academy_site.foundation.stamp import stamped
from academy_site.foundation.templatetags.academy import lang_of
from courses import selectors
from courses.domain.checks import Answer, Outcome, judge, shuffled
from courses.enums import Concern, Grouping, Step
from tools.enums import ItemWeight

register = template.Library()

# From so many hours on, minutes alone are hard to grasp.
LONG = 2


@register.filter
def duration(minutes: int | None) -> str:
    """Return minutes in words, from two hours on in hours and minutes; nothing in a draft that does not say yet."""
    if minutes is None:
        return ""
    full, rest = divmod(minutes, 60)
    in_hours = ngettext("%(count)d hour", "%(count)d hours", full) % {"count": full}
    if not rest:
        return in_hours
    if full < LONG:
        rest = minutes
    in_minutes = ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest}
    return f"{in_hours} {in_minutes}" if full >= LONG else in_minutes


@register.filter
def hours(count: int) -> str:
    """Return hours in words."""
    return duration(count * 60)


@register.filter
def marked(text: str, words: Iterable[str]) -> SafeString:
    """Return a text, escaped, with the words one looked for in `<mark>`, to the end of each word."""
    found = [re.escape(word) for word in words if len(word) > 1]
    if not found:
        return conditional_escape(text)
    parts = re.split(f"((?:{'|'.join(found)})\\w*)", text, flags=re.IGNORECASE)
    return mark_safe(  # noqa: S308 - every part is escaped
        "".join(
            format_html("<mark>{}</mark>", part) if number % 2 else conditional_escape(part)
            for number, part in enumerate(parts)
        )
    )


@register.filter
def domain(url: str) -> str:
    """Return the name of the site that an address leads to."""
    return urlsplit(url).hostname or url


@register.simple_tag(takes_context=True)
def main_lang(context, thing) -> SafeString | str:
    """Return ` lang="nl"` for a title in the running text of a page that is written in another language."""
    language = languages.language_of(thing)
    written = context.get("main_language") or languages.reader_language()
    return "" if language == written else format_html(' lang="{}"', language)


@register.simple_tag
def written_in(thing) -> str:
    """Return the name of the language a page is written in, empty when it is the reader's."""
    language = languages.language_of(thing)
    return "" if language == languages.reader_language() else dict(settings.LANGUAGES)[language]


@register.simple_tag
def course_options(chosen: str) -> SafeString:
    """Return the courses as options of a select, one of them chosen."""
    options = _course_options(languages.reader_language())
    chosen_one = format_html('value="{}"', chosen)
    return mark_safe(options.replace(chosen_one, f"{chosen_one} selected"))  # noqa: S308 - both are escaped


@stamped
def _course_options(language: str) -> SafeString:
    """Return the options, of which there may be hundreds, so they are drawn once."""
    courses = selectors.programme(language)
    return format_html_join("\n", '<option value="{}"{}>{}</option>', ((c.key, lang_of(c), c.title) for c in courses))


@register.filter
def names_of_languages(alternates) -> list[tuple[str, str]]:
    """Return code and own name of the languages a page exists in, from its alternates."""
    written = {code for code, _ in alternates}
    return [(code, name) for code, name in settings.LANGUAGES if code in written]


@register.simple_tag
def label_of(choices: str, value: str) -> str:
    """Return the words of a choice in a block: grouping, concern or confidence."""
    lists = {"step": Step, "grouping": Grouping, "concern": Concern, "confidence": Confidence, "weight": ItemWeight}
    return str(dict(lists[choices].choices).get(value, ""))


@register.simple_tag
def module_of(page):
    """Return the outline of a module in the reader's language, None when it is not live."""
    return selectors.module_outline(page.translation_key, languages.reader_language()) if page else None


@register.simple_tag
def cell_of(page):
    """Return the link of a cell of the guideline in the reader's language, None when it is not live."""
    cells = selectors.guideline_map(languages.reader_language()).cells.values()
    return next((cell for cell in cells if page and cell.translation_key == page.translation_key), None)


@register.simple_tag
def checklist_item(key: str):
    """Return an item of the environment checklist in the reader's language, None when it is gone."""
    return selectors.checklist_items(languages.reader_language()).get(key)


@dataclass(frozen=True)
class ShownOption:
    """An option of a knowledge check as it stands on the page."""

    id: str
    text: str
    feedback: str
    fits: bool
    chosen: bool
    placed: int | None
    position: int | None


@dataclass(frozen=True)
class ShownCheck:
    """A knowledge check as it stands on the page. `state` is open, incomplete, changed or judged.

    It is `changed` when something was chosen that is no option: `unknown` names it.
    """

    id: str
    number: int
    action: str
    state: str
    unknown: str
    options: tuple[ShownOption, ...]
    outcome: Outcome

    @property
    def fitting(self) -> int:
        """How many options fit."""
        return sum(option.fits for option in self.options)

    @property
    def places(self) -> range:
        """The places of an order."""
        return range(1, len(self.options) + 1)


def outcome_of(kind: str, options: Mapping[str, Any], answer: Answer) -> Outcome:
    """Judge an answer to the options of a knowledge check, which stand by their id."""
    stated = [(option_id, option["fits"], option["position"]) for option_id, option in options.items()]
    return judge(kind, stated, answer.chosen, answer.placed)


@register.simple_tag(takes_context=True)
def present_check(context, value) -> ShownCheck:
    """Return a knowledge check with the answer that the page was asked for with, if any.

    The block's id and place come from the page that shows it; a block in a preview has neither.
    """
    block, page = context.get("block"), context.get("page")
    block_id = str(getattr(block, "id", "") or "")
    answer: Answer | None = (context.get("answers") or {}).get(block_id)
    options = {str(option.id): option.value for option in value["options"].bound_blocks}
    outcome = outcome_of(value["kind"], options, answer or Answer())
    state = "open" if answer is None else ("judged" if outcome.complete else "incomplete")
    if answer and answer.unknown:
        state = "changed"
    fates = {fate.option_id: fate for fate in outcome.options}
    shown = [
        ShownOption(
            option_id,
            options[option_id]["text"],
            options[option_id]["feedback"],
            fates[option_id].fits,
            fates[option_id].chosen,
            fates[option_id].placed,
            fates[option_id].position,
        )
        for option_id in shuffled(block_id, options)
    ]
    if state == "judged" and value["kind"] == "order":
        shown.sort(key=lambda option: option.placed or 0)
    return ShownCheck(
        id=block_id,
        number=_number(page, block_id),
        action=reverse("knowledge_check", args=[page.pk, block_id]) if block_id and getattr(page, "pk", None) else "",
        state=state,
        unknown=answer.unknown if answer else "",
        options=tuple(shown),
        outcome=outcome,
    )


def _number(page: Any, block_id: str) -> int:
    """Return which knowledge check of its page this is, from 1."""
    checks = [str(block.id) for block in getattr(page, "body", ()) if block.block_type == "knowledge_check"]
    return checks.index(block_id) + 1 if block_id in checks else 1
