"""Answering leaves nothing behind: one cookie of one wave, no session, no line in a log, nothing in a cache."""

import io
import logging

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache

from tests.tools.answering import Device, address, keys, slips
from tests.tools.surveys import opened_wave
from tools.models import WaveLink
from tools.selectors.released import newest_released


@pytest.fixture
def survey_version(academy):
    """The school survey that the starter has released; making one anew takes seconds."""
    return newest_released("school-survey", "survey")


@pytest.fixture
def wave(school, survey_version):
    """A wave that takes answers."""
    return opened_wave(school, survey_version)


@pytest.fixture
def written():
    """What the console of a running academy would show."""
    (handler,) = (handler for handler in logging.getLogger().handlers if handler.name == "console")
    before = handler.setStream(io.StringIO())
    yield handler.stream
    handler.setStream(before)


def walk(device, wave, code):
    """Answer with a code, and yield every answer on the way."""
    token = WaveLink.objects.get(wave=wave, way="staff").token
    for path in ("/s/", f"/s/{code}/", "/en/s/", f"/en/s/{code}/", f"/en/s/all/{token}/", "/en/s/nothing/"):
        yield device.get(path)
    yield device.post("/en/s/", {"code": code})
    yield device.begun(wave, code)
    yield device.get(address(wave))
    yield device.get(address(wave, "1/"))
    yield device.post(address(wave, "1/"), {"V1": "4", "survey_go": "next"})
    yield device.post(address(wave, "2/"), {"Z9": "4"})
    yield device.post(address(wave, "save/"), {"V1": "4"})
    yield device.get(address(wave, "check/"))
    yield device.post(address(wave, "send/"))
    yield device.get(address(wave, "thanks/"))
    yield device.get(address(wave, "2/"))
    yield device.get(f"/en/s/{code}/")


def test_one_cookie_and_nothing_that_asks_who_it_is(wave, person, sign_in, written):
    [code] = slips(wave, "parent")
    device = Device()
    device.cookies = sign_in(person()).cookies
    before = [(one.pk, one.session_data, one.expire_date) for one in Session.objects.all()]
    answers = list(walk(device, wave, code))
    assert {name for answer in answers for name in answer.cookies} == {"survey"}
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}
    assert {answer["Referrer-Policy"] for answer in answers} == {"same-origin"}
    assert [answer["Vary"] for answer in answers if "Cookie" in answer.get("Vary", "")] == []
    assert not any("csrfmiddlewaretoken" in answer.content.decode() for answer in answers)
    assert [(one.pk, one.session_data, one.expire_date) for one in Session.objects.all()] == before
    assert written.getvalue() == ""


def test_the_cookie_belongs_to_one_wave_for_seven_days(wave):
    [code] = slips(wave, "parent")
    device = Device()
    cookie = device.begun(wave, code).cookies["survey"]
    wanted = {"path": f"/survey/{wave.key}/", "max-age": 604800, "httponly": True, "samesite": "Lax", "secure": ""}
    assert {name: cookie[name] for name in wanted} == wanted
    [second] = slips(wave, "parent")
    other = Device()
    other.defaults["HTTP_ORIGIN"] = "https://testserver"
    secure = other.post(address(wave), {"code": second}, secure=True)
    assert secure.cookies["survey"]["secure"] is True


def test_no_cache_holds_a_code(wave):
    held = []
    before = cache.set
    [code] = slips(wave, "parent")
    cache.set = lambda key, value, *more, **named: held.append((key, value))
    try:
        list(walk(Device(), wave, code))
    finally:
        cache.set = before
    assert [entry for entry in held if code in str(entry)] == []


@pytest.mark.parametrize(("role", "rest"), [("governor", "1/"), ("student", "3/"), ("leader", "check/")])
def test_a_page_asks_the_database_as_little_as_it_can(wave, role, rest, django_assert_num_queries):
    [code] = slips(wave, role)
    device = Device()
    device.begun(wave, code)
    device.post(address(wave, "1/"), dict.fromkeys(keys(wave, role)[:3], "4"))
    # The wave, the code, the draft, the words, the items of the school.
    with django_assert_num_queries(5):
        device.get(address(wave, rest))
