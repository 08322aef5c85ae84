"""Menu, breadcrumbs and lists stand in the reader's language, and say in which language they are."""

import pytest
from django.utils.translation import override
from wagtail.models import Page

from academy_site.foundation import languages, selectors

pytestmark = pytest.mark.django_db


def said(pages) -> list[tuple[str, str]]:
    """Return titles with the language that a template marks them with."""
    return [(page.title, languages.language_of(page)) for page in pages]


@pytest.fixture
def waiting(tree):
    """A Dutch team page below a copy of a page that nobody has translated."""
    about = tree.page("about", show_in_menus=True, footer_group="about")
    team = tree.page("team", about)
    copy = team.copy_for_translation(tree.dutch, copy_parents=True)
    copy.title = "De ploeg"
    copy.save_revision().publish()
    assert about.get_translation(tree.dutch).alias_of_id == about.pk
    return type(team).objects.get(pk=copy.pk)


def test_a_copy_that_waits_is_english_in_menu_and_footer(tree, waiting):
    found = selectors.navigation("nl")
    assert [(link.title, link.language) for link in found.menu] == [("About", "en")]
    assert [(link.title, link.language) for _, column in found.footer for link in column] == [("About", "en")]


def test_a_translation_is_dutch_in_the_menu(tree):
    tree.translate(tree.page("about", show_in_menus=True), "over-ons")
    found = selectors.navigation("nl").menu
    assert [(link.title, link.path, link.language) for link in found] == [("About (nl)", "over-ons/", "nl")]


def test_a_copy_that_waits_is_english_in_breadcrumbs(waiting, anonymous):
    with override("nl"):
        assert said(selectors.breadcrumbs(waiting)) == [("About", "en")]
    page = anonymous.get("/nl/about/team/").content.decode()
    assert '<a href="/nl/about/" lang="en">About</a>' in page.partition('class="breadcrumbs"')[2]


def test_a_copy_that_waits_is_english_in_lists(tree, waiting):
    tree.page("office", tree.home)
    with override("nl"):
        assert said(selectors.listed(Page.objects.child_of(tree.home_nl))) == [("About", "en")]
        assert said(selectors.listed(Page.objects.child_of(tree.home))) == [("About", "en"), ("Office", "en")]


def test_breadcrumbs_cost_one_query_and_one_for_a_page_that_stands_in(tree, waiting, django_assert_num_queries):
    languages.home_paths()
    with override("nl"), django_assert_num_queries(2):
        selectors.breadcrumbs(waiting)
    with override("nl"), django_assert_num_queries(0):
        selectors.breadcrumbs(waiting)
