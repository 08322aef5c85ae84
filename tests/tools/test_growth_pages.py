"""All webs over time: nothing yet, one, two of each mode, and only one's own."""

import pytest
from django.urls import reverse

ADDRESS = "/en/webs/spiderweb/growth/"


@pytest.fixture
def teacher(person):
    return person(timezone="Europe/Helsinki")


@pytest.fixture
def client(teacher, sign_in):
    return sign_in(teacher)


def growth(client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return answer.context["growth"]


def test_without_a_web_it_says_what_to_do_first(client, version, hand_in_web, person):
    hand_in_web(person())
    assert (reverse("web_growth", args=["spiderweb"]), growth(client).is_empty) == (ADDRESS, True)
    assert "No web yet" in client.get(ADDRESS).content.decode()


def test_quick_and_full_webs_stand_apart(client, hand_in_web, teacher):
    hand_in_web(teacher, days_ago=300)
    hand_in_web(teacher, days_ago=200)
    hand_in_web(teacher, mode="full", days_ago=100)
    shown = [(one.mode, len(one.webs), len(one.dimensions)) for one in growth(client).measures]
    assert shown == [("full", 1, 0), ("quick", 2, 8)]


def test_a_drop_is_explained(client, hand_in_web, teacher):
    hand_in_web(teacher, {"knowing-level": "4"}, days_ago=300)
    first, last = (
        hand_in_web(teacher, {"knowing-level": level}, days_ago=ago) for level, ago in (("2", 200), ("1", 9))
    )
    said = growth(client).measures[0].dimensions[0].said
    assert said[0].startswith("4.0 on ")
    assert said[1:] == ("A lower value after learning more is common: you see more than you did.",)
    assert (first.on < last.on, growth(client).measures[0].dimensions[1].said) == (True, ())


def test_an_instrument_that_was_never_released_is_not_there(client, spiderweb):
    assert client.get(ADDRESS).status_code == 404


def test_nobody_is_led_to_sign_in(anonymous, version):
    answer = anonymous.get(ADDRESS)
    assert (answer.status_code, answer["Location"]) == (302, f"/en/account/login/?next={ADDRESS}")
