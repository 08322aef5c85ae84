"""No log tells an address that opens something, whatever went wrong there."""

import io
import logging

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import SuspiciousOperation
from django.test import Client
from django.urls import path, reverse

from academy_site.foundation.log_privacy import shortened
from academy_site.urls import urlpatterns as academy_urls

SEAL = "Ab3_-xyzKLMNOPQRSTUVWXYZ0123456789"
OPENING = [
    f"webs/spiderweb/quick/{SEAL}/3/",
    f"shared-web/{SEAL}/",
    f"mirror/{SEAL}/",
    f"account/password/reset/key/{SEAL}/",
    f"account/confirm-email/{SEAL}:1a:b/",
]


def broken(request, secret, **more):
    if request.method == "POST":
        raise SuspiciousOperation(f"What came to {request.path} is not as expected.")
    return reverse("nowhere", args=[request.path])


urlpatterns = [
    *i18n_patterns(
        path("webs/spiderweb/quick/<str:secret>/<int:step>/", broken),
        path("shared-web/<str:secret>/", broken),
        path("mirror/<str:secret>/", broken),
        path("account/password/reset/key/<str:secret>/", broken),
        path("account/confirm-email/<str:secret>/", broken),
    ),
    *academy_urls,
]


@pytest.fixture
def written():
    """What the console of a running academy would show."""
    (handler,) = (handler for handler in logging.getLogger().handlers if handler.name == "console")
    before = handler.setStream(io.StringIO())
    yield handler.stream
    handler.setStream(before)


@pytest.mark.parametrize("address", OPENING)
@pytest.mark.parametrize(("method", "status", "said"), [("get", 500, "NoReverseMatch"), ("post", 400, "is not as")])
@pytest.mark.urls(__name__)
def test_a_fault_is_told_without_the_secret(db, written, address, method, status, said):
    visitor = Client(raise_request_exception=False)
    assert getattr(visitor, method)(f"/en/{address}").status_code == status
    logged = written.getvalue()
    assert (SEAL in logged, said in logged, "..." in logged) == (False, True, True)


def test_a_missing_page_is_told_without_the_secret(db, written, client):
    assert client.get(f"/en/mirror/{SEAL}/nothing/").status_code == 404
    assert written.getvalue().splitlines()[0].endswith("WARNING django.request: Not Found: /en/mirror/.../nothing/")


@pytest.mark.parametrize("name", ["django.server", "granian.access", "academy.anything"])
def test_every_log_is_shortened(written, name):
    logging.getLogger(name).warning('"%s %s" %d', "GET", f"/en/shared-web/{SEAL}/?page=2", 200)
    assert written.getvalue().endswith('"GET /en/shared-web/.../?page=2" 200\n')


@pytest.mark.parametrize("quoted", ["/", "%2F", "%252f"])
def test_an_address_inside_of_an_address(quoted):
    there = quoted.join(["", "en", "webs", "spiderweb", "quick", SEAL, ""])
    short = quoted.join(["", "en", "webs", "spiderweb", "quick", "...", ""])
    assert shortened(f"/en/account/login/?next={there}%3Fdo%3Dkeep") == f"/en/account/login/?next={short}%3Fdo%3Dkeep"


@pytest.mark.parametrize("added", ["%00", "%20", "\x00", " ", "<", "%3C"])
@pytest.mark.parametrize("before", ["/en/shared-web/", "/nl/mirror/", "/pl/webs/spiderweb/quick/"])
def test_what_a_mail_program_adds_tells_nothing(before, added):
    assert shortened(f"Not Found: {before}{added}{SEAL}/") == f"Not Found: {before}.../"
    assert shortened(f"Not Found: {before}{SEAL[:12]}{added}{SEAL}/") == f"Not Found: {before}.../"


def test_other_addresses_are_told():
    text = "/en/webs/spiderweb/quick/ and /en/webs/spiderweb/mirror/ and /en/curriculum/"
    assert shortened(text) == text


def test_no_fault_is_mailed():
    names = [handler.name for name in ("django", "") for handler in logging.getLogger(name).handlers]
    assert "mail_admins" not in names
