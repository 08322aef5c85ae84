"""Translates the first pages and the whole vocabulary, through wagtail-localize itself."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from academy_site.starter import files, vocabulary
from academy_site.starter.instruments import RELEASED
from academy_site.starter.ledger import Entry
from academy_site.starter.library import WORDS, GoneError, Library
from academy_site.starter.memory import memory
from academy_site.starter.texts import TRANSLATED_STANDING_PAGES
from tools.models import Instrument

# A home page has a slug of its own in each language, since all stand side by side.
_HOME = "home"


def entries(library: Library, missing: list[str]) -> Iterator[Entry]:
    """Yield the translations, language by language, words before pages and parents first.

    Sentences without a translation are named in `missing`.
    """
    for language, _ in settings.LANGUAGES:
        if language == settings.LANGUAGE_CODE:
            continue
        for kind, key, _ in vocabulary.words():
            load = partial(_load_word, library, missing, language, kind, key)
            yield Entry(f"{language}/word/{kind}/{key}", load)
        for key in RELEASED:
            yield Entry(f"{language}/instrument/{key}", partial(_load_instrument, library, missing, language, key))
        for key in page_keys():
            yield Entry(f"{language}/{key}", partial(_load_page, library, missing, language, key))


def page_keys() -> list[str]:
    """Return the keys of the pages that the starter translates, parents first."""
    course = files.read("curriculum")["courses"][0]
    keys = [_HOME, "curriculum", "guideline", "environment", "glossary", *TRANSLATED_STANDING_PAGES]
    keys += [f"course/{course['key']}"]
    for module in course["modules"]:
        keys += [f"module/{module['key']}", *(f"unit/{unit['key']}" for unit in files.units(module["key"]))]
    return keys


def _locale(language: str) -> Locale:
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        raise GoneError(f"the language {language} was deleted")
    return locale


def _load_word(library: Library, missing: list[str], language: str, kind: str, key: str) -> Sequence[Any]:
    locale = _locale(language)
    word = WORDS[kind]._default_manager.get(pk=library.word_id(kind, key))
    translation, lacking = _fill(word, locale)
    if lacking:
        # A word has no draft: it stays English, and marked, until a translator completes it.
        missing += _missing_lines(language, f"{kind}/{key}", lacking)
        return ()
    translation.save_target()
    return (translation.get_target_instance(),)


def _load_instrument(library: Library, missing: list[str], language: str, key: str) -> Sequence[Any]:
    instrument = Instrument.objects.filter(key=key, locale=library.locale).first()
    if instrument is None:
        raise GoneError(f"the instrument {key} was deleted")
    return _publish_when_whole(instrument, language, f"instrument/{key}", missing)


def _load_page(library: Library, missing: list[str], language: str, key: str) -> Sequence[Any]:
    locale = _locale(language)
    page = library.page(key)
    parent = page.get_parent()
    if parent.depth > 1 and not parent.has_translation(locale):
        raise GoneError(f"the page above it is not there in {language}")
    return _publish_when_whole(page, language, key, missing)


def _publish_when_whole(source: Any, language: str, key: str, missing: list[str]) -> Sequence[Any]:
    translation, lacking = _fill(source, _locale(language))
    # Published here and not by save_target, which publishes after the transaction: a run that is
    # killed between the two would leave a draft that counts as loaded.
    translation.save_target(publish=False)
    target: Any = translation.get_target_instance()
    if lacking:
        # What is translated in part stays a draft; its English source stands in, marked.
        missing += _missing_lines(language, key, lacking)
    else:
        target.get_latest_revision().publish()
        target.refresh_from_db()
    return (target,)


def _missing_lines(language: str, key: str, lacking: list[str]) -> list[str]:
    return [f"{language}/{key} has no translation of: {text}" for text in lacking]


def _fill(instance: Any, locale: Locale) -> tuple[Translation, list[str]]:
    """Submit a page or word for translation and fill in what the catalogue knows; return what it lacks."""
    source, _ = TranslationSource.get_or_create_from_instance(instance)
    translation, _ = Translation.objects.get_or_create(
        source=source, target_locale=locale, defaults={"translations_last_updated_at": timezone.now()}
    )
    known = memory(locale.language_code)
    # The same sentence twice in one place is one translation.
    wanted: dict[tuple[int, int], StringTranslation] = {}
    missing = []
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order"):
        if segment.context.path == "slug":
            text: str | None = f"{segment.string.data}-{locale.language_code}"
        else:
            text = known.get(segment.string.data)
        if text is None:
            missing.append(segment.string.data)
            continue
        wanted[segment.string_id, segment.context_id] = StringTranslation(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=locale,
            data=text,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
    StringTranslation.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    return translation, missing
