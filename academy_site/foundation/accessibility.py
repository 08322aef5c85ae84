"""The rules of accessibility applied to pages: what is read, how it is said, which exceptions were made.

An exception is an entry in the history of its page: who, when, for what, and the reason.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail_localize.models import Translation

from academy_site.foundation import drift
from academy_site.foundation.blocks import HeadingBlock, VideoBlock
from academy_site.foundation.domain.accessibility import (
    Finding,
    Heading,
    Other,
    Part,
    Path,
    Picture,
    Rich,
    Rule,
    Video,
    findings,
)

EXCEPTION = "academy.accessibility.exception"
# The field in which somebody says why a page goes live with what was found.
REASON = "accessibility_reason"
LONGEST_REASON = 1000
# What a translator decides. The order of headings or a missing transcript is the business of the source.
TRANSLATORS = {Rule.PICTURE_SAYS_NOTHING, Rule.LINK_WITHOUT_WORDS, Rule.LINK_SAYS_NOTHING}


def stream_fields(page: Page) -> list[str]:
    """Return the names of the fields made of blocks, in order."""
    return [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]


def parts_of(page: Page) -> list[Part]:
    """Return the parts of a page in reading order. Paths begin with the name of the field."""
    return [part for name in stream_fields(page) for part in _of_stream(getattr(page, name), (name,), "")]


def _of_stream(value: Any, path: Path, key: str) -> Iterator[Part]:
    for index, child in enumerate(value or ()):
        yield from _of_block(child.block, child.value, (*path, index), key or str(child.id))


def _of_block(block: blocks.Block, value: Any, path: Path, key: str) -> Iterator[Part]:
    """Yield the parts of one block, itself first. Names of fields tell a struct from a list, which has numbers."""
    content = _content(block, value)
    if content:
        yield Part(path, content, key)
    if isinstance(block, blocks.StreamBlock):
        yield from _of_stream(value, path, key)
    elif isinstance(block, blocks.StructBlock) and not isinstance(block, ImageBlock):
        for name, child in block.child_blocks.items():
            yield from _of_block(child, (value or {}).get(name), (*path, name), key)
    elif isinstance(block, blocks.ListBlock):
        for index, item in enumerate(value or ()):
            yield from _of_block(block.child_block, item, (*path, index), key)


def _content(block: blocks.Block, value: Any) -> Heading | Rich | Picture | Video | Other | None:
    if isinstance(block, HeadingBlock):
        return Heading(str(value or ""))
    if isinstance(block, blocks.RichTextBlock):
        return Rich(getattr(value, "source", None) or str(value or ""))
    if isinstance(block, VideoBlock):
        return Video(getattr(value.get("transcript"), "source", ""), bool(value.get("captions")))
    if isinstance(block, ImageBlock):
        return Picture(value.contextual_alt_text or "", bool(value.decorative)) if value else None
    return Other()


def findings_of(page: Page) -> list[Finding]:
    """Return what in a version of a page shuts people out. Loads what its blocks chose."""
    return findings(parts_of(page))


def in_words(finding: Finding) -> str:
    """Say what is wrong and what to do."""
    return {
        Rule.PICTURE_UNDECIDED: _("Say in words what the picture shows, or mark it as decorative."),
        Rule.PICTURE_SAYS_NOTHING: _("“%(quote)s” does not say what the picture shows."),
        Rule.HEADING_EMPTY: _("This heading has no words."),
        Rule.HEADING_JUMPS: _("The heading “%(quote)s” skips a level. Go down one level at a time."),
        Rule.HEADING_ALONE: _("Nothing stands below the heading “%(quote)s”."),
        Rule.HEADING_BY_LOOK: _("“%(quote)s” only looks like a heading. Use the block for headings."),
        Rule.LINK_WITHOUT_WORDS: _("A link has no words."),
        Rule.LINK_SAYS_NOTHING: _("The link “%(quote)s” does not say where it leads. Name the page it leads to."),
        Rule.VIDEO_WITHOUT_WORDS: _("The video needs a transcript or captions."),
    }[finding.rule] % {"quote": finding.quote}


def _tree(found: Iterable[Finding]) -> dict[Any, Any]:
    """Arrange findings by their paths; what is wrong with a part itself stands under None."""
    tree: dict[Any, Any] = {}
    for finding in found:
        at = tree
        for step in finding.path:
            at = at.setdefault(step, {})
        at.setdefault(None, []).append(in_words(finding))
    return tree


def errors_of(page: Page, found: Iterable[Finding]) -> dict[str, ValidationError]:
    """Return the findings as errors of the form, by field, each at its place."""
    return {
        name: _error(getattr(page, name).stream_block, getattr(page, name), inside)
        for name, inside in _tree(found).items()
    }


def _error(block: blocks.Block, value: Any, tree: dict[Any, Any]) -> ValidationError:
    own = tree.get(None, [])
    inside = {step: branch for step, branch in tree.items() if step is not None}
    if isinstance(block, blocks.StreamBlock):
        return StreamBlockValidationError(
            {index: _error(value[index].block, value[index].value, branch) for index, branch in inside.items()}, own
        )
    if isinstance(block, blocks.StructBlock) and not isinstance(block, ImageBlock):
        errors = {name: _error(block.child_blocks[name], value[name], branch) for name, branch in inside.items()}
        return StructBlockValidationError(errors, own)
    if isinstance(block, blocks.ListBlock):
        errors = {index: _error(block.child_block, value[index], branch) for index, branch in inside.items()}
        return ListBlockValidationError(errors, own)
    return ValidationError(own)


def exceptions_of(page: Page) -> list[ModelLogEntry]:
    """Return the exceptions made for a page, newest first. One query."""
    rows = PageLogEntry.objects.filter(page_id=page.pk, action=EXCEPTION).select_related("user")
    return list(rows.order_by("-timestamp")) if page.pk else []


def excepted(page: Page) -> set[str]:
    """Return the keys of findings that someone gave a reason for."""
    return {finding["key"] for entry in exceptions_of(page) for finding in entry.data["findings"]}


def reason_in(data: Mapping[str, Any]) -> str:
    """Return the reason that was posted, empty without one."""
    return str(data.get(REASON, "")).strip()[:LONGEST_REASON]


def keep_exception(*, page: Page, person: Any, reason: str, found: Iterable[Finding]) -> None:
    """Write who went live, or asked to, with what and why into the history of the page."""
    said = [{"key": finding.key, "said": in_words(finding)} for finding in found]
    log(instance=page, action=EXCEPTION, user=person, data={"reason": reason, "findings": said})


def unexcused(page: Page, translation: Translation | None) -> list[Finding]:
    """Return what in this version of a page shuts people out, and has no reason yet.

    Of a `translation` that follows its source, only what its translator decides. A reason given for the
    source holds for the same block in every language.
    """
    found = findings_of(page)
    if translation is not None:
        found = [finding for finding in found if finding.rule in TRANSLATORS]
    if not found:
        return []
    known = excepted(page)
    places = set() if translation is None else {_place(key) for key in _excepted_on_source(translation)}
    return [finding for finding in found if finding.key not in known and _place(finding.key) not in places]


def _place(key: str) -> tuple[str, ...]:
    """Return the rule and the block that the key of a finding names."""
    return tuple(key.split(":")[:2])


def _excepted_on_source(translation: Translation) -> set[str]:
    source = translation.source
    page = Page.objects.filter(translation_key=source.object_id, locale_id=source.locale_id).first()
    return excepted(page) if page else set()


def unexcused_in(translation: Translation) -> list[Finding]:
    """Return what a translation as its sentences are now would shut people out with, and has no reason yet.

    Words of the vocabulary have no blocks, so nothing is found in them.
    """
    target = drift.target_of(translation)
    if not isinstance(target, Page):
        return []
    version = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    return unexcused(version, translation)
