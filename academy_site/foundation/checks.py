"""House rules for page types and blocks, as system checks."""

from collections.abc import Iterator

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.blocks import Block, StreamBlock
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


@register(Tags.models)
def check_page_types(app_configs, **kwargs) -> list[Error]:
    """Every page type is an AcademyPage, says where it may stand and has a template."""
    problems = [
        Error(
            f"{model.__name__} is a page type but not an AcademyPage.",
            hint="Inherit from academy_site.foundation.models.AcademyPage.",
            id="academy.E001",
        )
        for model in apps.get_models()
        if issubclass(model, Page) and model is not Page and not issubclass(model, AcademyPage)
    ]
    for model in academy_page_types():
        if "parent_page_types" not in vars(model):
            problems.append(
                Error(
                    f"{model.__name__} does not say where it may stand.",
                    hint="Set parent_page_types.",
                    id="academy.E002",
                )
            )
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
