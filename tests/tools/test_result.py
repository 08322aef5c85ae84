"""The result of a web: what changed in words, over which earlier web, and for nobody but its teacher."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from tools.models import Response, Share
from tools.selectors.released import structure_in
from tools.services.sharing import share_by_link, withdraw_share

EXPLAINED = "A lower value after learning more is common: you see more than you did."
DAYS = timedelta(days=10)
LEVELS = ("knowing", "ownership", "pathways", "coaching", "assessment", "digital", "environment", "together")


def levels(numbers):
    """The answers of a quick web, one digit a dimension; a dot for none."""
    return {f"{key}-level": digit for key, digit in zip(LEVELS, numbers, strict=True) if digit != "."}


@pytest.fixture
def teacher(person):
    return person(timezone="Europe/Helsinki")


@pytest.fixture
def client(teacher, sign_in):
    return sign_in(teacher)


def shown(client, response, **query):
    answer = client.get(reverse("web", args=[response.key]), query)
    assert answer.status_code == 200
    return answer


def said(answer):
    return {row.axis.key: " ".join(row.said) for row in answer.context["result"].rows}


def test_one_web_is_shown_with_the_words_of_its_levels(client, hand_in_web, teacher):
    answer = shown(client, hand_in_web(teacher, levels("1234.333")))
    rows = {row.axis.key: (row.level_name, row.axis.now) for row in answer.context["result"].rows}
    assert rows["coaching"] == ("Embedding", Decimal("4.0"))
    assert rows["assessment"] == ("", None)
    assert said(answer)["assessment"] == "Open: you chose no level. That is a gap and not a zero."
    body = answer.content.decode()
    assert ("Only you see this web." in body, 'name="earlier"' in body) == (True, False)


def test_the_last_web_of_the_same_mode_is_laid_below(client, hand_in_web, teacher):
    hand_in_web(teacher, levels("11111111"), days_ago=400)
    before = hand_in_web(teacher, levels("22342..3"), days_ago=200)
    hand_in_web(teacher, mode="full", days_ago=100)
    answer = shown(client, hand_in_web(teacher, levels("3224.3.4")))
    day = answer.context["result"].chart.earlier_day
    assert (day, answer.context["result"].shape) == (before.on, "changed")
    on = f"{day.day} {day:%B %Y}"
    assert said(answer) == {
        "knowing": f"Higher: it was 2.0 on {on}.",
        "ownership": f"The same as on {on}.",
        "pathways": f"Lower: it was 3.0 on {on}. {EXPLAINED}",
        "coaching": f"The same as on {on}.",
        "assessment": f"Open: you chose no level. That is a gap and not a zero. On {on} it was 2.0.",
        "digital": f"It was open on {on}, so there is nothing to compare.",
        "environment": "Open: you chose no level. That is a gap and not a zero.",
        "together": f"Higher: it was 3.0 on {on}.",
    }


def test_another_earlier_web_or_none_is_chosen(client, hand_in_web, teacher):
    first = hand_in_web(teacher, levels("11111111"), days_ago=400)
    hand_in_web(teacher, levels("22222222"), days_ago=200)
    response = hand_in_web(teacher, levels("33333333"))
    assert shown(client, response, earlier=first.key).context["result"].chart.earlier_day == first.on
    alone = shown(client, response, earlier="none").context["result"]
    assert (alone.comparison, alone.chart.earlier_day, alone.shape) == (None, None, "")


def test_an_earlier_web_of_the_other_mode_or_nobody_is_not_there(client, hand_in_web, teacher, person):
    full = hand_in_web(teacher, mode="full", days_ago=100)
    foreign = hand_in_web(person(), days_ago=100)
    response = hand_in_web(teacher)
    for key in (full.key, foreign.key, uuid4(), "x"):
        answer = client.get(reverse("web", args=[response.key]), {"earlier": key})
        assert answer.status_code == 404


def test_a_full_web_says_how_many_statements_have_a_value(client, hand_in_web, teacher, version):
    group = structure_in(version).groups[0]
    keys = [item.key for item in group.statements]
    answers = {keys[0]: "3", keys[1]: "4"} | {item.key: "3" for item in structure_in(version).groups[1].statements}
    answer = shown(client, hand_in_web(teacher, answers, mode="full"))
    assert said(answer)[group.key].startswith("Open: 2 of 4 statements have a value, and it takes 3.")
    assert answer.context["result"].said == (
        "Some questions have no answer. That is fine: what is missing is a gap and not a zero.",
    )
    body = answer.content.decode()
    assert ('<ol class="web__keys"' in body, "so there are bars instead of a web" in body) == (False, True)


def test_a_web_of_somebody_else_is_not_there(hand_in_web, person, sign_in, anonymous):
    response = hand_in_web(person())
    address = reverse("web", args=[response.key])
    for groups in ([], ["Teacher educators"], ["Stewards"]):
        client = sign_in(person(groups=groups))
        assert client.get(address).status_code == 404
        assert client.post(reverse("delete_web", args=[response.key])).status_code == 404
    admin = person(is_superuser=True, is_staff=True)
    assert sign_in(admin).get(address).status_code == 404
    assert anonymous.get(address).status_code == 302
    assert Response.objects.count() == 1


@pytest.mark.parametrize("number", [2, 40])
def test_queries_do_not_grow_with_the_webs(client, hand_in_web, teacher, number, django_assert_num_queries):
    response = hand_in_web(teacher, levels("12345123"), days_ago=900)
    for _ in range(1, number):
        response.pk, response.key = None, uuid4()
        response.on, response.submitted_at = response.on + DAYS, response.submitted_at + DAYS
        response.save(force_insert=True)
    shown(client, response)
    with django_assert_num_queries(10):
        shown(client, response)


def test_it_is_corrected_within_half_an_hour_only(client, hand_in_web, teacher):
    old = hand_in_web(teacher, days_ago=2)
    assert shown(client, old).context["correct_until"] is None
    new = hand_in_web(teacher)
    assert shown(client, new).context["correct_until"] is not None


def test_a_web_is_deleted_after_a_question(client, hand_in_web, teacher):
    kept, gone = hand_in_web(teacher, days_ago=100), hand_in_web(teacher)
    address = reverse("delete_web", args=[gone.key])
    assert ("Delete this web?" in client.get(address).content.decode(), Response.objects.count()) == (True, 2)
    answer = client.post(address)
    assert (answer.status_code, answer["Location"]) == (302, "/en/webs/spiderweb/growth/")
    assert list(Response.objects.all()) == [kept]
    assert client.post(address).status_code == 404


def test_it_says_when_somebody_else_can_see_it(client, hand_in_web, teacher):
    web = hand_in_web(teacher)
    share_by_link(response=web, name="Anna", with_notes=False, days=7, key=uuid4())
    body = shown(client, web).content.decode()
    assert ("You show this web to 1 person." in body, "Only you see this web." in body) == (True, False)
    withdraw_share(person=teacher, key=Share.objects.get().key)
    assert "Only you see this web." in shown(client, web).content.decode()
