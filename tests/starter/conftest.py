"""A small academy with its groups, to try what each may do."""

from dataclasses import dataclass
from typing import Any

import pytest
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from academy_site.foundation.enums import DimensionKey
from academy_site.foundation.models import Dimension, GlossaryTerm
from academy_site.home.models import HomePage, StandardPage
from academy_site.starter import groups


@dataclass
class SmallAcademy:
    """A page and some words in English; in Dutch the page is translated, and the words are."""

    home: HomePage
    about: StandardPage
    home_nl: HomePage
    about_nl: StandardPage
    words: dict[str, Any]
    dutch: Locale


def translate_all(page, locale, text="In het Nederlands") -> Translation:
    """Translate every sentence of a page and publish."""
    translate_object(page, [locale])
    source = TranslationSource.objects.get_for_instance(page)
    for segment in StringSegment.objects.filter(source=source):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string, context=segment.context, locale=locale, defaults={"data": text}
        )
    translation = Translation.objects.get(source=source, target_locale=locale)
    translation.save_target()
    return translation


@pytest.fixture
def small(db, django_capture_on_commit_callbacks) -> SmallAcademy:
    """Make the academy, and load the groups as the starter does, before the Dutch pages."""
    english, dutch = (Locale.objects.get_or_create(language_code=code)[0] for code in ("en", "nl"))
    Page.objects.filter(depth=2).delete()
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Home", slug="home", locale=english))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
    )
    about = home.add_child(instance=StandardPage(title="About", slug="about", locale=english, live=False))
    about.save_revision().publish()
    for entry in groups.entries():
        entry.load()
    # What is published in a transaction goes live when it ends.
    for model in (HomePage, StandardPage):
        with django_capture_on_commit_callbacks(execute=True):
            translate_all(model.objects.get(locale=english), dutch)
    texts = dict.fromkeys(("guiding_question", "why", *(f"level_{n}" for n in range(1, 6))), "Text.")
    words = {}
    for code, locale in (("en", english), ("nl", dutch)):
        words[f"term {code}"] = GlossaryTerm.objects.create(
            key="logbook", locale=locale, title="Logbook", explanation="Where plans live."
        )
        words[f"dimension {code}"] = Dimension.objects.create(
            key=DimensionKey.values[0], locale=locale, title="Goals", axis_label="Goals", **texts
        )
    return SmallAcademy(
        home=HomePage.objects.get(locale=english),
        about=StandardPage.objects.get(locale=english),
        home_nl=HomePage.objects.get(locale=dutch),
        about_nl=StandardPage.objects.get(locale=dutch),
        words=words,
        dutch=dutch,
    )
