"""The last answer to a knowledge check: of whom it is kept, when it is shown, and when it is open again."""

import re

import pytest

from academy_site.foundation import stamp
from academy_site.people.models import ParkedForm
from courses import services
from courses.domain.checks import Answer, as_stored, from_stored
from courses.models import CheckAnswer, UnitPage
from tests.courses.conftest import check, option

SINGLE = check("single", [option("Why?", key="a"), option("What?", fits=True, key="b")])
ORDER = check("order", [option("First", position=1, key="a"), option("Second", position=2, key="b")])
HERE = {"Origin": "http://testserver"}
READING = "/en/curriculum/course-0/m-1/study/"


@pytest.fixture
def unit(programme):
    made = programme.unit(programme.module(programme.course()), "study", [SINGLE, ORDER])
    stamp.touch()
    return made


@pytest.fixture
def teacher(person, unit):
    someone = person()
    services.enrol(person=someone, module=unit.get_parent().translation_key)
    return someone


@pytest.fixture
def learner(sign_in, teacher):
    return sign_in(teacher)


def answer(client, unit, block, given, language="en", **headers):
    return client.post(f"/{language}/knowledge-check/{unit.pk}/{block['id']}/", given, headers=headers or HERE)


def body_of(client, path=READING) -> str:
    return client.get(path).content.decode()


def test_an_enrolled_teacher_finds_the_last_answer_again(unit, learner, teacher):
    answer(learner, unit, SINGLE, {"choice": "a"})
    answer(learner, unit, ORDER, {"place-a": "2", "place-b": "1"})
    answer(learner, unit, SINGLE, {"choice": "b"})
    kept = {str(one.block): (one.person, one.page, one.answer) for one in CheckAnswer.objects.all()}
    assert kept == {
        SINGLE["id"]: (teacher, unit.translation_key, {"chosen": ["b"], "placed": {}}),
        ORDER["id"]: (teacher, unit.translation_key, {"chosen": [], "placed": {"a": 2, "b": 1}}),
    }
    body = body_of(learner)
    assert ("That fits." in body, "No step is in its place yet." in body) == (True, True)
    assert body.count("Only you see it.") == 2


def test_it_is_the_same_in_every_language_and_on_pages_that_stand_in(unit, learner):
    answer(learner, unit, SINGLE, {"choice": "b"}, language="nl")
    assert "option--mine" in body_of(learner)
    assert "option--mine" in body_of(learner, READING.replace("/en/", "/pl/"))


def test_one_may_try_again(unit, learner):
    answer(learner, unit, SINGLE, {"choice": "b"})
    again = f"?again={SINGLE['id']}"
    assert f'href="{READING}{again}#check-{SINGLE["id"]}"' in body_of(learner)
    assert "option--mine" not in body_of(learner, READING + again)
    address = f"/en/knowledge-check/{unit.pk}/{SINGLE['id']}/"
    assert learner.get(address)["Location"] == f"{READING}{again}#check-{SINGLE['id']}"
    assert "<form" in learner.get(address, headers={"HX-Request": "true"}).content.decode()


@pytest.mark.parametrize("headers", [HERE, {**HERE, "HX-Request": "true"}], ids=["page", "part"])
def test_the_answer_says_that_it_is_kept(unit, learner, headers):
    body = answer(learner, unit, SINGLE, {"choice": "a"}, **headers).content.decode()
    assert ("Not this one." in body, body.count("Only you see it.")) == (True, 1)


def test_of_others_nothing_is_kept(unit, teacher, sign_in, person, anonymous):
    for client in (anonymous, sign_in(person())):
        body = answer(client, unit, SINGLE, {"choice": "b"}).content.decode()
        assert ("That fits." in body, "Only you see it." in body) == (True, False)
    services.withdraw(person=teacher, module=unit.get_parent().translation_key)
    answer(sign_in(teacher), unit, SINGLE, {"choice": "b"})
    assert CheckAnswer.objects.count() == 0


def test_another_person_sees_nothing_of_it(unit, learner, sign_in, person, anonymous):
    answer(learner, unit, SINGLE, {"choice": "b"})
    assert ["option--mine" in body_of(client) for client in (learner, sign_in(person()), anonymous)] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("given", [{}, {"choice": "z"}, {"choice": ["a", "b"]}])
def test_what_is_not_an_answer_is_not_kept(unit, learner, given):
    answer(learner, unit, SINGLE, {"choice": "b"})
    answer(learner, unit, SINGLE, given)
    assert CheckAnswer.objects.get().answer == {"chosen": ["b"], "placed": {}}


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({"Origin": "http://testserver"}, 1),
        ({"Sec-Fetch-Site": "same-origin"}, 1),
        ({"Origin": "https://elsewhere.example"}, 0),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 0),
        ({"Sec-Fetch-Site": "cross-site"}, 0),
        ({"Accept": "text/html"}, 0),
    ],
)
def test_only_a_page_of_ours_makes_us_remember(unit, learner, headers, kept):
    response = answer(learner, unit, SINGLE, {"choice": "b"}, **headers)
    assert (response.status_code, CheckAnswer.objects.count()) == (200, kept)


def test_a_changed_question_is_open_again(unit, learner):
    answer(learner, unit, SINGLE, {"choice": "b"})
    answer(learner, unit, ORDER, {"place-a": "1", "place-b": "2"})
    without_b = {**SINGLE, "value": {**SINGLE["value"], "options": [option("Why?", key="a"), option("New", fits=True)]}}
    with_more = {
        **ORDER,
        "value": {**ORDER["value"], "options": [*ORDER["value"]["options"], option("Third", position=3, key="c")]},
    }
    unit.body = type(unit.body)(unit.body.stream_block, [without_b, with_more], is_lazy=True)
    unit.save_revision().publish()
    body = body_of(learner)
    assert (body.count('<form class="quiz"'), "Give each step its own number" in body) == (2, False)
    assert CheckAnswer.objects.count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_a_reading_costs_one_query_for_all_answers(programme, sign_in, person, django_assert_num_queries, count):
    asked = [check("single", [option("Why?", key="a"), option("What?", fits=True, key="b")]) for _ in range(count)]
    unit = programme.unit(programme.module(programme.course()), "study", asked)
    someone = person()
    services.enrol(person=someone, module=unit.get_parent().translation_key)
    client = sign_in(someone)
    for block in asked:
        answer(client, unit, block, {"choice": "a"})
    client.get(READING)
    with django_assert_num_queries(6):
        client.get(READING)


def test_an_answer_is_read_as_it_was_stored():
    given = Answer(frozenset("ab"), {"c": 1})
    assert from_stored(as_stored(given), "abc") == given
    assert from_stored(as_stored(given), "ab") is None
    assert from_stored({}, "ab") == Answer()


def test_options_have_the_same_ids_in_every_language(academy):
    """What an answer rests on: wagtail-localize keeps the ids of items when it writes a translation."""

    def ids(page):
        checks = [block for block in page.body.raw_data if block["type"] == "knowledge_check"]
        return {block["id"]: [one["id"] for one in block["value"]["options"]] for block in checks}

    sources = {page.translation_key: ids(page) for page in UnitPage.objects.filter(locale__language_code="en")}
    translated = UnitPage.objects.exclude(locale__language_code="en").filter(alias_of=None)
    found = {page.pk: (ids(page), sources[page.translation_key]) for page in translated}
    assert sum(bool(own) for own, _ in found.values()) >= 4
    assert [page for page, (own, source) in found.items() if own != source] == []


def signed(client, block) -> str:
    """Return the field that stands beside a check and says whose it is."""
    found = re.search(rf'name="signed_person" value="([^"]+)" form="check-{block["id"]}"', body_of(client))
    return found[1] if found else ""


def test_a_page_of_one_person_never_answers_for_another(unit, learner, sign_in, person):
    mine = signed(learner, SINGLE)
    other = person()
    services.enrol(person=other, module=unit.get_parent().translation_key)
    refused = answer(sign_in(other), unit, SINGLE, {"choice": "a", "signed_person": mine})
    assert (refused.status_code, CheckAnswer.objects.count()) == (409, 0)


def test_an_answer_from_a_dead_session_is_kept_sent_and_let_go(unit, learner, teacher, anonymous):
    mine = signed(learner, SINGLE)
    assert (signed(anonymous, SINGLE), mine != "") == ("", True)
    kept = answer(anonymous, unit, SINGLE, {"choice": "b", "signed_person": mine})
    assert (kept.status_code, CheckAnswer.objects.count()) == (303, 0)
    form = ParkedForm.objects.get(person=teacher)
    taken = answer(learner, unit, SINGLE, {"parked_send": form.key, "signed_person": mine})
    assert "That fits." in taken.content.decode()
    assert CheckAnswer.objects.get().answer == {"chosen": ["b"], "placed": {}}
    assert ParkedForm.objects.count() == 0


def test_a_visitor_is_judged_and_nothing_is_kept(unit, anonymous):
    judged = answer(anonymous, unit, SINGLE, {"choice": "b"})
    assert (judged.status_code, "That fits." in judged.content.decode()) == (200, True)
    assert (CheckAnswer.objects.count(), ParkedForm.objects.count()) == (0, 0)
