"""How many sentences translations lack, for many of them at once."""

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation


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
