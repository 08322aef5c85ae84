"""The pages on which a teacher answers a web: begin, eight steps, the whole, hand in."""

import re

import pytest

from tools.models import Response, ResponseDraft
from tools.services.answering import save_answers, start_web

HOME = "/en/webs/spiderweb/"


@pytest.fixture
def teacher(person):
    return person(email="teacher@academy.example")


@pytest.fixture
def client(sign_in, teacher):
    return sign_in(teacher)


@pytest.fixture
def draft(teacher, version):
    return start_web(person=teacher, version=version, mode="quick")


def at(draft, place="1", language="en"):
    return f"/{language}/web/draft/{draft.key}/{place}/"


def text_of(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_from_the_start_to_the_result(client, teacher, version):
    first = client.post(f"{HOME}start/", {"mode": "quick"})
    draft = ResponseDraft.objects.get(person=teacher)
    assert first["Location"] == at(draft)
    for number, dimension in enumerate(key.key for key in _groups(version)):
        assert client.get(at(draft, number + 1)).status_code == 200
        answer = client.post(at(draft, number + 1), {f"{dimension}-level": "3", "web_go": "next"})
        assert answer["Location"] == (at(draft, number + 2) if number < 7 else at(draft, "check"))
    assert "All your answers are alike." in text_of(client.get(at(draft, "check")))
    client.post(at(draft, "hand-in"), {"learners": "Year 8"})
    response = Response.objects.get(person=teacher)
    assert (response.key, len(response.answers), response.learners) == (draft.key, 8, "Year 8")


def _groups(version):
    from tools.selectors.released import structure_in

    return structure_in(version).groups


def test_a_visitor_reads_what_it_is_and_a_teacher_begins(anonymous, client, version):
    assert "A private mirror for teachers." in text_of(anonymous.get(HOME))
    assert anonymous.post(f"{HOME}start/", {"mode": "quick"})["Location"] == f"/en/account/login/?next={HOME}"
    assert "Your first web will be here" in text_of(client.get(HOME))


def test_each_choice_is_saved_and_the_picture_grows(client, draft):
    answer = client.post(at(draft), {"knowing-level": "4"}, headers={"accept": "application/json"})
    said = answer.json()
    assert (answer.status_code, said["state"], said["asks_evidence"]) == (200, "saved", True)
    assert said["web"].count('class="dot dot--quick') == 1
    draft.refresh_from_db()
    assert draft.answers == {"knowing-level": "4"}


def test_an_answer_can_be_taken_back(client, draft, teacher):
    save_answers(person=teacher, key=draft.key, answers=[("knowing-level", "4"), ("coaching-level", "2")])
    client.post(at(draft), {"knowing-level": "4", "web_clear": "knowing-level"})
    draft.refresh_from_db()
    assert draft.answers == {"coaching-level": "2"}
