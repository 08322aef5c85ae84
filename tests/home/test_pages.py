"""The landing page and the standing pages around it, with the starter content."""

import re
from html import unescape

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from academy_site.foundation import selectors
from academy_site.foundation.enums import DimensionKey
from academy_site.home.models import CountryPage, OutputsPage, StandardPage
from courses.selectors import programme

pytestmark = pytest.mark.django_db


def read(client, address: str) -> str:
    """Return a page that must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def main_of(page: str) -> str:
    """Return what stands between header and footer."""
    return page.partition("<main")[2].partition("</main>")[0]


def test_the_web_leads_to_the_modules_of_each_dimension(academy, anonymous):
    web = re.search(r'<ol class="web__axes".*?</ol>', read(anonymous, "/pl/"), re.DOTALL)[0]
    assert re.findall(r'<a [^>]*href="([^"]+)"', web) == [
        f"/pl/curriculum/?dimension={key}" for key in DimensionKey.values
    ]
    labels = [unescape(text) for text in re.findall(r'web__label"[^>]*>([^<]+)<', web)]
    assert labels == [dimension.axis_label for dimension in selectors.dimensions("pl").values()]


def test_home_has_one_primary_action_and_shows_the_whole_programme(academy, anonymous):
    home = main_of(read(anonymous, "/en/"))
    assert re.findall(r'class="button" href="([^"]+)"', home) == ["/en/webs/spiderweb/quick/"]
    stops = [unescape(text) for text in re.findall(r'trail__stop".*?<span>([^<]+)</span></a>', home)]
    assert stops == [module.title for course in programme("en") for module in course.modules]


@pytest.mark.parametrize("language", ["en", "pl"])
def test_the_sections_of_home_are_drawn_once(academy, client, language, django_assert_num_queries):
    first = read(client, f"/{language}/?not=kept-yet")
    # The page, its row, and where the primary action leads.
    with django_assert_num_queries(2):
        second = read(client, f"/{language}/?nor=this")
    assert main_of(first) == main_of(second)


@pytest.mark.parametrize(
    "address", ["/en/", "/nl/", "/en/about/", "/en/outputs/", "/pl/outputs/poland/", "/fi/privacy/"]
)
def test_no_link_is_dead(academy, anonymous, address):
    links = {unescape(link) for link in re.findall(r'<a [^>]*href="(/[^"#]*)', read(anonymous, address))}
    assert {link: anonymous.get(link).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize("language", ["en", "nl", "fi", "sv", "pl"])
def test_the_glossary_is_in_the_readers_language_and_alphabet(academy, anonymous, language):
    page = main_of(read(anonymous, f"/{language}/glossary/"))
    terms = selectors.glossary(language)
    found = re.findall(r'<div id="([^"]+)" lang="(\w\w)"><dt>([^<]+)</dt>', page)
    assert [(key, unescape(title)) for key, _, title in found] == [(term.key, term.title) for term in terms]
    assert {code for _, code, _ in found} == {language}
    letters = re.findall(r'<h2 id="(letter-\d+)">(\w)</h2>', page)
    assert re.findall(r'<a href="#(letter-\d+)">(\w)</a>', page) == letters
    assert len({letter for _, letter in letters}) == len(letters)


def test_a_long_page_lists_its_headings(academy, anonymous):
    page = main_of(read(anonymous, "/en/about/"))
    listed = re.findall(r'<li><a href="#([^"]+)">', page)
    assert listed == re.findall(r'<h2 class="block" id="([^"]+)"', page)
    assert len(listed) > 3


def test_a_short_page_has_no_list_of_headings(academy, anonymous):
    page = main_of(read(anonymous, "/en/guideline/assessment-rhythms/"))
    assert 'class="contents' not in page


def test_each_output_names_its_country(academy, anonymous):
    page = main_of(read(anonymous, "/en/outputs/"))
    named = re.findall(r'<p class="kicker"><a href="(/en/outputs/[^"]+)">', page)
    assert sorted(named) == sorted(
        f"/en/outputs/{slug}/" for slug in CountryPage.objects.values_list("slug", flat=True)
    )


def test_a_country_leads_to_the_others(academy, anonymous):
    page = main_of(read(anonymous, "/en/outputs/poland/"))
    assert re.findall(r'class="chip" href="/en/outputs/([^/]+)/"', page) == [
        "netherlands",
        "united-kingdom",
        "sweden",
        "finland",
    ]


def test_pages_below_cost_the_same_at_one_and_at_three(academy, client, django_assert_num_queries):
    parent = StandardPage.objects.get(slug="accessibility", locale=academy.locale)
    counts = []
    for number in (1, 2, 3):
        child = parent.add_child(instance=StandardPage(title=f"Note {number}", slug=f"note-{number}"))
        child.save_revision().publish()
        parent.refresh_from_db()
        if number != 2:
            read(client, "/en/accessibility/")
            with django_assert_num_queries(2):
                page = read(client, "/en/accessibility/?not=kept-yet")
            counts.append(page.count('href="/en/accessibility/note-'))
    assert counts == [1, 3]


def test_sharing_shows_the_picture_of_the_page_or_of_the_academy(academy, anonymous, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = re.compile(r'property="og:image" content="http://testserver([^"]+)"')
    assert picture.search(read(anonymous, "/en/outputs/"))[1] == "/static/academy/share.png"
    image = get_image_model().objects.create(
        title="A web", file=get_test_image_file(filename="web.png", size=(1300, 700))
    )
    page = OutputsPage.objects.get(slug="outputs", locale=academy.locale)
    page.social_image = image
    page.save_revision().publish()
    assert picture.search(read(anonymous, "/en/outputs/"))[1] == image.renditions.get().url


@pytest.mark.parametrize(
    ("email", "status"),
    [(None, 404), ("teacher@academy.example", 404), ("editor@academy.example", 200)],
)
def test_the_style_guide_is_for_people_who_work_on_the_academy(academy, anonymous, sign_in, email, status):
    client = sign_in(email) if email else anonymous
    assert client.get("/pl/styleguide/").status_code == status


def test_the_style_guide_shows_every_component(academy, editor_client):
    page = read(editor_client, "/en/styleguide/")
    drawn = ("web web--unfold", "trail trail--across", "path path--across", "loop__step", "levels__glyph", "whole__web")
    drawn += ('class="inbox"', 'class="unread"', 'class="kept"', "Your form is kept.")
    drawn += ("web--chart", "axisrow", "webbars", "webseries", "axisline")
    drawn += ("map__", "result", "pager__next", "check-sample-open", "check-sample-partly", "check-sample-fits")
    assert {name: name in page for name in drawn} == dict.fromkeys(drawn, True)


OWN = ["/en/account/inbox/", "/en/schools/", "/en/account/", "/en/account/logout/"]


@pytest.mark.parametrize(
    ("email", "links"),
    [
        (None, ["/en/account/login/?next=%2Fen%2Fabout%2F"]),
        ("teacher@academy.example", ["/en/desk/", *OWN]),
        ("editor@academy.example", ["/en/desk/", "edit", "/admin/", *OWN]),
    ],
)
def test_the_header_offers_what_this_person_may_do(academy, anonymous, sign_in, email, links):
    page = read(sign_in(email) if email else anonymous, "/en/about/")
    edit = f"/admin/pages/{StandardPage.objects.get(slug='about', locale=academy.locale).pk}/edit/"
    tools = page.partition('class="nav__tools"')[2].partition('class="menu nav__small"')[0]
    found = [link for link in re.findall(r'<a [^>]*href="([^"]+)"', tools) if not re.fullmatch(r"/\w\w/about/", link)]
    assert found == [edit if link == "edit" else link for link in links]
