"""House rules for page types and blocks, as system checks."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.blocks import Block, CharBlock, ListBlock, RawHTMLBlock, RichTextBlock, StreamBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from academy_site.foundation.models import AcademyPage


def academy_page_types() -> list[type[AcademyPage]]:
    """Return every page type of the academy."""
    return [model for model in apps.get_models() if issubclass(model, AcademyPage)]


def editor_blocks() -> Iterator[tuple[str, Block]]:
    """Yield the blocks that an editor chooses from, with the place each stands at, once each."""
    seen = set()
    for model in academy_page_types():
        for field in model._meta.get_fields():
            if not isinstance(field, StreamField) or not isinstance(field.stream_block, StreamBlock):
                continue
            if len(field.stream_block.child_blocks) < 2:
                continue
            for name, block in field.stream_block.child_blocks.items():
                if (name, type(block)) not in seen:
                    seen.add((name, type(block)))
                    yield f"{model.__name__}.{field.name}.{name}", block


def _template_exists(name: str) -> bool:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    return True


def _preview_modes(model: type[AcademyPage]) -> Any:
    """Return the ways in which a page type is previewed, without making a page, which would ask the database."""
    modes: Any = model.preview_modes
    return modes.fget(model.__new__(model)) if isinstance(modes, property) and modes.fget else modes


def _one_sided(model: type[AcademyPage]) -> list[Error]:
    """Return where a page type and the one above it do not say the same of each other."""
    above = [parent for parent in model.clean_parent_page_models() if issubclass(parent, AcademyPage)]
    below = [child for child in model.clean_subpage_models() if issubclass(child, AcademyPage)]
    pairs = [(parent, model) for parent in above if model not in parent.clean_subpage_models()]
    pairs += [(model, child) for child in below if model not in child.clean_parent_page_models()]
    return [
        Error(
            f"{parent.__name__} and {child.__name__} do not agree whether one may stand below the other.",
            hint="Name each in the other's parent_page_types and subpage_types, or in neither.",
            id="academy.E007",
        )
        for parent, child in pairs
    ]


def _not_ours() -> list[Error]:
    return [
        Error(
            f"{model.__name__} is a page type but not an AcademyPage.",
            hint="Inherit from academy_site.foundation.models.AcademyPage.",
            id="academy.E001",
        )
        for model in apps.get_models()
        if issubclass(model, Page) and model is not Page and not issubclass(model, AcademyPage)
    ]


@register(Tags.models)
def check_page_types(app_configs, **kwargs) -> list[Error]:
    """Every page type is an AcademyPage, says where it may stand and has a template."""
    problems = _not_ours()
    for model in academy_page_types():
        if "parent_page_types" not in vars(model):
            problems.append(
                Error(
                    f"{model.__name__} does not say where it may stand.",
                    hint="Set parent_page_types.",
                    id="academy.E002",
                )
            )
        if "subpage_types" not in vars(model):
            problems.append(
                Error(
                    f"{model.__name__} does not say what may stand below it.",
                    hint="Set subpage_types, [] for nothing.",
                    id="academy.E005",
                )
            )
        if not _preview_modes(model):
            problems.append(
                Error(
                    f"{model.__name__} has no preview.",
                    hint="Leave preview_modes as Wagtail has it, or name at least one mode.",
                    id="academy.E006",
                )
            )
        problems += _one_sided(model)
        if not _template_exists(model.template):
            problems.append(
                Error(f"{model.__name__} has no template {model.template}.", hint="Write it.", id="academy.E003")
            )
    return problems


@register(Tags.models)
def check_blocks(app_configs, **kwargs) -> list[Error]:
    """Every block that an editor chooses has an icon, a description, a template and something to preview."""
    problems = []
    for place, block in editor_blocks():
        missing = [
            name
            for name, present in {
                "icon": block.meta.icon not in ("", "placeholder"),
                "description": block.get_description(),
                "template": block.meta.template and _template_exists(block.meta.template),
                "preview value": hasattr(block.meta, "preview_value")
                or type(block).get_preview_value is not Block.get_preview_value,
            }.items()
            if not present
        ]
        if missing:
            problems.append(
                Error(
                    f"The block {place} has no {', no '.join(missing)}.",
                    hint="Add it to the block's Meta.",
                    id="academy.E004",
                )
            )
    return problems


# Names that say: this is for machines. Two letters of a language or a word of the text do not end so.
_MACHINE_WORDS = {"key", "code", "slug", "id", "uuid", "kind", "token", "identifier"}


def all_blocks(block: Block, place: str) -> Iterator[tuple[str, Block]]:
    """Yield a block and all blocks inside it, with the place each stands at."""
    yield place, block
    if isinstance(block, ListBlock):
        yield from all_blocks(block.child_block, f"{place}.item")
    for name, child in getattr(block, "child_blocks", {}).items():
        yield from all_blocks(child, f"{place}.{name}")


@register(Tags.models)
def check_no_code_in_text(app_configs, **kwargs) -> list[Error]:
    """No block that translators are given the text of holds a code: a translated key finds nothing."""
    return [
        Error(
            f"The block {place} is text by its type and a code by its name.",
            hint="wagtail-localize would offer it to translators. Use a chooser, a ChoiceBlock or a model field.",
            id="academy.E008",
        )
        for model in academy_page_types()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for place, block in all_blocks(field.stream_block, f"{model.__name__}.{field.name}")
        if isinstance(block, CharBlock | TextBlock | RichTextBlock | RawHTMLBlock)
        and _MACHINE_WORDS & set(place.rpartition(".")[2].lower().split("_"))
    ]
