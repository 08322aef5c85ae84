"""What the learner's home says of webs, and what is kept of a step that came when nobody was signed in."""

import re

import pytest

from academy_site.foundation import signed_person
from academy_site.people import parking
from tools.models import ResponseDraft
from tools.services.answering import save_answers

DESK = "/en/desk/"


@pytest.fixture
def teacher(person):
    return person()


@pytest.fixture
def client(sign_in, teacher):
    return sign_in(teacher)


def text_of(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def next_step(client) -> str:
    return re.findall(r'<h2 id="next-step">(.*?)</h2>', client.get(DESK).content.decode())[0]


@pytest.fixture(autouse=True)
def home(academy):
    """The desk stands below the menu of the home page."""


def test_a_newcomer_draws_the_first_web(client):
    assert next_step(client) == "See where you stand"


def test_a_web_under_way_comes_first_then_the_last_one_is_shown(client, teacher):
    client.post("/en/webs/spiderweb/start/", {"mode": "quick"})
    draft = ResponseDraft.objects.get(person=teacher)
    save_answers(person=teacher, key=draft.key, answers=[("knowing-level", "3")])
    assert next_step(client) == "Go on with your web"
    assert "Go on with dimension 2" in text_of(client.get(DESK))
    client.post(f"/en/web/draft/{draft.key}/hand-in/", {"learners": "Year 8"})
    shown = text_of(client.get(DESK))
    assert "Quick web, Year 8" in shown
    assert next_step(client) != "Go on with your web"


def test_what_comes_without_a_session_is_kept_and_comes_back(client, teacher, anonymous):
    client.post("/en/webs/spiderweb/start/", {"mode": "quick"})
    draft = ResponseDraft.objects.get(person=teacher)
    place = f"/en/web/draft/{draft.key}/1/"
    mark = {signed_person.FIELD: signed_person.sign(teacher.pk)}
    sent = {"knowing-level": "3", "web_note": "We spoke about it.", "web_grew_from": ""}
    answer = anonymous.post(place, sent | mark, headers={"accept": "application/json"})
    assert answer.status_code == 401
    kept = parking.kept_forms(teacher).get()
    assert answer.json()["parked"] == kept.key
    page = client.get(f"/en/account/parked/{kept.key}/").content.decode()
    assert re.findall(r"<dt>(.*?)</dt>", page) == ["What shows it"]
    assert client.post(place, {"parked_send": kept.key} | mark)["Location"] == place
    draft.refresh_from_db()
    assert (draft.answers, draft.notes) == ({"knowing-level": "3"}, {"knowing": "We spoke about it."})
    assert not parking.kept_forms(teacher).exists()


def test_what_was_begun_on_a_page_leads_back_to_it(client, teacher, academy):
    client.post("/en/webs/spiderweb/start/", {"mode": "quick", "begun_on": str(academy.translation_key)})
    draft = ResponseDraft.objects.get(person=teacher)
    save_answers(person=teacher, key=draft.key, answers=[("knowing-level", "3")])
    client.post(f"/en/web/draft/{draft.key}/hand-in/")
    assert f'You began it on <a href="/en/" lang="en">{academy.title}</a>.' in client.get(DESK).content.decode()
