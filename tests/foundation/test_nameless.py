"""On some pages nobody is known, and no log tells of a visit."""

import io
import logging

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from academy_site.foundation.nameless import is_nameless
from academy_site.urls import urlpatterns as academy_urls

CODE = "7K3Q9M2T"
WAVE = "3f0a7d0e-6a0c-4f2e-9a55-0d7f3d6b8c11"


def shows_who(request, **more):
    """A view that would tell anybody who they are, and that leaves marks."""
    if request.method == "POST":
        raise SuspiciousOperation(f"What came to {request.path} is not as expected.")
    if "fault" in request.GET:
        raise ValueError(f"at {request.path}")
    response = HttpResponse(f"{sorted(request.COOKIES)} {request.META['HTTP_COOKIE']} {request.user.is_authenticated}")
    response.set_cookie("survey", "ours")
    response.set_cookie("another", "mark")
    return response


urlpatterns = [
    path("survey/<uuid:wave>/<str:language>/", shows_who),
    *i18n_patterns(path("s/<str:code>/", shows_who)),
    *academy_urls,
]


@pytest.fixture
def written():
    """What the console of a running academy would show."""
    (handler,) = (handler for handler in logging.getLogger().handlers if handler.name == "console")
    before = handler.setStream(io.StringIO())
    yield handler.stream
    handler.setStream(before)


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("/s/", True),
        (f"/s/{CODE}/", True),
        (f"/en/s/{CODE}/", True),
        (f"/survey/{WAVE}/en/", True),
        (f"/en/schools/{WAVE}/survey/{WAVE}/", False),
        ("/en/search/", False),
        ("/static/s/x.css", False),
        ("/en/", False),
    ],
)
def test_which_addresses(address, is_one):
    assert is_nameless(address) is is_one


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", [f"/survey/{WAVE}/en/", f"/en/s/{CODE}/"])
def test_whoever_is_signed_in_is_nobody_there(person, sign_in, address):
    client = sign_in(person())
    client.cookies["survey"] = "held"
    answer = client.get(address)
    assert answer.content.decode() == "['survey'] survey=held False"
    assert set(answer.cookies) == {"survey"}
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["django.server", "granian.access", "django.request"])
@pytest.mark.parametrize("address", [f"/s/{CODE}/", f"/en/s/{CODE}/?sent", f"/survey/{WAVE}/pl/3/"])
def test_no_line_tells_of_a_visit(written, name, address):
    logging.getLogger(name).warning('[%s] 192.0.2.7 - "%s %s" %d', "12:30:01", "GET", address, 200)
    logging.getLogger(name).warning("GET http://academy.example%s", address)
    assert written.getvalue() == ""
    logging.getLogger(name).warning('"GET %s" 200', "/en/curriculum/")
    assert written.getvalue().count("\n") == 1


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", [f"/survey/{WAVE}/en/", f"/en/s/{CODE}/"])
def test_a_fault_there_is_told_without_code_and_moment(db, written, address):
    visitor = Client(raise_request_exception=False)
    assert visitor.get(f"{address}?fault").status_code == 500
    assert visitor.post(address).status_code == 400
    logged = written.getvalue()
    lines = [line for line in logged.splitlines() if " ERROR " in line]
    assert (CODE in logged, WAVE in logged, "ValueError" in logged) == (False, False, True)
    assert lines
    assert {line[10:23] for line in lines} == {" 00:00:00,000"}
    assert "WARNING" not in logged
