"""What the worker does for translators."""

from contextlib import suppress

from django.core.exceptions import ObjectDoesNotExist
from django_tasks import task
from wagtail_localize.models import TranslationSource


@task
def read_source_again(source_id: int) -> None:
    """Let translators see what was published. Publishes nothing; safe to repeat."""
    source = TranslationSource.objects.filter(pk=source_id).first()
    # What was deleted since has nothing to be translated.
    with suppress(ObjectDoesNotExist):
        if source is not None:
            source.update_from_db()
