"""`/sitemap.xml` lists what is written, `/robots.txt` what is left alone."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from wagtail.models import Locale, Page, PageViewRestriction, Site

from academy_site.foundation import sitemap, stamp
from academy_site.home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def home():
    """An English home page with one page, both also in Dutch."""
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    english = Locale.objects.get(language_code="en")
    home = root.add_child(instance=HomePage(title="Home", slug="home", locale=english))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    about = home.add_child(instance=StandardPage(title="About", slug="about", locale=english))
    dutch = Locale.objects.get_or_create(language_code="nl")[0]
    thuis = root.add_child(
        instance=HomePage(title="Thuis", slug="home-nl", locale=dutch, translation_key=home.translation_key)
    )
    thuis.add_child(
        instance=StandardPage(title="Over", slug="over", locale=dutch, translation_key=about.translation_key)
    )
    stamp.touch()
    return home


def listed(client) -> dict[str, list[tuple[str, str]]]:
    """Return the alternates of each address in the sitemap."""
    answer = client.get("/sitemap.xml")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    entries = ElementTree.fromstring(answer.content).findall("s:url", SPACES)  # noqa: S314
    return {
        entry.findtext("s:loc", namespaces=SPACES): [
            (link.get("hreflang"), link.get("href")) for link in entry.findall("x:link", SPACES)
        ]
        for entry in entries
    }


def test_each_written_language_with_its_others(client, home):
    assert listed(client) == {
        "http://testserver/en/": [
            ("en", "http://testserver/en/"),
            ("nl", "http://testserver/nl/"),
            ("x-default", "http://testserver/en/"),
        ],
        "http://testserver/en/about/": [
            ("en", "http://testserver/en/about/"),
            ("nl", "http://testserver/nl/over/"),
            ("x-default", "http://testserver/en/about/"),
        ],
        "http://testserver/nl/": [
            ("en", "http://testserver/en/"),
            ("nl", "http://testserver/nl/"),
            ("x-default", "http://testserver/en/"),
        ],
        "http://testserver/nl/over/": [
            ("en", "http://testserver/en/about/"),
            ("nl", "http://testserver/nl/over/"),
            ("x-default", "http://testserver/en/about/"),
        ],
    }


def test_drafts_stand_ins_and_restricted_pages_are_not_listed(client, home):
    english = home.locale
    home.add_child(instance=StandardPage(title="Draft", slug="draft", locale=english, live=False))
    closed = home.add_child(instance=StandardPage(title="Closed", slug="closed", locale=english))
    closed.add_child(instance=StandardPage(title="Below", slug="below", locale=english))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    only_english = home.add_child(instance=StandardPage(title="Only here & now", slug="only", locale=english))
    waiting = only_english.copy_for_translation(Locale.objects.get(language_code="nl"), copy_parents=True, alias=True)
    assert waiting.alias_of_id == only_english.pk
    stamp.touch()
    found = listed(client)
    assert sorted(found) == [
        "http://testserver/en/",
        "http://testserver/en/about/",
        "http://testserver/en/only/",
        "http://testserver/nl/",
        "http://testserver/nl/over/",
    ]
    assert found["http://testserver/en/only/"] == []


def test_last_change(client, home):
    when = datetime.now(UTC) - timedelta(days=3)
    Page.objects.filter(pk=home.pk).update(last_published_at=when)
    stamp.touch()
    assert f"<lastmod>{when.isoformat(timespec='seconds')}</lastmod>".encode() in client.get("/sitemap.xml").content


@pytest.mark.parametrize("more", [1, 3])
def test_one_query_however_many_pages(client, home, more, django_assert_num_queries):
    for number in range(more):
        home.add_child(instance=StandardPage(title=f"More {number}", slug=f"more-{number}", locale=home.locale))
    sitemap.public_pages()
    with django_assert_num_queries(1):
        assert len(sitemap.public_pages()) == 4 + more


def test_robots(client):
    answer = client.get("/robots.txt")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/account/",
        "Disallow: /*?q=",
        "Disallow: /*&q=",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_a_browser_that_asks_for_the_old_icon_finds_it(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, "/static/academy/favicon.ico")
    assert finders.find("academy/favicon.ico")
