"""No list and no link of the roof names a page that is not for everybody."""

import re

import pytest
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction

from academy_site.home.models import CountryPage, HomePage, OutputsPage, StandardPage

pytestmark = pytest.mark.django_db


def close(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def shut(page, how: str) -> None:
    """Take a page from the public in one of the two ways."""
    if how == "draft":
        page.unpublish()
    else:
        close(page)


@pytest.fixture
def poland(academy):
    return CountryPage.objects.get(slug="poland", locale=academy.locale)


def test_a_country_closed_in_english_is_in_no_dutch_list(poland, anonymous):
    dutch = poland.copy_for_translation(Locale.objects.get(language_code="nl"), copy_parents=True)
    dutch.title = "Polen van binnen"
    dutch.save_revision().publish()
    addresses = ("/nl/outputs/", "/nl/outputs/finland/")
    assert [dutch.title in anonymous.get(address).content.decode() for address in addresses] == [True, True]
    close(poland)
    assert [dutch.title in anonymous.get(address).content.decode() for address in addresses] == [False, False]


def test_a_page_closed_in_dutch_is_in_no_english_list(academy, anonymous):
    parent = StandardPage.objects.get(slug="about", locale=academy.locale)
    note = parent.add_child(instance=StandardPage(title="Notes of the board", slug="note", live=False))
    note.save_revision().publish()
    dutch = note.copy_for_translation(Page.objects.get(slug="home-nl").locale)
    dutch.save_revision().publish()
    assert "Notes of the board" in anonymous.get("/en/about/").content.decode()
    close(dutch)
    assert "Notes of the board" not in anonymous.get("/en/about/").content.decode()


@pytest.mark.parametrize("how", ["draft", "private"])
def test_an_output_does_not_name_a_country_that_is_not_open(poland, anonymous, how):
    shut(poland, how)
    kickers = re.findall(r'<p class="kicker">(.*?)</p>', anonymous.get("/en/outputs/").content.decode())
    named = [
        CountryPage.objects.get(slug=slug).title
        for kicker in kickers
        for slug in re.findall(r"outputs/([^/]+)/", kicker)
    ]
    others = CountryPage.objects.filter(locale=poland.locale).exclude(pk=poland.pk)
    assert sorted(named) == sorted(others.values_list("title", flat=True))
    assert [kicker for kicker in kickers if poland.title in kicker] == []


@pytest.mark.parametrize("how", ["draft", "private"])
@pytest.mark.parametrize("kind", ["audience", "trust", "origin", "output"])
def test_a_section_leads_only_to_what_is_open(academy, kind, how):
    model = OutputsPage if kind == "output" else HomePage
    block = model._meta.get_field("body").stream_block.child_blocks[kind]
    goal = StandardPage.objects.get(slug="about", locale=academy.locale)
    raw = {"title": "Where to go", "page": goal.pk, "link_text": "Go on", "text": "<p>Words.</p>"}

    def drawn() -> str:
        with translation.override("en"):
            return block.render(block.to_python(raw))

    assert "/en/about/" in drawn()
    shut(goal, how)
    assert "/en/about/" not in drawn()


@pytest.mark.parametrize("how", ["draft", "private"])
def test_the_primary_action_leads_only_to_what_is_open(academy, anonymous, how):
    HomePage.objects.filter(pk=academy.pk).update(action_instrument=None)
    shut(Page.objects.get(pk=academy.action_page_id).specific, how)
    main = anonymous.get("/en/").content.decode().partition("<main")[2]
    assert 'class="button" href=' not in main.partition("</main>")[0]
