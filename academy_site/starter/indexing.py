"""Indexing for search and for 'used in' while the starter loads, without a task for every save."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models.signals import post_save
from modelsearch import index as search_index
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def by_hand() -> Iterator[None]:
    """Keep saves from queueing tasks; whoever saves calls `index` when a thing is complete.

    A page is saved four times on its way to being live, which would be eight tasks, each repeating
    what the one before did. Only for a process of its own: the signals are switched for all threads.
    """
    models = [
        model
        for model in search_index.get_indexed_models()
        if post_save.disconnect(post_save_signal_handler, sender=model)
    ]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)


def index(instance: Any) -> None:
    """Index one thing for search and for references, now."""
    search_index.insert_or_update_object(instance)
    if ReferenceIndex.is_indexed(type(instance)):
        ReferenceIndex.create_or_update_for_object(instance)
