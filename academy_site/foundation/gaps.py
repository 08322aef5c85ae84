"""How many sentences translations lack, for many of them at once."""

from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from academy_site.foundation.stamp import stamped


def missing_by_translation(translations: QuerySet[Translation]) -> dict[int, int]:
    """Return how many sentences of its source each of these translations lacks, by id; complete ones are left out.

    One query. `translating.missing_sentences` says the same of a single one.
    """
    written = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef("source__translations__target_locale"),
        has_error=False,
    )
    segments = (
        StringSegment.objects.filter(source__translations__in=translations)
        .annotate(of=F("source__translations"), written=Exists(written))
        .filter(written=False, of__in=translations.values("pk"))
        .order_by()
    )
    return dict(segments.values("of").annotate(missing=Count("pk")).values_list("of", "missing"))


@stamped
def unfinished_words(locale_id: int) -> frozenset[UUID]:
    """Return the translation keys of words whose row in a language was begun, and is the source in part.

    A word that was complete once and fell behind is not among them: its row holds a good translation.
    """
    begun = Translation.objects.filter(enabled=True, target_locale_id=locale_id, drift=None)
    pages = Page.objects.filter(translation_key=OuterRef("source__object_id"))
    words = begun.filter(~Exists(pages))
    missing = missing_by_translation(words)
    keys = dict(words.values_list("pk", "source__object_id")) if missing else {}
    return frozenset(keys[pk] for pk in missing)
