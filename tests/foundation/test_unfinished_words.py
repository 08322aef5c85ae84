"""A word that a translator has only begun is not shown as if it were translated."""

from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from academy_site.foundation import languages
from academy_site.foundation.models import GlossaryTerm
from academy_site.foundation.selectors import glossary
from tests.foundation.translated import fill


def shown() -> list[tuple[str, str, str]]:
    return [(term.title, term.explanation, languages.language_of(term)) for term in glossary("nl")]


def test_the_source_stands_in_until_every_sentence_is_translated(tree):
    term = GlossaryTerm.objects.create(key="logbook", locale=tree.home.locale, title="Logbook", explanation="A book.")
    source, _ = TranslationSource.get_or_create_from_instance(term)
    translation = Translation.objects.create(source=source, target_locale=tree.dutch)
    segment = StringSegment.objects.get(source=source, string__data="Logbook")
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=tree.dutch, data="Logboek"
    )
    translation.save_target()
    assert GlossaryTerm.objects.filter(locale=tree.dutch).count() == 1
    assert shown() == [("Logbook", "A book.", "en")]

    fill(source, tree.dutch, "Een boek.")
    Translation.objects.get(pk=translation.pk).save_target()
    assert shown() == [("Logboek", "Een boek.", "nl")]

    # What was good once stays when its source changes.
    term.explanation = "A book of plans."
    term.save()
    source.update_from_db()
    assert shown() == [("Logboek", "Een boek.", "nl")]
