"""Blocks of the courses app: they refuse what cannot be answered, and each shows its preview."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.blocks import BACKGROUND_BLOCKS, ClaimBlock, KnowledgeCheckBlock
from tests.courses.conftest import option

OWN_BLOCKS = [
    "activity", "reflection", "knowledge_check", "module", "cell", "checklist_item", "rhythm", "concern", "claim",
]  # fmt: skip


def raw(kind, options):
    return {"kind": kind, "question": "Which?", "options": options, "sources": []}


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("single", [option("a"), option("b")]),
        ("single", [option("a", fits=True), option("b", fits=True)]),
        ("multiple", [option("a", fits=True), option("b", fits=True)]),
        ("multiple", [option("a"), option("b")]),
        ("order", [option("a", position=1), option("b", position=1)]),
        ("order", [option("a", position=1), option("b")]),
    ],
)
def test_a_check_that_cannot_be_answered_is_refused_at_its_options(kind, options):
    block = KnowledgeCheckBlock()
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python(raw(kind, options)))
    assert list(refusal.value.block_errors) == ["options"]


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("single", [option("a", fits=True), option("b")]),
        ("multiple", [option("a", fits=True), option("b"), option("c", fits=True)]),
        ("order", [option("a", position=2), option("b", position=1)]),
    ],
)
def test_a_sound_check_is_kept(kind, options):
    block = KnowledgeCheckBlock()
    assert block.clean(block.to_python(raw(kind, options)))["kind"] == kind


@pytest.mark.parametrize("count", [0, 1, 11])
def test_a_check_has_two_to_ten_options(count):
    block = KnowledgeCheckBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python(raw("single", [option(str(n), fits=not n) for n in range(count)])))


@pytest.mark.parametrize("name", OWN_BLOCKS)
def test_every_block_shows_its_preview(academy, name):
    block = ClaimBlock() if name == "claim" else dict(BACKGROUND_BLOCKS)[name]
    value = block.get_preview_value()
    html = render_to_string(block.meta.template, {"value": value, "self": value})
    assert len(html.strip()) > 100
