"""Whatever an editor fills in says what it is for and where a reader sees it."""

from collections.abc import Iterator

import pytest
from wagtail.admin.panels import FieldPanel, InlinePanel, get_edit_handler
from wagtail.blocks import Block, FieldBlock, ListBlock, StreamBlock, StructBlock
from wagtail.contrib.settings.registry import registry
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.models import get_snippet_models

from academy_site.foundation.checks import academy_page_types

# What says by its name alone what it is for.
SELF_EVIDENT = {"title", "text"}
# Wagtail's own, explained where they stand together.
EXPLAINED_BY_WAGTAIL = {"go_live_at", "expire_at"}


def leaves(panel) -> Iterator:
    """Yield the panels of a form that hold no other panels."""
    if getattr(panel, "children", None) is None:
        yield panel
    for child in getattr(panel, "children", None) or ():
        yield from leaves(child)


def fields(model, handler, place: str) -> Iterator[tuple[str, str]]:
    """Yield what an editor fills in of a model, with its help."""
    for panel in leaves(handler):
        if isinstance(panel, FieldPanel):
            field = model._meta.get_field(panel.field_name)
            yield f"{place}.{field.name}", str(panel.help_text or field.help_text or "")
            if isinstance(field, StreamField):
                yield from blocks(field.stream_block, f"{place}.{field.name}")
        elif isinstance(panel, InlinePanel):
            yield f"{place}.{panel.relation_name}", str(panel.help_text or "")
            related = panel.db_field.related_model
            yield from fields(related, panel.child_edit_handler, f"{place}.{panel.relation_name}")


def said_of(block: Block) -> str:
    """Return the help at a block."""
    return str((block.field.help_text if isinstance(block, FieldBlock) else getattr(block.meta, "help_text", "")) or "")


def blocks(block: Block, place: str) -> Iterator[tuple[str, str]]:
    """Yield what an editor fills in inside a block. Where blocks are chosen, the choice describes them."""
    if isinstance(block, ImageBlock):
        return
    if isinstance(block, ListBlock):
        yield from blocks(block.child_block, place)
    for name, child in getattr(block, "child_blocks", {}).items():
        if isinstance(block, StructBlock):
            yield f"{place}.{name}", said_of(child)
        elif isinstance(block, StreamBlock) and len(block.child_blocks) > 1:
            yield f"{place}.{name}", str(child.get_description())
        yield from blocks(child, f"{place}.{name}")


def everything(model) -> dict[str, str]:
    """Return what an editor fills in of a page type, a snippet or a setting, by its place."""
    handler = model.get_edit_handler() if hasattr(model, "get_edit_handler") else get_edit_handler(model)
    return dict(fields(model, handler.bind_to_model(model), model.__name__))


def name_of(place: str) -> str:
    return place.rpartition(".")[2]


FORMS = [*academy_page_types(), *get_snippet_models(), *registry]


@pytest.mark.parametrize("model", FORMS, ids=lambda model: model.__name__)
def test_every_field_says_what_it_is_for(model):
    silent = [place for place, said in everything(model).items() if not said.strip()]
    assert [place for place in silent if name_of(place) not in SELF_EVIDENT | EXPLAINED_BY_WAGTAIL] == []


def test_the_walk_reaches_fields_rows_and_blocks():
    places = {place: said for model in FORMS for place, said in everything(model).items()}
    time = "How long it takes. Readers see it as hours and minutes."
    assert {
        place: places[place]
        for place in (
            "UnitPage.minutes",
            "UnitPage.body.activity.minutes",
            "UnitPage.body.knowledge_check.options.feedback",
            "EnvironmentDomainPage.items.look_for",
        )
    } == {
        "UnitPage.minutes": time,
        "UnitPage.body.activity.minutes": time,
        "UnitPage.body.knowledge_check.options.feedback": "Say why. It is shown whatever was chosen.",
        "EnvironmentDomainPage.items.look_for": "What one sees or hears in a school where it is true.",
    }


def test_every_exemption_is_needed():
    silent = {name_of(place) for model in FORMS for place, said in everything(model).items() if not said.strip()}
    assert (SELF_EVIDENT | EXPLAINED_BY_WAGTAIL) - silent == set()
