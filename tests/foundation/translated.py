"""How a test translates and publishes, through wagtail-localize and the worker's own function."""

from typing import Any

from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from academy_site.foundation.tasks import read_source_again


def fill(source: TranslationSource, locale: Locale, text: str) -> None:
    """Give every sentence without a translation this one."""
    for segment in StringSegment.objects.filter(source=source):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            defaults={"data": text, "translation_type": "manual"},
        )


def publish(page: Page, callbacks: Any, **fields: Any) -> None:
    """Publish a change as an editor does, and let the worker do what comes of it."""
    page = page.specific_class.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    with callbacks(execute=True):
        page.save_revision().publish()
    for row in DBTaskResult.objects.filter(task_path=read_source_again.module_path):
        read_source_again.func(*row.args_kwargs["args"])
        row.delete()
