"""What a person may do with a page, where Wagtail's rights on a tree say too much.

Who writes in a language may add pages to its tree. Who may change and publish there without adding
translates: their pages follow those of the source language, so they neither delete nor hide them nor
put them in another order, and they publish what wagtail-localize gives them to translate, which the gate
of translations (`translating`) checks.
"""

from django.utils.functional import cached_property
from wagtail.models import PagePermissionTester
from wagtail_localize.models import Translation

from academy_site.foundation import languages


class AcademyPagePermissionTester(PagePermissionTester):
    """Wagtail's rights on a page, less what translating does not need."""

    @cached_property
    def only_translates(self) -> bool:
        """Tell whether this person may change the page, but only as a translation. No query."""
        if self.page_is_root or not self.user.is_active or self.user.is_superuser:
            return False
        return languages.language_of(self.page) != languages.SOURCE_LANGUAGE and "add" not in self.permissions

    @cached_property
    def is_being_translated(self) -> bool:
        """Tell whether wagtail-localize keeps this page in step with its source."""
        return Translation.objects.filter(
            source__object_id=self.page.translation_key, target_locale_id=self.page.locale_id, enabled=True
        ).exists()

    def can_publish(self) -> bool:
        """Refuse a translator a page that is not kept in step with its source: nobody could say what is missing."""
        return super().can_publish() and (not self.only_translates or self.is_being_translated)

    def can_delete(self, ignore_bulk=False) -> bool:
        """Refuse translators: a translation goes with its source."""
        return super().can_delete(ignore_bulk=ignore_bulk) and not self.only_translates

    def can_set_view_restrictions(self) -> bool:
        """Refuse translators: a page that is private in one language is private in all."""
        return super().can_set_view_restrictions() and not self.only_translates

    def can_reorder_children(self) -> bool:
        """Refuse translators: the order is that of the source."""
        return super().can_reorder_children() and not self.only_translates
