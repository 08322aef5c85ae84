"""Whole public pages, kept until public content changes, and only what is the same for everybody."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import override_settings

from academy_site.foundation import stamp
from academy_site.foundation.page_cache import PageCacheMiddleware, public

pytestmark = pytest.mark.django_db


class View:
    """A view that counts how often it is asked."""

    def __init__(self, make=lambda: public(HttpResponse("Hello"))):
        self.make, self.asked = make, 0

    def __call__(self, request):
        self.asked += 1
        return self.make()


@pytest.fixture
def ask(rf):
    """Return a function that asks a middleware for an address."""

    def ask(middleware, address="/en/", method="get", cookies=None, **headers):
        request = getattr(rf, method)(address, headers=headers)
        request.COOKIES.update(cookies or {})
        return middleware(request)

    return ask


def test_kept_for_everybody_until_content_changes(ask):
    view = View()
    middleware = PageCacheMiddleware(view)
    assert [ask(middleware).content for _ in range(3)] == [b"Hello"] * 3
    assert view.asked == 1
    stamp.touch()
    ask(middleware)
    assert view.asked == 2


def test_each_address_host_and_scheme_is_kept_apart(ask, rf, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    view = View()
    middleware = PageCacheMiddleware(view)
    for address, host in [("/en/", "one.example"), ("/en/", "two.example"), ("/en/?q=a", "one.example")]:
        ask(middleware, address, host=host)
    middleware(rf.get("/en/", secure=True, headers={"host": "one.example"}))
    assert view.asked == 4


def test_someone_with_a_session_is_never_served_from_the_shelf(ask, settings):
    view = View()
    middleware = PageCacheMiddleware(view)
    ask(middleware)
    answer = ask(middleware, cookies={settings.SESSION_COOKIE_NAME: "abc"})
    assert (view.asked, answer["Cache-Control"]) == (2, "private, no-cache")
    ask(middleware, cookies={settings.SESSION_COOKIE_NAME: "abc"})
    assert view.asked == 3


def with_cookie():
    answer = public(HttpResponse("Hello"))
    answer.set_cookie("seen", "yes")
    return answer


@pytest.mark.parametrize(
    "make",
    [
        lambda: HttpResponse("Not marked"),
        lambda: public(HttpResponse("Not found", status=404)),
        lambda: public(StreamingHttpResponse(["Hello"])),
        lambda: public(HttpResponse('<input name="csrfmiddlewaretoken" value="x">')),
        with_cookie,
    ],
    ids=["unmarked", "404", "streaming", "token", "cookie"],
)
def test_what_is_not_kept(ask, make):
    view = View(make)
    middleware = PageCacheMiddleware(view)
    ask(middleware)
    ask(middleware)
    assert view.asked == 2


@pytest.mark.parametrize(("method", "address"), [("post", "/en/"), ("get", "/en/?q=" + "a" * 600)])
def test_what_is_not_looked_up(ask, method, address):
    view = View()
    middleware = PageCacheMiddleware(view)
    ask(middleware, address, method)
    ask(middleware, address, method)
    assert view.asked == 2


@override_settings(ACADEMY_PAGE_CACHE_BYTES=0)
def test_switched_off(ask):
    view = View()
    middleware = PageCacheMiddleware(view)
    ask(middleware)
    ask(middleware)
    assert view.asked == 2


def test_compressed_for_those_who_take_it(ask):
    middleware = PageCacheMiddleware(View(lambda: public(HttpResponse("Hello " * 500))))
    for _ in range(2):
        answer = ask(middleware, accept_encoding="gzip, br")
        assert answer["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.content) == b"Hello " * 500
        assert answer["Content-Length"] == str(len(answer.content))
        plain = ask(middleware)
        assert (plain.content, plain.has_header("Content-Encoding")) == (b"Hello " * 500, False)


@pytest.mark.parametrize(
    ("accepted", "zipped"),
    [
        ("gzip;q=0", False),
        ("br, gzip; q=0.000, *;q=0.1", False),
        ("identity", False),
        ("gzip;q=0.5", True),
        ("gzip;q=0.05, br;q=0", True),
        ("br;q=0, gzip", True),
    ],
)
def test_not_compressed_for_those_who_refuse_it(ask, accepted, zipped):
    middleware = PageCacheMiddleware(View())
    assert ask(middleware, accept_encoding=accepted).has_header("Content-Encoding") == zipped


def test_unchanged_pages_are_not_sent_again(ask):
    words = ["Hello"]
    middleware = PageCacheMiddleware(View(lambda: public(HttpResponse(words[0]))))
    tag = ask(middleware)["ETag"]
    again = ask(middleware, if_none_match=tag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    words[0] = "Changed"
    stamp.touch()
    assert ask(middleware, if_none_match=tag).status_code == 200


def test_headers_of_the_page_are_kept(ask):
    def make():
        answer = public(HttpResponse("Hej", headers={"Content-Language": "sv", "Link": "</x>; rel=canonical"}))
        answer["X-Frame-Options"] = "SAMEORIGIN"
        answer["Content-Security-Policy"] = "default-src 'self'"
        answer["Set-Something"] = "not kept"
        return answer

    middleware = PageCacheMiddleware(View(make))
    for _ in range(2):
        answer = ask(middleware)
        assert answer["Content-Language"] == "sv"
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert answer["Content-Security-Policy"] == "default-src 'self'"
        assert answer["Vary"] == "Accept-Encoding, Cookie"
        assert not answer.has_header("Set-Something")


def test_a_page_made_while_content_changed_is_not_kept(ask):
    def make():
        if view.asked == 1:
            stamp.touch()
        return public(HttpResponse(f"State {view.asked}"))

    view = View(make)
    middleware = PageCacheMiddleware(view)
    assert ask(middleware).content == b"State 1"
    assert ask(middleware).content == b"State 2"
    assert ask(middleware).content == b"State 2"
