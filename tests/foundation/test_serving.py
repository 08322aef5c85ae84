"""What a public address answers, and to whom it is kept."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from wagtail.models import PageViewRestriction

from academy_site.foundation import stamp
from academy_site.foundation.page_cache import Kept, PageCacheMiddleware, Shelf, public

pytestmark = pytest.mark.django_db
ENGLISH_LINK = '<link rel="alternate" hreflang="en" href="http://testserver/en/about/">'


@pytest.fixture(autouse=True)
def empty_cache(db):
    cache.clear()


def test_a_page_in_its_own_language(anonymous, tree, about):
    page = anonymous.get("/en/about/").content.decode()
    assert '<html lang="en">' in page
    assert '<main id="main">' in page
    assert '<link rel="canonical" href="http://testserver/en/about/">' in page
    assert ENGLISH_LINK in page
    assert "noindex" not in page


def test_a_page_without_translation_stands_in(anonymous, tree, about):
    answer = anonymous.get("/nl/about/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Content-Language"] == "nl"
    assert '<html lang="nl">' in page
    assert '<main id="main" lang="en">' in page
    assert '<link rel="canonical" href="http://testserver/en/about/">' in page
    assert ENGLISH_LINK in page
    assert 'hreflang="nl" href="http://' not in page
    assert "About</h1>" in page


def test_a_translation_answers_itself_and_names_the_others(anonymous, tree, about):
    tree.translate(about)
    page = anonymous.get("/nl/about/").content.decode()
    assert '<main id="main">' in page
    assert '<link rel="canonical" href="http://testserver/nl/about/">' in page
    assert '<link rel="alternate" hreflang="nl" href="http://testserver/nl/about/">' in page
    assert ENGLISH_LINK in page


def test_a_translation_with_a_word_of_its_own(anonymous, tree, about):
    tree.translate(about, "over-ons")
    assert anonymous.get("/nl/about/?page=2&q=a%20b")["Location"] == "/nl/over-ons/?page=2&q=a%20b"
    assert anonymous.get("/nl/about/")["Location"] == "/nl/over-ons/"
    assert anonymous.get("/nl/over-ons/").status_code == 200
    assert anonymous.get("/pl/about/").status_code == 200
    assert anonymous.get("/en/over-ons/").status_code == 404
    assert anonymous.get("/pl/over-ons/").status_code == 404


def test_without_its_home_a_language_leads_nobody_in_circles(anonymous, tree, about):
    tree.translate(about)
    tree.home_nl.unpublish()
    answer = anonymous.get("/nl/about/")
    assert answer.status_code == 200
    assert '<main id="main" lang="en">' in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/en/nothing/", "/nl/nothing/", "/en/draft/", "/nl/draft/", "/en/gone/", "/en/own/", "/pl/own/",
        "/en/en/about/", "/en/home/", "/en/about/nothing/", "/en/%00/", "/nl/%2e%2e/", "/en/about/index.php",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404(anonymous, tree, about, address):
    tree.page("draft", publish=False)
    tree.page("gone").unpublish()
    tree.page("own", tree.home_nl)
    answer = anonymous.get(address, follow=True)
    assert answer.status_code == 404
    assert f'<html lang="{address[1:3]}">' in answer.content.decode()


def test_addresses_without_slash_or_language(anonymous, tree, about):
    assert anonymous.get("/nl/about")["Location"] == "/nl/about/"
    assert anonymous.get("/about/", headers={"accept-language": "pl"})["Location"] == "/pl/about/"
    assert anonymous.get("/de/about/", follow=True).status_code == 404
    assert anonymous.get("/no-such-thing.php").status_code == 404


def test_only_reading(tree, about):
    anonymous = Client(enforce_csrf_checks=True)
    assert [anonymous.generic(method, "/en/about/").status_code for method in ("POST", "PUT", "DELETE")] == [405] * 3


def test_a_private_page_is_asked_for_and_never_kept(anonymous, tree, about, person):
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    tree.page("team", about)
    for address in ("/en/about/", "/nl/about/", "/en/about/team/"):
        asked = anonymous.get(address)
        assert asked["Location"] == f"/{address[1:3]}/account/login/?next={address}"
        assert "no-store" in asked["Cache-Control"]
    client = Client()
    client.force_login(person())
    shown = client.get("/en/about/")
    assert (shown.status_code, "no-store" in shown["Cache-Control"]) == (200, True)
    assert anonymous.get("/en/about/").status_code == 302


def test_a_page_that_becomes_private_is_asked_for_at_once(anonymous, tree, about):
    assert anonymous.get("/en/about/").status_code == 200
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    assert anonymous.get("/en/about/").status_code == 302
    about.get_view_restrictions().delete()
    assert anonymous.get("/en/about/").status_code == 200


def test_queries(anonymous, tree, about, person, django_assert_num_queries):
    tree.translate(about, "over-ons")
    team = tree.page("team", about)
    tree.page("deep", tree.page("deeper", team))
    client = Client()
    client.force_login(person())
    for address in ("/en/about/", "/en/about/team/"):
        client.get(address)
    visitor, page, children = 2, 1, 1
    known = visitor + page + children
    with django_assert_num_queries(known):
        client.get("/en/about/")
    where, translations, breadcrumbs = 1, 1, 1
    with django_assert_num_queries(known + where + translations + breadcrumbs):
        client.get("/en/about/team/deeper/")
    anonymous.get("/en/about/")
    with django_assert_num_queries(0):
        assert anonymous.get("/en/about/").status_code == 200


def test_kept_pages_are_purged_by_what_they_show(anonymous, tree, about):
    addresses = ("/en/about/", "/pl/about/")

    def titles():
        return ["Renamed" in anonymous.get(address).content.decode() for address in addresses]

    assert titles() == [False, False]
    about.title = "Renamed"
    about.save_revision().publish()
    assert titles() == [True, True]
    about.delete()
    assert anonymous.get("/en/about/").status_code == 404


def test_a_kept_answer_is_like_a_fresh_one(tree, about):
    fresh, kept = Client().get("/en/about/"), Client().get("/en/about/")
    assert fresh.content == kept.content
    assert dict(fresh.items()) == dict(kept.items())
    assert "Set-Cookie" not in kept
    assert kept["Cache-Control"] == "private, no-cache"
    assert kept["Vary"] == "Accept-Encoding, Cookie"
    assert "default-src 'self'" in kept["Content-Security-Policy"]
    assert (kept["X-Frame-Options"], kept["X-Content-Type-Options"]) == ("SAMEORIGIN", "nosniff")
    assert kept["Content-Length"] == str(len(kept.content))


def test_an_unchanged_page_is_not_sent_again(anonymous, tree, about):
    etag = anonymous.get("/en/about/")["ETag"]
    again = anonymous.get("/en/about/", headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    about.save_revision().publish()
    assert anonymous.get("/en/about/", headers={"if-none-match": '"other"'}).status_code == 200


def test_head_is_answered_and_fills_the_shelf_with_the_whole_page(anonymous, tree, about):
    head = anonymous.head("/en/about/")
    assert (head.status_code, head.content) == (200, b"")
    assert "About</h1>" in anonymous.get("/en/about/").content.decode()


def test_hosts_and_queries_are_kept_apart(anonymous, tree, about):
    for host in ("one.example", "two.example", "one.example"):
        page = anonymous.get("/en/about/", headers={"host": host}).content.decode()
        assert f'<link rel="canonical" href="http://{host}/en/about/">' in page
    assert anonymous.get("/en/about/?x=1").status_code == 200


@override_settings(ALLOWED_HOSTS=["academy.example"])
def test_a_foreign_host_is_refused(anonymous, tree, about):
    assert anonymous.get("/en/about/", headers={"host": "evil.example"}).status_code == 400


def test_nothing_of_one_visitor_reaches_another(tree, about, person):
    signed_in = Client()
    signed_in.force_login(person(display_name="Only Me"))
    assert "Only Me" in signed_in.get("/en/about/").content.decode()
    assert "Only Me" not in Client().get("/en/about/").content.decode()
    with_cookie = Client()
    token = with_cookie.get("/en/account/login/").cookies["csrftoken"].value
    page = with_cookie.get("/en/about/").content.decode()
    assert (token in page, "csrfmiddlewaretoken" in page) == (False, False)


@pytest.mark.parametrize("address", ["/en/account/login/", "/en/account/signup/", "/"])
def test_what_no_view_calls_public_is_not_kept(address, tree):
    first, second = Client().get(address), Client().get(address)
    assert "ETag" not in first
    assert "ETag" not in second


def answer_of(size):
    return Kept(headers=(), plain=b"x" * size, zipped=b"", etag='W/"x"')


def test_the_shelf_has_bounds():
    shelf = Shelf(20_000)
    for number in range(100):
        shelf.put(f"/{number}/", "now", answer_of(1000))
    assert len(shelf._things) == 10
    shelf.put("/large/", "now", answer_of(10_000))
    assert shelf.get("/large/", "now") is None
    assert shelf.get("/99/", "now").plain == b"x" * 1000
    assert shelf._size == 20_000


def test_the_least_used_goes_first():
    shelf = Shelf(8_000)
    for number in range(4):
        shelf.put(f"/{number}/", "now", answer_of(1000))
    shelf.get("/0/", "now")
    shelf.put("/4/", "now", answer_of(1000))
    assert [number for number in range(5) if shelf.get(f"/{number}/", "now")] == [0, 2, 3, 4]


def test_an_answer_holds_for_its_stamp_only():
    shelf = Shelf(20_000)
    shelf.put("/a/", "before", answer_of(1))
    assert shelf.get("/a/", "after") is None
    shelf.put("/b/", "after", answer_of(1))
    assert (shelf.get("/a/", "before"), shelf.get("/a/", "after")) == (None, None)


def changed_elsewhere():
    """Do what another process does when it publishes."""
    path = Path(settings.ACADEMY_CONTENT_STAMP)
    fresh = path.with_name("elsewhere.stamp")
    fresh.touch()
    fresh.replace(path)


def test_a_slow_answer_does_not_empty_the_shelf(rf):
    made = []

    def view(request):
        made.append(request.path)
        if request.path == "/slow/":
            changed_elsewhere()
            middleware(rf.get("/quick/"))
        return public(HttpResponse(request.path))

    middleware = PageCacheMiddleware(view)
    for path in ("/slow/", "/quick/", "/slow/"):
        assert middleware(rf.get(path)).content.decode() == path
    assert made == ["/slow/", "/quick/", "/slow/", "/quick/"]


@pytest.mark.parametrize("body", ['<input name="csrfmiddlewaretoken" value="x">'])
def test_a_page_with_a_token_is_not_kept(rf, body):
    middleware = PageCacheMiddleware(lambda request: public(HttpResponse(body)))
    assert "ETag" not in middleware(rf.get("/form/"))


def test_the_stamp_changes_with_each_change():
    seen = set()
    for _ in range(50):
        stamp.touch()
        seen.add(stamp.current())
    assert len(seen) == 50


def test_the_stamp_holds_for_a_request_unless_it_changes_content_itself():
    with stamp.fixed_for_request():
        before = stamp.current()
        changed_elsewhere()
        assert (stamp.current(), stamp.is_latest(before)) == (before, False)
        stamp.touch()
        assert stamp.current() != before


def test_a_memo_is_emptied_by_a_change_and_has_bounds():
    asked = []

    @stamp.stamped
    def length(text):
        asked.append(text)
        return len(text)

    assert [length("abc"), length("abc")] == [3, 3]
    stamp.touch()
    length("abc")
    assert asked == ["abc", "abc"]
    for number in range(3 * stamp.MOST_RESULTS):
        length(str(number))
    kept = max((cell.cell_contents for cell in length.__closure__ if type(cell.cell_contents) is dict), key=len)
    assert len(kept) <= stamp.MOST_RESULTS


@pytest.mark.django_db(transaction=True)
def test_what_is_remembered_inside_a_transaction_is_forgotten_after_it(tree, about):
    with transaction.atomic():
        about.title = "Renamed"
        about.save_revision().publish()
        during = stamp.current()
    assert stamp.current() != during


def test_a_wrong_host_is_refused_in_the_language_of_the_address(anonymous, tree, about):
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        anonymous.get("/en/about/")
        answer = anonymous.get("/pl/about/", headers={"host": "evil.example"})
    assert (answer.status_code, '<html lang="pl">' in answer.content.decode()) == (400, True)
