"""What happens to a page of the source language happens to its translations.

Without this a translation of a page that was unpublished, deleted or moved would stay public where it
was, an island without a way to it. Whoever acts sees the translations by name before; a translation
itself is unpublished, deleted or moved alone.
"""

from django.db.models.signals import pre_delete
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move

from academy_site.foundation import languages


def translations_with(page: Page) -> PageQuerySet:
    """Return the translations that go where this page goes: none for a page that is one itself."""
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    is_source = languages.language_of(page) == languages.SOURCE_LANGUAGE
    return others.exclude(locale_id=page.locale_id).order_by("locale__language_code") if is_source else others.none()


def _unpublish(sender, instance: Page, **signal) -> None:
    for translation in translations_with(instance).live():
        translation.unpublish()


def _delete(sender, instance, **signal) -> None:
    # Told for the page and again for its row of each parent class; once is enough.
    if sender is Page:
        for translation in translations_with(instance):
            translation.delete()


def _move(sender, instance: Page, parent_page_before: Page, parent_page_after: Page, **signal) -> None:
    if parent_page_before == parent_page_after:
        return
    for translation in translations_with(instance).filter(alias_of=None).specific():
        locale = translation.locale
        parent = parent_page_after.get_translation_or_none(locale)
        # As when a page is translated whose parents are not: copies of them wait above it.
        parent = parent or parent_page_after.copy_for_translation(locale, copy_parents=True, alias=True)
        if not translation.is_descendant_of(parent):
            translation.move(parent, pos="last-child")


def _rename(sender, instance: Page, instance_before: Page, **signal) -> None:
    """Follow the word in the address, unless a translator gave the page one of its own."""
    for translation in translations_with(instance).filter(slug=instance_before.slug).specific():
        translation.slug = find_available_slug(translation.get_parent(), instance.slug, translation.pk)
        translation.save(update_fields=["slug", "url_path"], clean=False)


def connect() -> None:
    """Follow every way of changing a page: the admin, bulk actions, expiry, commands."""
    page_unpublished.connect(_unpublish, dispatch_uid="companions-unpublish")
    pre_delete.connect(_delete, dispatch_uid="companions-delete")
    post_page_move.connect(_move, dispatch_uid="companions-move")
    page_slug_changed.connect(_rename, dispatch_uid="companions-rename")
