"""What the starter translates is complete in each language, made by wagtail-localize itself."""

import polib
import pytest
from django.conf import settings
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from academy_site.starter import texts, translations, vocabulary
from academy_site.starter.identity import page_uuid, snippet_uuid
from academy_site.starter.instruments import RELEASED
from academy_site.starter.library import WORDS, Library
from academy_site.starter.markup import inline
from academy_site.starter.memory import catalogue, memory
from tools.models import InstrumentVersion

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "en"]
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def translated_keys() -> set:
    words = {snippet_uuid(kind, key) for kind, key, _ in vocabulary.words()}
    instruments = {snippet_uuid("instrument", key) for key in RELEASED}
    return words | instruments | {page_uuid(key) for key in translations.page_keys()}


@in_each_language
def test_every_page_and_word_in_scope_is_complete(academy, language):
    made = Translation.objects.filter(target_locale__language_code=language)
    assert {translation.source.object_id for translation in made} == translated_keys()
    unfinished = [
        (str(translation), translation.get_progress())
        for translation in made
        if len({*translation.get_progress()}) > 1 or not translation.enabled
    ]
    assert unfinished == []
    assert StringTranslation.objects.filter(locale__language_code=language, has_error=True).count() == 0


@in_each_language
def test_translated_pages_are_live_at_the_same_path(academy, language):
    home = Page.objects.get(translation_key=page_uuid("home"), locale__language_code=language)
    assert home.slug == f"home-{language}"
    for key in translations.page_keys():
        source = Page.objects.get(translation_key=page_uuid(key), locale__language_code="en")
        target = Page.objects.get(translation_key=page_uuid(key), locale__language_code=language)
        assert target.url_path == source.url_path.replace("/home/", f"/home-{language}/", 1)
        assert (target.live, target.has_unpublished_changes, target.alias_of_id) == (True, False, None)


@in_each_language
def test_words_stand_in_blocks_in_the_language_of_the_page(academy, language):
    see = Page.objects.get(translation_key=page_uuid("unit/M0-see"), locale__language_code=language).specific
    terms = [block.value.locale.language_code for block in see.body if block.block_type in ("term", "levels")]
    assert terms == [language] * 3


def test_no_vocabulary_is_left_in_one_language_only(academy):
    for model in WORDS.values():
        counts = {locale.language_code: model.objects.filter(locale=locale).count() for locale in Locale.objects.all()}
        assert {*counts.values()} == {counts["en"]}


def test_the_catalogues_hold_what_is_translated_and_nothing_else(academy):
    """A changed English sentence fails here, not as an English sentence on a Polish page."""
    scope = {text for _, text in texts.translated_texts()}
    for language in LANGUAGES:
        entries = [entry for entry in polib.pofile(str(catalogue(language))) if not entry.obsolete]
        assert {entry.msgid for entry in entries} == scope
        assert [entry.msgid for entry in entries if not entry.msgstr or entry.fuzzy] == []
        # Every link of a source stands in its translation.
        assert len(memory(language)) >= len({inline(text) for text in scope})


def test_the_texts_listed_for_translators_are_those_on_the_pages(academy):
    shown = set(StringSegment.objects.exclude(context__path="slug").values_list("string__data", flat=True))
    assert shown == set(memory("nl"))


def test_a_page_with_a_missing_sentence_stays_a_draft_and_says_what_it_lacks(academy):
    library = Library()
    page = library.page("unit/M0-share")
    Page.objects.get(translation_key=page.translation_key, locale__language_code="nl").delete()
    page = library.page("unit/M0-share")
    page.title = "A title that nobody translated"
    page.save_revision().publish()
    TranslationSource.objects.get_for_instance(page).update_from_db()
    missing: list[str] = []
    entry = next(e for e in translations.entries(library, missing) if e.key == "nl/unit/M0-share")
    [target] = entry.load()
    assert missing == ["nl/unit/M0-share has no translation of: A title that nobody translated"]
    assert not Page.objects.get(pk=target.pk).live


@pytest.mark.parametrize("key", RELEASED)
def test_what_people_answer_is_released_in_all_languages(academy, key):
    version = InstrumentVersion.objects.get(instrument__key=key)
    assert sorted(version.texts.values_list("language", flat=True)) == sorted(
        code for code, _name in settings.LANGUAGES
    )
