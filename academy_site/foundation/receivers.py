"""When public content changed: every way of changing it touches the stamp.

What is published is also what translators work from: the worker reads it anew.

Not here: redirects, since what they answer is not kept, and the search index, since no answer to
words is kept while it is behind.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import COMMENTS_RELATION_NAME, Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move
from wagtail_localize.models import TranslationSource

from academy_site.foundation import drift, languages, publishing, stamp
from academy_site.foundation.models import (
    AcademyPage,
    AcademySettings,
    Dimension,
    Drift,
    GlossaryTerm,
    Phase,
    Quadrant,
    Source,
)
from academy_site.foundation.tasks import read_source_again

# What is written to a live page when a draft of it is saved, locked or commented. Readers see none of it.
_OF_DRAFTS = {
    COMMENTS_RELATION_NAME, "draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at",
    "live_revision", "locked", "locked_at", "locked_by", "numchild",
}  # fmt: skip


def _content_changed(**signal: Any) -> None:
    stamp.touch()


def _page_saved(instance: Any, update_fields: Any = None, **signal: Any) -> None:
    """Notice what sends no signal of publishing: copies that follow a page, made or let go."""
    if (
        isinstance(instance, AcademyPage)
        and instance.live
        and (update_fields is None or not _OF_DRAFTS.issuperset(update_fields))
    ):
        stamp.touch()


def for_translators(instance: Any, **signal: Any) -> None:
    """Let the worker show translators what is public now, and see what it was made from as caught up."""
    sources = TranslationSource.objects.filter(
        object_id=instance.translation_key, locale_id=instance.locale_id, translations__enabled=True
    )
    for source_id in set(sources.values_list("pk", flat=True)):
        transaction.on_commit(partial(read_source_again.enqueue, source_id))


def _translation_published(instance: Any, **signal: Any) -> None:
    if languages.language_of(instance) != languages.SOURCE_LANGUAGE:
        translation = publishing.translation_to(instance)
        if translation is not None:
            drift.end(translation)


def connect() -> None:
    """Listen to pages, vocabulary, files, languages, sites, settings and privacy."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_content_changed, dispatch_uid=f"stamp-{id(signal)}")
    for model in (
        AcademySettings, Dimension, Drift, GlossaryTerm, Locale, PageViewRestriction, Phase, Quadrant, Site, Source,
        get_document_model(), get_image_model(),
    ):  # fmt: skip
        post_save.connect(_content_changed, sender=model, dispatch_uid=f"stamp-{model.__name__}")
        post_delete.connect(_content_changed, sender=model, dispatch_uid=f"stamp-{model.__name__}")
    for model in (Dimension, GlossaryTerm, Phase, Quadrant, Source):
        post_save.connect(for_translators, sender=model, dispatch_uid=f"translators-{model.__name__}")
    page_published.connect(for_translators, dispatch_uid="translators-page")
    page_published.connect(_translation_published, dispatch_uid="translation-published")
    post_save.connect(_page_saved, dispatch_uid="stamp-page-saved")
    post_delete.connect(_content_changed, sender=Page, dispatch_uid="stamp-page")
