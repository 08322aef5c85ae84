"""Every address of a school's survey, asked for by everybody: whoever it is not for gets 404."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from academy_site.people.services.school_roles import hold_role
from academy_site.people.services.schools import found_school
from tests.tools.surveys import opened_wave
from tools import wave_urls
from tools.services.lessons import begin_lesson
from tools.services.wave_files import ask_slips

# Who may open an address, besides coordinators. Those that are not named are for coordinators alone.
ALSO = {
    "waves": {"leader"},
    "wave": {"leader"},
    "wave_lesson_begin": {"leader", "teacher"},
    "wave_lesson": {"leader", "teacher"},
}
NAMES = [pattern.name for pattern in (*wave_urls.urlpatterns[:-1], *wave_urls.ONE)]


@pytest.fixture
def places(school, survey_version):
    """Every address, of a wave that is open."""
    wave = opened_wave(school, survey_version)
    lesson = begin_lesson(wave=wave, role="student", places=5)
    file = ask_slips(wave=wave, role="parent", count=5, language="en", key=uuid4(), today=localdate())
    more = {
        "wave_preview": ["student", "en"],
        "wave_take_back": [file.batch.key],
        "wave_file": [file.key],
        "wave_lesson": [lesson.key],
    }
    ofschool = {"waves", "wave_new"}
    return {
        name: reverse(name, args=[school.key] if name in ofschool else [school.key, wave.key, *more.get(name, [])])
        for name in NAMES
    }


@pytest.mark.parametrize("role", ["leader", "teacher", "governor", "other", "nobody"])
def test_what_is_not_for_somebody_is_not_there(places, school, person, sign_in, role):
    someone = person()
    if role == "other":
        found_school(person=someone, key=uuid4(), name="Elsewhere", town="Turku", country="FI")
    elif role != "nobody":
        hold_role(school=school, person=someone, role=role, by=someone)
    client = sign_in(someone)
    for name, place in places.items():
        hidden = role not in ALSO.get(name, set())
        asked = (client.get(place).status_code == 404, client.post(place, {}).status_code == 404)
        assert asked == (hidden, hidden), name


def test_a_coordinator_finds_all_of_them(places, school, person, sign_in):
    someone = person()
    hold_role(school=school, person=someone, role="coordinator", by=someone)
    client = sign_in(someone)
    # Of a wave that is open nothing is planned any more, and some are reached by a form only.
    expected = dict.fromkeys(places, 200) | dict.fromkeys(("wave_change", "wave_own_items"), 404)
    expected |= dict.fromkeys(("wave_open", "wave_file"), 405)
    assert {name: client.get(place).status_code for name, place in places.items()} == expected


def test_the_wave_of_another_school_is_not_there(places, school, person, sign_in):
    someone = person()
    own = found_school(person=someone, key=uuid4(), name="Elsewhere", town="Turku", country="FI")
    client = sign_in(someone)
    for name, place in places.items():
        if name not in ("waves", "wave_new"):
            elsewhere = place.replace(str(school.key), str(own.key))
            assert (client.get(elsewhere).status_code, client.post(elsewhere).status_code) == (404, 404), name


def test_a_visitor_is_led_to_sign_in(places, anonymous):
    for name, place in places.items():
        assert "/account/login/" in anonymous.get(place).headers["Location"], name
