"""The gate that keeps the source language out of live translations.

wagtail-localize fills what is not translated with the source, and publishes that. Here a page of
another language goes live when it is translated as a whole; until then the last good translation
stays, or the source stands in, marked.
"""

from functools import wraps

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import Translation

from academy_site.foundation import drift
from academy_site.foundation.accessibility import unexcused_in

# What the library does when it saves; a test compares it with the installed one.
library_save_target = Translation.save_target


_NOT_TRANSLATED = _("Some sentences are not translated yet. The published translation stays as it is.")
_SHUT_OUT = _("Some readers would be shut out. The published translation stays as it is.")


def missing_sentences(translation: Translation) -> int:
    """Return how many sentences of the source as it is now have no translation. One query."""
    total, translated = translation.get_progress()
    return total - translated


@wraps(library_save_target)
def save_target(self: Translation, user=None, publish=True) -> None:
    """Write the translation; publish it only when it is complete and its words shut nobody out.

    Another one becomes a draft. Where a translation is live already, or a word has no draft, nothing is
    written and a `ValidationError` raised, which wagtail-localize's views tell or pass over.
    """
    drafts = issubclass(self.source.specific_content_type.model_class() or Page, DraftStateMixin)
    incomplete = missing_sentences(self) > 0
    if not incomplete and not (publish and unexcused_in(self)):
        library_save_target(self, user=user, publish=publish)
        if not drafts:
            # A word is public as soon as it is written; a page says itself when it is published.
            drift.end(self)
        return
    target = drift.target_of(self)
    is_copy = getattr(target, "alias_of_id", None) is not None
    if target is not None and not is_copy and getattr(target, "live", True):
        raise ValidationError(_NOT_TRANSLATED if incomplete else _SHUT_OUT)
    # A word has no draft. Without its row a translator could not begin.
    library_save_target(self, user=user, publish=publish and not drafts)
    if is_copy:
        # The copy of the source was live; now it is a page that waits for its sentences.
        self.get_target_instance().unpublish(user=user, set_expired=False)


def close_the_gate() -> None:
    """Put ours in the place of the library's, for the admin, the starter and every command alike."""
    Translation.save_target = save_target
