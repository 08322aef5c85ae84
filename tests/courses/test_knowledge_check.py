"""Answers to knowledge checks: kinds, answers, and what comes back."""

import re
import uuid

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import PageViewRestriction

from academy_site.foundation import stamp
from tests.courses.conftest import check, option

SINGLE = check("single", [option("Why?", key="a"), option("What?", fits=True, key="b")])
MULTIPLE = check(
    "multiple", [option("One", fits=True, key="a"), option("Two", fits=True, key="b"), option("Three", key="c")]
)
ORDER = check("order", [option("First", position=1, key="a"), option("Second", position=2, key="b")])
CHECKS = {"single": SINGLE, "multiple": MULTIPLE, "order": ORDER}


@pytest.fixture
def unit(programme):
    """Make a unit with one check of each kind."""
    module = programme.module(programme.course())
    made = programme.unit(module, "study", CHECKS.values())
    stamp.touch()
    return made


def address(unit, kind, language="en"):
    return f"/{language}/knowledge-check/{unit.pk}/{CHECKS[kind]['id']}/"


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


ANSWERS = [
    ("single", {"choice": ["b"]}, ["That fits.", "You chose this, and it fits.", "About Why?", "About What?"]),
    ("single", {"choice": ["a"]}, ["Not this one.", "You chose this. It does not fit.", "This one fits."]),
    ("single", {}, ["Choose one of the answers first."]),
    ("single", {"choice": ["a", "b"]}, ["Choose one of the answers first."]),
    ("multiple", {"choice": ["a", "b"]}, ["You found all that fit."]),
    ("multiple", {"choice": ["a", "c"]}, ["Partly: you found 1 of 2.", "1 more fits.", "This fits too."]),
    ("multiple", {"choice": ["c"]}, ["Not yet.", "2 more fit.", "1 that you chose does not fit."]),
    ("multiple", {}, ["Choose at least one of the answers first."]),
    ("order", {"place-a": "1", "place-b": "2"}, ["All 2 steps are in place.", "Right place."]),
    ("order", {"place-a": "2", "place-b": "1"}, ["No step is in its place yet.", "Belongs at 1.", "Belongs at 2."]),
    ("order", {"place-a": "1", "place-b": "1"}, ["Give each step its own number, from 1 to 2."]),
    ("order", {}, ["Give each step its own number"]),
]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_every_answer_comes_back_in_words(unit, headers):
    visitor = Client(enforce_csrf_checks=True)
    for kind, answer, expected in ANSWERS:
        response = visitor.post(address(unit, kind), answer, headers=headers)
        body = response.content.decode()
        missing = [text for text in expected if text not in words(response)]
        assert (kind, answer, response.status_code, missing) == (kind, answer, 200, [])
        assert ("<html" in body) == (not headers)
        assert f'id="check-{CHECKS[kind]["id"]}"' in body


UNKNOWN = [
    ("single", {"choice": ["nobody"]}, "nobody"),
    ("single", {"choice": ["b", "<b>"]}, "&lt;b&gt;"),
    ("multiple", {"choice": ["a", "x" * 300]}, "x" * 80),
    ("order", {"place-a": "-1", "place-b": "2"}, "place-a"),
    ("order", {"place-a": "1", "place-b": "2", "place-z": "3"}, "place-z"),
]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize(("kind", "answer", "name"), UNKNOWN)
def test_what_is_no_option_is_refused_by_name_with_the_question(unit, kind, answer, name, headers):
    response = Client().post(address(unit, kind), answer, headers=headers)
    said = f"“{name}” is not, or no longer, a part of this question."
    assert (response.status_code, said in response.content.decode()) == (400, True)
    assert f'<form class="quiz" id="check-{CHECKS[kind]["id"]}"' in response.content.decode()


def test_an_answer_leaves_no_trace(unit, client):
    response = client.post(address(unit, "single"), {"choice": "a"})
    assert response["Cache-Control"] == "no-store"
    assert response.cookies == {}
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_the_other_checks_of_the_page_stay_open(unit, client):
    body = client.post(address(unit, "single"), {"choice": "a"}).content.decode()
    assert body.count('<form class="quiz"') == 2


def test_what_was_chosen_is_kept_when_something_is_missing(unit, client):
    body = client.post(address(unit, "order"), {"place-a": "2", "place-b": ""}).content.decode()
    assert '<option value="2" selected>2</option>' in body


def test_it_costs_no_more_than_the_page(unit, client, django_assert_max_num_queries):
    client.post(address(unit, "single"), {"choice": "a"})
    with django_assert_max_num_queries(6):
        client.post(address(unit, "single"), {"choice": "a"})


def test_a_get_leads_to_the_question(unit, client):
    response = client.get(address(unit, "single"))
    assert (response.status_code, response["Location"]) == (
        302,
        f"/en/curriculum/course-0/m-1/study/#check-{SINGLE['id']}",
    )
    again = client.get(address(unit, "single"), headers={"HX-Request": "true"}).content.decode()
    assert ("<form" in again, "<html" in again, "That fits" in again) == (True, False, False)


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_there_is_404(unit, client, method):
    block = SINGLE["id"]
    unknown = [
        f"/en/knowledge-check/{unit.pk}/{uuid.uuid4()}/",
        f"/en/knowledge-check/0/{block}/",
        f"/en/knowledge-check/{10**30}/{block}/",
        f"/en/knowledge-check/{unit.get_parent().pk}/{block}/",
        f"/nl/knowledge-check/{unit.pk + 999}/{block}/",
    ]
    ask = getattr(client, method)
    assert [ask(path).status_code for path in unknown] == [404] * len(unknown)


def test_a_malformed_address_is_404(unit, client):
    malformed = [f"/en/knowledge-check/-1/{SINGLE['id']}/", f"/en/knowledge-check/{unit.pk}/1/"]
    assert [client.get(path).status_code for path in malformed] == [404, 404]


def test_a_draft_or_private_page_gives_nothing_away(unit, client):
    restriction = PageViewRestriction.objects.create(page=unit.get_parent(), restriction_type="login")
    assert client.post(address(unit, "single"), {"choice": "a"}).status_code == 404
    restriction.delete()
    unit.unpublish()
    assert client.post(address(unit, "single"), {"choice": "a"}).status_code == 404


def test_a_page_that_stands_in_is_answered_in_the_readers_interface(unit, client):
    body = client.post(address(unit, "single", "nl"), {"choice": "a"}).content.decode()
    assert ('<html lang="nl"' in body, '<main id="main" lang="en"' in body) == (True, True)


def test_options_stand_in_the_same_order_in_every_language(unit, client):
    def order(language):
        body = client.get(f"/{language}/curriculum/course-0/m-1/study/").content.decode()
        return re.findall(r'name="choice" value="(\w)"', body)

    assert order("en") == order("pl") != []


def test_the_page_of_a_check_can_be_kept_for_everybody(unit, client):
    response = client.get("/en/curriculum/course-0/m-1/study/")
    assert response.cookies == {}
    assert settings.CSRF_COOKIE_NAME not in client.cookies
    page = response.content.decode()
    assert ("htmx-2" in page, "academy/checks" in page) == (True, True)
