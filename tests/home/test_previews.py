"""Whoever edits a page sees it before others do: each page type, each way of previewing it, two languages."""

import pytest
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Locale, PreviewableMixin
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation, TranslationSource

from academy_site.foundation.checks import academy_page_types

WORDS = "Only in the draft"
KINDS = pytest.mark.parametrize("model", academy_page_types(), ids=lambda model: model.__name__)
EDITORS = {"en": "editor@academy.example", "pl": "translator@academy.example"}


def first_of(model, language: str = "en"):
    """Return the first page of a type in a language, made as a draft where there is none."""
    page = model.objects.filter(locale__language_code=language).order_by("path").first()
    locale = Locale.objects.get(language_code=language)
    return page or first_of(model).copy_for_translation(locale, copy_parents=True)


def seen(answer, language: str, words: str) -> tuple[int, bool, bool]:
    """Return how it was answered, whether the text is in this language, whether the words are there."""
    html = answer.content.decode()
    return answer.status_code, f'<html lang="{language}"' in html, escape(words) in html


@KINDS
@pytest.mark.parametrize("language", EDITORS)
def test_a_draft_is_previewed_in_every_way(academy, sign_in, anonymous, model, language):
    page = first_of(model, language)
    page.title = f"{WORDS}: {model.__name__}"
    page.save_revision()
    client, address = sign_in(EDITORS[language]), reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    modes = [mode for mode, _label in page.preview_modes]
    answers = {mode: seen(client.get(address, {"mode": mode}), language, page.title) for mode in modes}
    assert answers == dict.fromkeys(modes, (200, True, True))
    assert WORDS not in anonymous.get(page.get_url()).content.decode()


@KINDS
def test_a_translation_is_previewed_while_it_is_made(academy, sign_in, model):
    page = first_of(model, "pl")
    original = model.objects.get(translation_key=page.translation_key, locale__language_code="en")
    source, _made = TranslationSource.get_or_create_from_instance(original)
    translation, _made = Translation.objects.get_or_create(source=source, target_locale=page.locale)
    client = sign_in(EDITORS["pl"])
    answer = client.get(reverse("wagtail_localize:preview_translation", args=[translation.pk]))
    title = source.get_ephemeral_translated_instance(page.locale, fallback=True).title
    assert seen(answer, "pl", title) == (200, True, True)


def test_no_word_has_a_preview_that_nobody_tried():
    # The preview of an instrument is tried with the instruments.
    previewed = [model.__name__ for model in get_snippet_models() if issubclass(model, PreviewableMixin)]
    assert previewed == ["Instrument"]


@KINDS
def test_the_form_of_every_kind_of_page_opens(academy, editor_client, model):
    answer = editor_client.get(reverse("wagtailadmin_pages:edit", args=[first_of(model).pk]))
    assert (answer.status_code, 'name="title"' in answer.content.decode()) == (200, True)
