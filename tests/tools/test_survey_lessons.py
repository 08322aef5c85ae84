"""A class answers in a lesson: one page, no cookie, no draft, and the next person finds nothing."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from academy_site.foundation.domain.codes import LESSON, made_code
from tests.tools.answering import Device, address, counted, heading, keys
from tests.tools.surveys import opened_wave
from tools.models import ClassSession, SurveyDraft
from tools.selectors.released import newest_released
from tools.services.waves import close_wave


@pytest.fixture
def wave(academy, school):
    """A wave in two languages that takes answers."""
    return opened_wave(school, newest_released("school-survey", "survey"), languages=("en", "pl"))


@pytest.fixture
def device(db):
    """A device that nobody has used."""
    return Device()


def lesson(wave, places=30, minutes=60):
    code = made_code(lambda most: 7, LESSON)
    closes = now() + timedelta(minutes=minutes)
    return ClassSession.objects.create(wave=wave, code=code, closes_at=closes, places=places)


def begun_in(device, wave, room):
    door = device.post("/en/s/", {"code": room.code.lower()})
    assert door["Location"] == f"/en/s/{room.code}/"
    begun = device.post(address(wave), {"code": room.code})
    assert begun.status_code == 303
    return begun["Location"]


def test_a_lesson_is_one_form_without_a_cookie(wave, device):
    room = lesson(wave)
    here = begun_in(device, wave, room)
    page = device.get(here).content.decode()
    assert [f'name="{key}"' in page for key in keys(wave, "student")] == [True] * 29
    switched = device.post(here.replace("/en/", "/pl/"), {"W1": "4", "survey_go": "open"})
    assert (switched.status_code, 'value="4" checked' in switched.content.decode()) == (200, True)
    refused = device.post(here, {"W1": "4", "W2": "9", "survey_go": "send"})
    assert (refused.status_code, 'value="4" checked' in refused.content.decode()) == (400, True)
    sent = device.post(here, {"W1": "4", "survey_go": "send"})
    assert (sent.status_code, sent["Location"]) == (303, f"/en/s/{room.code}/?sent")
    assert "Sent. Thank you!" in device.get(sent["Location"]).content.decode()
    assert counted(wave, "student")["n"] == 1
    # Back, Reload and a restored tab show the start.
    assert device.get(here)["Location"] == f"/en/s/{room.code}/"
    assert device.post(here, {"W1": "4", "survey_go": "send"})["Location"] == f"/en/s/{room.code}/?sent"
    assert counted(wave, "student")["n"] == 1
    assert (SurveyDraft.objects.count(), len(device.cookies)) == (0, 0)


def test_a_script_of_a_lesson_is_answered_with_data(wave, device):
    room = lesson(wave)
    here = begun_in(device, wave, room)
    json = {"Accept": "application/json"}
    wrong = device.post(here, {"W1": "9", "survey_go": "send"}, headers=json)
    assert (wrong.status_code, wrong.json()["state"]) == (400, "refused")
    sent = device.post(here, {"W1": "4", "survey_go": "send"}, headers=json)
    assert sent.json() == {"state": "sent", "next": f"/en/s/{room.code}/?sent"}
    again = device.post(here, {"W1": "4", "survey_go": "send"}, headers=json)
    assert again.json() == {"state": "received", "next": f"/en/s/{room.code}/?sent"}
    close_wave(wave=wave)
    assert counted(wave, "student")["n"] == 1


def test_the_place_after_the_last_one(wave, device):
    room = lesson(wave, places=2)
    for _each in range(2):
        begun_in(Device(), wave, room)
    full = device.post(address(wave), {"code": room.code})
    assert (full.status_code, heading(full)) == (409, "All places are taken")
    assert heading(device.get(f"/en/s/{room.code}/")) == "All places are taken"
    assert ClassSession.objects.get().taken == 2


def test_a_lesson_that_is_over(wave, device):
    room = lesson(wave)
    here = begun_in(device, wave, room)
    ClassSession.objects.update(closes_at=now() - timedelta(minutes=1))
    assert heading(device.get(f"/en/s/{room.code}/")) == "This lesson is over"
    # Whoever has begun can still send.
    assert device.post(here, {"W1": "4", "survey_go": "send"}).status_code == 303
    assert counted(wave, "student")["n"] == 1
