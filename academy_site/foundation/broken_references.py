"""Links and choices on live pages that lead to nothing: what they name is gone, not published, or not for everybody.

What Wagtail's reference index knows: links in running text, choosers in blocks and in forms. Not here: words of the
vocabulary, and addresses outside the academy. Wagtail forgets what led to a thing when that is deleted, so
whatever linked to it is read again then: a link in running text stays there as text, and is told.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex
from wagtail.query import PageQuerySet
from wagtail.tasks import update_reference_index_task

from academy_site.foundation import languages, selectors


@dataclass(frozen=True)
class Broken:
    """A live page with what it leads to in vain, in words."""

    page: Page
    why: str


def broken_references(pages: PageQuerySet) -> list[Broken]:
    """Return those of these pages that readers meet with a reference that leads to nothing, in tree order.

    A translation is left out where its source has the same fault. At most six queries, whatever the number.
    """
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for source, target in _to_pages():
        found[source].append(("page", target, ""))
    for source, target, why in _to_documents():
        found[source].append(("document", target, why))
    if not found:
        return []
    sources = list(pages.live().filter(pk__in=found).order_by("path"))
    wanted = {target for faults in found.values() for kind, target, _why in faults if kind == "page"}
    targets = {str(page.pk): page for page in Page.objects.filter(pk__in=wanted)} if sources else {}
    told: list[Broken] = []
    for page in sources:
        whys = [why or _why(page, targets.get(target)) for _kind, target, why in found[page.pk]]
        if any(whys):
            told.append(Broken(page, next(why for why in whys if why)))
    mended_with = {(fault.page.translation_key, fault.why) for fault in told if _is_source(fault.page)}
    return [
        fault for fault in told if _is_source(fault.page) or (fault.page.translation_key, fault.why) not in mended_with
    ]


def _is_source(page: Page) -> bool:
    return languages.language_of(page) == languages.SOURCE_LANGUAGE


def _why(page: Page, target: Page | None) -> str:
    """Say what is wrong with a page that is led to; nothing where both are behind the same door."""
    if target is None:
        return _("leads to a page that is gone")
    if not target.live:
        return _("leads to “%(title)s”, which is not published") % {"title": target.title}
    doors = [path for path in selectors.restricted_paths() if target.path.startswith(path)]
    if doors and not page.path.startswith(tuple(doors)):
        return _("leads to “%(title)s”, which is not for everybody") % {"title": target.title}
    return ""


def _on_pages(model: type) -> Any:
    page = ContentType.objects.get_for_model(Page)
    rows = ReferenceIndex.objects.filter(
        base_content_type=page, to_content_type=ContentType.objects.get_for_model(model)
    )
    return rows.annotate(target=Cast("to_object_id", BigIntegerField()))


def _to_pages() -> Iterable[tuple[int, str]]:
    """Return what leads to a page that not everybody can read, as id of the page and of its target. One query."""
    closed = Q()
    for path in selectors.restricted_paths():
        closed |= Q(path__startswith=path)
    readable = Page.objects.live().filter(pk=OuterRef("target"))
    rows = _on_pages(Page).filter(~Exists(readable.exclude(closed) if closed else readable))
    return [(int(source), target) for source, target in rows.values_list("object_id", "to_object_id").distinct()]


def _to_documents() -> Iterable[tuple[int, str, str]]:
    """Return what leads to a document that is gone or not for everybody, with the fault in words. Three queries."""
    model = get_document_model()
    doors = list(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    closed = Q()
    for path in doors:
        closed |= Q(collection__path__startswith=path)
    there = model.objects.filter(pk=OuterRef("target"))
    rows = _on_pages(model).filter(~Exists(there.exclude(closed) if closed else there))
    found = list(rows.values_list("object_id", "to_object_id").distinct())
    titles = dict(model.objects.filter(pk__in=[target for _source, target in found]).values_list("pk", "title"))
    gone = _("leads to a document that is gone")
    private = _("leads to the document “%(title)s”, which is not for everybody")
    return [
        (int(source), target, private % {"title": titles[int(target)]} if int(target) in titles else gone)
        for source, target in found
    ]


def _remember_what_links(sender, instance, **signal) -> None:
    target = ContentType.objects.get_for_model(sender)
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), to_content_type=target, to_object_id=str(instance.pk)
    )
    sources = set(rows.values_list("object_id", flat=True))
    if sources:
        transaction.on_commit(partial(_read_again, sources))


def _read_again(sources: set[str]) -> None:
    for page in Page.objects.filter(pk__in=sources).select_related("content_type"):
        kind = page.content_type
        update_reference_index_task.enqueue(kind.app_label, kind.model, str(page.pk))


def connect() -> None:
    """Read pages again by which something was linked that is deleted now."""
    pre_delete.connect(_remember_what_links, sender=Page, dispatch_uid="broken-page")
    pre_delete.connect(_remember_what_links, sender=get_document_model(), dispatch_uid="broken-document")
