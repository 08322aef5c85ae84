"""What next: modules with their reason and one tap into them, or the advice of the band alone."""

import pytest
from django.urls import reverse
from wagtail import hooks

from tools.domain.recommending import Module
from tools.offers import ModuleCard
from tools.services.aiming import set_target

LOW = {"coaching-level": "2", "pathways-level": "3", "digital-level": "4"}


@pytest.fixture
def teacher(person):
    return person(timezone="Europe/Helsinki")


@pytest.fixture
def client(teacher, sign_in):
    return sign_in(teacher)


@pytest.fixture
def offered():
    """Let an app offer modules: coaching in English, pathways only in Polish."""

    def offer_modules(person, language, offer):
        for key, dimension, band, spoken in (
            ("m-1", "coaching", "start", ("en",)),
            ("m-2", "pathways", "deepen", ("pl",)),
            ("m-3", "digital", "share", ("en",)),
        ):
            offer.modules[dimension, band].append(Module(key, spoken))
            offer.cards[key] = ModuleCard(
                key=key,
                title=f"Module {key}",
                url=f"/en/{key}/",
                language=spoken[0],
                dimension=dimension,
                facts="5 units, 27 hours",
                enrol_url=f"/en/learning/{key}/",
            )

    with hooks.register_temporarily("construct_module_offer", offer_modules):
        yield


def next_of(client, web):
    return client.get(reverse("web", args=[web.key])).context["next"]


def test_each_module_says_why(client, hand_in_web, teacher, version, offered):
    web = hand_in_web(teacher, LOW)
    set_target(person=teacher, version=version, dimension="pathways", level=4)
    found = next_of(client, web)
    said = [(one.card.title, one.is_foreign, [why.said for why in one.why]) for one in found.modules]
    assert said == [
        ("Module m-1", False, ["You are at 2.0. You set no target here, so the next aim is taken to be 4."]),
        ("Module m-2", True, ["You are at 3.0 and your target is 4."]),
    ]
    assert (found.first.card.key, found.modules[1].card.in_language, found.is_sharing) == ("m-1", "Polski", False)


def test_one_tap_enrols(client, hand_in_web, teacher, offered):
    body = client.get(reverse("web", args=[hand_in_web(teacher, LOW).key])).content.decode()
    assert '<form action="/en/learning/m-1/" method="post">' in body
    assert "Choose something else" in body


def test_at_the_top_it_is_sharing(client, hand_in_web, teacher, offered):
    found = next_of(client, hand_in_web(teacher, {"digital-level": "4", "coaching-level": "3"}))
    assert (found.is_sharing, [one.card.key for one in found.modules]) == (True, ["m-3"])
    assert found.why[0].said == "You are at 4.0, furthest of all."


def test_without_an_offer_the_advice_of_the_band_stands_alone(client, hand_in_web, teacher):
    web = hand_in_web(teacher, LOW)
    found = next_of(client, web)
    assert ([why.key for why in found.why], found.modules, found.first) == (["coaching"], (), None)
    assert found.why[0].advice == "Start here. Choose one small routine and keep it for four weeks."
    assert "Write it into my plan" in client.get(reverse("web", args=[web.key])).content.decode()


def test_an_older_web_leads_to_the_newest_instead(client, hand_in_web, teacher):
    older, newest = hand_in_web(teacher, LOW, days_ago=90), hand_in_web(teacher)
    assert next_of(client, older) is None
    assert reverse("web", args=[newest.key]) in client.get(reverse("web", args=[older.key])).content.decode()
