"""Which page answers an address, what its address is, what stands in for it."""

import pytest
from django.test import override_settings
from django.utils.translation import override
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page

from academy_site.foundation import languages
from academy_site.home.models import GlossaryPage, StandardPage

pytestmark = pytest.mark.django_db


def slugs(pages):
    return [(languages.language_of(page), page.slug) for page in pages]


def test_homes(tree):
    assert languages.home_paths() == {"en": "/home/", "nl": "/home-nl/"}


def test_addresses_need_no_query(tree, django_assert_num_queries):
    team = tree.page("team", tree.page("about"))
    languages.locale_codes()
    with django_assert_num_queries(0):
        assert languages.url_for(team, "pl") == "/pl/about/team/"
        assert languages.url_for(tree.home_nl, "nl") == "/nl/"
        assert languages.language_of(team) == "en"
        with override("fi"):
            assert languages.url_for(team) == "/fi/about/team/"


@pytest.mark.parametrize(("active", "reader"), [("pl", "pl"), ("en-gb", "en"), ("de", "en"), (None, "en")])
def test_language_of_the_reader(active, reader):
    with override(active):
        assert languages.reader_language() == reader


@pytest.mark.parametrize(
    ("path", "language", "found"),
    [
        ("", "en", ("en", "home")),
        ("", "nl", ("nl", "home-nl")),
        ("", "pl", ("en", "home")),
        ("about/", "nl", ("nl", "about")),
        ("about/", "en", ("en", "about")),
        ("about/", "pl", ("en", "about")),
        ("about/team/", "nl", ("en", "team")),
        ("own/", "nl", ("nl", "own")),
        ("own/", "pl", None),
        ("own/", "en", None),
        ("draft/", "en", None),
        ("home/", "en", None),
        ("nothing/", "en", None),
    ],
)
def test_finding_a_page(tree, path, language, found, django_assert_num_queries):
    about = tree.page("about")
    tree.page("team", about)
    tree.translate(about)
    tree.page("own", tree.home_nl)
    tree.page("draft", publish=False)
    languages.home_paths()
    with django_assert_num_queries(1):
        page = languages.find_page(path, language)
        answer = page and (languages.language_of(page), page.slug)
    assert answer == found


def test_translations(tree, django_assert_num_queries):
    about = tree.page("about")
    tree.translate(about, "over-ons")
    languages.home_paths()
    with django_assert_num_queries(1):
        found = languages.translations_of(about)
        assert {code: languages.url_for(page, code) for code, page in found.items()} == {
            "en": "/en/about/",
            "nl": "/nl/over-ons/",
        }


def test_a_translation_that_is_not_live_is_none(tree):
    about = tree.page("about")
    tree.translate(about).unpublish()
    assert list(languages.translations_of(about)) == ["en"]
    assert slugs(languages.in_language([about], "nl")) == [("en", "about")]
    assert languages.language_of(languages.find_page("about/", "nl")) == "en"


def test_a_language_whose_home_is_not_live_has_none(tree):
    about = tree.page("about")
    tree.translate(about, "over-ons")
    tree.home_nl.unpublish()
    assert list(languages.translations_of(about)) == ["en"]
    assert slugs(languages.in_language([about], "nl")) == [("en", "about")]
    assert languages.language_of(languages.find_page("about/", "nl")) == "en"
    assert languages.find_page("over-ons/", "nl") is None


def test_an_alias_that_waits_for_its_translation_is_none(tree):
    about = tree.page("about")
    team = tree.page("team", about)
    CopyPageForTranslationAction(team, tree.dutch, copy_parents=True).execute(skip_permission_checks=True)
    waiting = Page.objects.get(locale=tree.dutch, slug="about")
    assert (waiting.live, waiting.alias_of_id) == (True, about.pk)
    assert languages.language_of(languages.find_page("about/", "nl")) == "en"
    assert list(languages.translations_of(about)) == ["en"]
    assert slugs(languages.in_language([about], "nl")) == [("en", "about")]


def test_an_alias_in_the_same_language_is_a_page(tree):
    about = tree.page("about")
    about.create_alias(update_slug="again", parent=tree.home)
    assert languages.find_page("again/", "en").slug == "again"


def test_pages_in_a_language_keep_their_order_and_class(tree, django_assert_num_queries):
    first, second, third = (tree.page(slug) for slug in ("first", "second", "third"))
    tree.translate(third)
    tree.translate(first)
    languages.home_paths()
    languages.locale_ids()
    with django_assert_num_queries(1):
        found = languages.in_language([second, third, first], "nl")
    assert slugs(found) == [("en", "second"), ("nl", "third"), ("nl", "first")]
    assert [type(page) for page in found] == [StandardPage] * 3
    with django_assert_num_queries(0):
        assert languages.in_language([first, second], "en") == [first, second]
        assert languages.in_language([], "nl") == []


def test_pages_of_several_classes(tree, django_assert_num_queries):
    about = tree.page("about")
    glossary = tree.home.add_child(instance=GlossaryPage(title="Glossary", slug="glossary", locale=tree.home.locale))
    tree.translate(about)
    tree.translate(glossary)
    languages.home_paths()
    languages.locale_ids()
    with django_assert_num_queries(2):
        found = languages.in_language([about, glossary], "nl")
    assert slugs(found) == [("nl", "about"), ("nl", "glossary")]
    assert [type(page) for page in found] == [StandardPage, GlossaryPage]


@pytest.mark.parametrize("pages", [1, 3])
def test_one_query_for_many(tree, django_assert_num_queries, pages):
    made = [tree.page(f"page-{number}") for number in range(pages)]
    for page in made:
        tree.translate(page)
    languages.home_paths()
    languages.locale_ids()
    with django_assert_num_queries(1):
        languages.in_language(Page.objects.filter(pk__in=[page.pk for page in made]), "en")
    with django_assert_num_queries(1):
        languages.in_language(made, "nl")


def test_a_language_without_a_locale(tree):
    about = tree.page("about")
    Locale.objects.filter(language_code="pl").delete()
    assert slugs(languages.in_language([about], "pl")) == [("en", "about")]
    assert languages.find_page("about/", "pl").slug == "about"


@pytest.mark.django_db(transaction=True)
@override_settings(ACADEMY_CONTENT_STAMP="database")
def test_a_new_home_is_known_at_once(tree):
    assert "pl" not in languages.home_paths()
    tree.home.copy_for_translation(Locale.objects.get(language_code="pl")).save_revision().publish()
    assert languages.home_paths()["pl"].startswith("/home")
