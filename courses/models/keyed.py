"""Pages with a key that people read: `M3-1` in running text, `C2` in an address. One page a key and language."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from academy_site.foundation.models import AcademyPage


class KeyedPage(AcademyPage):
    """A page whose key nobody else of its type has in its language.

    The language stands in Wagtail's own table, so no constraint can name both; forms refuse a key that
    is taken, and a page made in another way (a copy, with all below it) gets a key made of its slug.
    """

    # A copy is another page. Translations get the key of their source, as all synchronised fields.
    exclude_fields_in_copy = ["key"]

    # The field is of the page type, which knows how long it may be.
    key: Any

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Give a key to a page without one, as Wagtail gives a slug: a copy, or one below a copied page."""
        if not self.key:
            self.key = self.free_key()
        return super().save(*args, **kwargs)

    def clean(self):
        """Refuse a key that is taken, at its field."""
        super().clean()
        if self._is_taken(self.key):
            raise ValidationError({"key": _("Another page of this kind has this key. Choose another.")})

    def free_key(self) -> str:
        """Return a key made of the slug that no other page of this type has in this language."""
        room = self._meta.get_field("key").max_length - 4
        base = slugify(self.slug)[:room].strip("-") or "page"
        candidates = (base if number == 1 else f"{base}-{number}" for number in range(1, 1000))
        return next(key for key in candidates if not self._is_taken(key))

    def _is_taken(self, key: str) -> bool:
        others = type(self)._default_manager.filter(key=key, locale_id=self.locale_id, alias_of=None)
        return others.exclude(pk=self.pk).exists()
