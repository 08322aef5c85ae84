"""Search and filters of the catalogue, with every kind of question."""

import pytest
from django.test import override_settings
from django.utils.html import escape

from academy_site.foundation import stamp
from courses import selectors
from courses.domain.catalogue import Query
from courses.models import CoursePage

TEXT = {"type": "text", "value": "<p>A logbook of one page, a triad and a portfolio.</p>"}


@pytest.fixture
def filled(programme):
    """Two courses of one module and two units each."""
    for number, dimension in ((0, "coaching"), (1, "digital")):
        course = programme.course(number)
        module = programme.module(course, dimension=dimension)
        programme.unit(module, "see", [TEXT] if number else ())
        programme.unit(module, "try")
    stamp.touch()
    return programme


def keys(**query):
    return [entry.link.key for entry in selectors.search(Query(**query), "en").entries]


SEARCHES = [
    ({"text": "portfolio"}, ["C1-1-see"]),
    ({"text": "portfolio triad"}, ["C1-1-see"]),
    ({"text": "portfolio absent"}, []),
    ({"text": "odul"}, ["C0-1", "C1-1"]),
    ({"text": "C0-1"}, ["C0-1", "C0-1-see", "C0-1-try"]),
    ({"text": "see"}, ["C0-1-see", "C1-1-see"]),
    ({"text": "'; --"}, []),
    ({"dimensions": ("digital",)}, ["C1", "C1-1", "C1-1-see", "C1-1-try"]),
    ({"dimensions": ("digital", "coaching"), "minutes": 180}, ["C0-1-see", "C1-1-see"]),
    ({"minutes": 599, "course": "C0"}, ["C0-1-see"]),
    ({"text": "see", "course": "C1"}, ["C1-1-see"]),
    ({"dimensions": ("environment",)}, []),
]


def test_search(filled):
    assert [(query, keys(**query)) for query, _ in SEARCHES] == SEARCHES


@pytest.mark.parametrize(("query", "queries"), [({"text": "portfolio"}, 1), ({"minutes": 180}, 0)])
def test_one_query_for_words_none_for_filters(filled, django_assert_num_queries, query, queries):
    selectors.catalogue("en")
    selectors.search(Query(text="warm"), "en")
    with django_assert_num_queries(queries):
        keys(**query)


def test_what_stands_in_the_way_is_counted(filled):
    found = selectors.search(Query(text="see", minutes=10, course="C0"), "en")
    assert (found.entries, found.without) == ((), (("minutes", 1),))
    both = selectors.search(Query(text="see", dimensions=("environment",)), "en")
    assert both.without == (("dimensions", 2),)


BROKEN = [
    "minutes=0",
    "minutes=-1",
    "minutes=1000000000",
    "minutes=99999999999999999999",
    "minutes='; --",
    "course=-1",
    "course='; --",
    "dimension='; --",
    "dimension=0&dimension=-1&dimension=1000000000",
    "page=0",
    "page=-1",
    "page=1000000000",
    "page=x",
    "q='; --",
    'q="',
    "q=%00",
    "q=%ff%fe",
    "q=*",
    "q=NEAR(a b)",
    "q=title:course",
    "q=a%26b|c!d:*",
    f"q={'x' * 10_000}",
    f"q={'x ' * 5_000}",
    "q=&q=course&q=",
    "q=-1",
    "q=%F0%9F%8C%B2",
    "minutes=180&minutes=x&course=C0&course=C9&dimension=&page=",
    "unknown=1",
    "=&&&=",
]


def test_a_broken_query_gives_a_clear_page_in_the_language_asked_for(filled, client):
    for query in BROKEN:
        for language in ("en", "pl"):
            response = client.get(f"/{language}/curriculum/", QUERY_STRING=query)
            body = response.content.decode()
            answer = (response.status_code, f'<html lang="{language}"' in body, "<h1" in body)
            assert (query[:50], *answer) == (query[:50], 200, True, True)


def test_long_words_are_cut_and_the_page_says_so(filled, client):
    body = client.get("/en/curriculum/", {"q": "y" * 201}).content.decode()
    assert "We used the first 200 characters" in body
    assert "y" * 201 not in body


def test_an_unknown_filter_is_left_out_and_the_page_says_so(filled, client):
    body = client.get("/en/curriculum/", {"dimension": "nothing", "q": "see"}).content.decode()
    assert "it was left out" in body
    assert "2 results for “see”" in body


def test_words_are_marked_and_nothing_in_them_becomes_markup(filled, client):
    body = client.get("/en/curriculum/", {"q": "modul"}).content.decode()
    assert "<mark>Module</mark> C0-1" in body
    bad = '<script>alert(1)</script>"'
    body = client.get("/en/curriculum/", {"q": bad}).content.decode()
    assert bad not in body
    assert escape(bad) in body


def test_nothing_found_offers_a_way_out(filled, client):
    body = client.get("/en/curriculum/", {"q": "see", "minutes": "10"}).content.decode()
    assert "Nothing for “see”" in body
    assert 'href="/en/curriculum/?q=see"' in body


def test_a_word_of_the_glossary_is_explained(filled, client):
    body = client.get("/en/curriculum/", {"q": "logbook"}).content.decode()
    assert "Where plans live." in body


def test_long_lists_have_pages(programme, client):
    for number in range(12):
        programme.course(number)
    stamp.touch()
    first = client.get("/en/curriculum/").content.decode()
    assert ("Course 9" in first, "Course 10</a>" in first, "Page 1 of 2" in first) == (True, False, True)
    second = client.get("/en/curriculum/", {"page": "2"}).content.decode()
    assert ("Course 10</a>" in second, "Page 2 of 2" in second) == (True, True)
    assert "Page 2 of 2" in client.get("/en/curriculum/", {"page": "99"}).content.decode()


def test_the_times_on_offer_are_those_of_real_units(filled):
    assert selectors.minute_choices("en") == (180, 600)


def test_the_readers_language_comes_first(academy):
    course = CoursePage.objects.get(key="C0", locale__language_code="nl")
    own = selectors.search(Query(text=course.title.split()[-1]), "nl").entries
    assert own[0].link.pk == course.pk
    both = selectors.search(Query(text="plan"), "nl").entries
    from_source = [entry.link.locale_id != course.locale_id for entry in both]
    assert (from_source, set(from_source)) == (sorted(from_source), {False, True})


@override_settings(ACADEMY_PAGE_CACHE_BYTES=0)
@pytest.mark.parametrize(("query", "queries"), [("", 1), ("?q=coaching", 3), ("?dimension=digital&minutes=240", 1)])
def test_what_the_catalogue_costs(academy, client, django_assert_num_queries, query, queries):
    client.get(f"/en/curriculum/{query}")
    with django_assert_num_queries(queries):
        client.get(f"/en/curriculum/{query}")
