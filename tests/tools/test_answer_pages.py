"""The pages on which a teacher answers a web: begin, eight steps, the whole, hand in."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.formats import date_format
from django.utils.timezone import now

from tests.tools.test_releasing import change, reword
from tools.models import Response, ResponseDraft
from tools.selectors.released import structure_in
from tools.services.aiming import add_focus, set_target
from tools.services.answering import correct_web, hand_in, save_answers, start_web
from tools.services.releasing import release_instrument

HOME = "/en/webs/spiderweb/"
SCRIPT = {"accept": "application/json"}
LEVELS = {"knowing-level": "3", "ownership-level": "2", "pathways-level": "4"}


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


def checked(answer) -> list[tuple[str, str]]:
    found = re.findall(r'type="radio" name="([^"]+)" value="([^"]+)" checked', answer.content.decode())
    return [(item, chosen) for item, chosen in found]


def test_from_the_start_to_the_result(client, teacher, version):
    first = client.post(f"{HOME}start/", {"mode": "quick"})
    draft = ResponseDraft.objects.get(person=teacher)
    assert first["Location"] == at(draft)
    for number, group in enumerate(structure_in(version).groups, 1):
        assert client.get(at(draft, number)).status_code == 200
        answer = client.post(at(draft, number), {f"{group.key}-level": "3", "web_go": "next"})
        assert answer["Location"] == (at(draft, number + 1) if number < 8 else at(draft, "check"))
    assert "All your answers are alike." in text_of(client.get(at(draft, "check")))
    client.post(at(draft, "hand-in"), {"learners": "Year 8"})
    response = Response.objects.get(person=teacher)
    assert (response.key, len(response.answers), response.learners) == (draft.key, 8, "Year 8")


class TestHome:
    def test_a_visitor_reads_what_it_is_and_a_teacher_begins(self, anonymous, client, version):
        assert "A private mirror for teachers." in text_of(anonymous.get(HOME))
        assert anonymous.post(f"{HOME}start/", {"mode": "quick"})["Location"] == f"/en/account/login/?next={HOME}"
        assert "Your first web will be here" in text_of(client.get(HOME))

    def test_what_is_not_released_is_not_there(self, client, spiderweb):
        assert client.get(HOME).status_code == 404
        assert client.post(f"{HOME}start/", {"mode": "quick"}).status_code == 404

    def test_a_web_under_way_is_resumed_or_thrown_away(self, client, teacher, draft):
        save_answers(person=teacher, key=draft.key, answers=[("knowing-level", "3")])
        shown = client.get(HOME)
        assert "1 of 8 dimensions answered" in text_of(shown)
        assert f'href="{at(draft, 2)}"' in shown.content.decode()
        assert client.post(f"{HOME}start/", {"mode": "full"})["Location"] == at(draft, 2)
        assert "Answered so far: 1 of 8." in text_of(client.get(at(draft, "throw-away")))
        assert client.post(at(draft, "throw-away"))["Location"] == HOME
        assert not ResponseDraft.objects.exists()

    def test_a_way_that_there_is_not(self, client, version):
        assert client.post(f"{HOME}start/", {"mode": "pulse"}).status_code == 400

    def test_soon_after_the_last_one_there_is_advice(self, client, teacher, hand_in_web):
        last = hand_in_web(teacher, days_ago=3)
        worth_it = date_format(last.on + timedelta(weeks=6))
        assert f"a new web is worth it from {worth_it}." in text_of(client.get(HOME))

    def test_the_focus_alone_is_checked_again(self, client, teacher, version, hand_in_web):
        last = hand_in_web(teacher, days_ago=100)
        add_focus(person=teacher, version=version, dimension="coaching")
        assert "Check only my focus" in text_of(client.get(HOME))
        client.post(f"{HOME}start/", {"mode": "quick", "focus": "1"})
        draft = ResponseDraft.objects.get()
        assert "Dimension 1 of 1" in text_of(client.get(at(draft)))
        client.post(at(draft), {"coaching-level": "5"})
        assert text_of(client.get(at(draft, "check"))).count("Taken over from") == 7
        client.post(at(draft, "hand-in"))
        assert Response.objects.exclude(pk=last.pk).get().answers == last.answers | {"coaching-level": "5"}

    @pytest.mark.parametrize("webs", [1, 3])
    def test_it_costs_the_same_with_more_webs(self, client, teacher, hand_in_web, webs, django_assert_num_queries):
        for number in range(webs):
            hand_in_web(teacher, LEVELS, days_ago=100 * (number + 1))
        client.get(HOME)
        with django_assert_num_queries(9):
            client.get(HOME)


class TestStep:
    def test_each_choice_is_saved_and_the_picture_grows(self, client, draft):
        answer = client.post(at(draft), {"knowing-level": "4"}, headers=SCRIPT)
        said = answer.json()
        assert (answer.status_code, said["state"], said["asks_evidence"]) == (200, "saved", True)
        assert said["web"].count('class="dot dot--quick') == 1
        draft.refresh_from_db()
        assert draft.answers == {"knowing-level": "4"}

    def test_an_answer_can_be_taken_back(self, client, draft, teacher):
        save_answers(person=teacher, key=draft.key, answers=[("knowing-level", "4"), ("coaching-level", "2")])
        client.post(at(draft), {"knowing-level": "4", "web_clear": "knowing-level"})
        draft.refresh_from_db()
        assert draft.answers == {"coaching-level": "2"}

    def test_the_buttons_lead_on_back_to_the_whole_and_away(self, client, draft):
        ways = {"next": at(draft, 3), "back": at(draft), "check": at(draft, "check"), "later": HOME, "": at(draft, 2)}
        for go, place in ways.items():
            assert client.post(at(draft, 2), {"web_go": go})["Location"] == place
        assert client.get(at(draft, 9)).status_code == 404
        assert client.get(at(draft, 0)).status_code == 404

    def test_another_language_shows_what_was_chosen(self, client, draft):
        client.post(at(draft, language="pl"), {"knowing-level": "2", "web_note": "Zeszyty", "web_grew_from": ""})
        shown = client.get(at(draft))
        assert checked(shown) == [("knowing-level", "2")]
        assert "Zeszyty" in text_of(shown)

    def test_what_cannot_be_taken_is_named_and_the_rest_kept(self, client, teacher, version):
        draft = start_web(person=teacher, version=version, mode="full")
        sent = {"KN1": "3", "KN2": "9", "KN3": ["2", "4"], "nothing": "1", "web_note": "Seen", "web_grew_from": ""}
        answer = client.post(at(draft), sent)
        assert answer.status_code == 400
        body = answer.content.decode()
        assert re.findall(r'class="field__error" id="(\w+)-error"', body) == ["KN2", "KN3"]
        assert "This web does not ask “nothing”, so that was left out." in text_of(answer)
        draft.refresh_from_db()
        assert (draft.answers, draft.notes) == ({"KN1": "3"}, {"knowing": "Seen"})
        said = client.post(at(draft), {"KN2": "9"}, headers=SCRIPT)
        assert (said.status_code, said.json()["items"]) == (400, ["KN2"])

    def test_a_note_that_is_too_long_comes_back_whole(self, client, draft):
        note = "x" * 100_000
        answer = client.post(at(draft), {"knowing-level": "3", "web_note": note, "web_grew_from": ""})
        assert answer.status_code == 422
        assert note in answer.content.decode()
        draft.refresh_from_db()
        assert (draft.answers, draft.notes) == ({"knowing-level": "3"}, {})

    def test_a_character_that_no_database_keeps_is_left_out(self, client, draft):
        client.post(at(draft), {"web_note": "One\x00\r\ntwo", "web_grew_from": ""})
        draft.refresh_from_db()
        assert draft.notes == {"knowing": "One\ntwo"}

    def test_a_note_is_asked_for_at_4_and_at_a_target(self, client, draft, teacher, version):
        assert "data-evidence hidden" in client.get(at(draft)).content.decode()
        client.post(at(draft), {"knowing-level": "4"})
        assert "data-evidence>" in client.get(at(draft)).content.decode()
        set_target(person=teacher, version=version, dimension="ownership", level=4)
        assert "Your target here is 4, so a short note is asked for." in text_of(client.get(at(draft, 2)))
        assert "A note is asked for" in text_of(client.get(at(draft, "check")))

    def test_nobody_else_finds_it(self, sign_in, person, anonymous, draft, caplog):
        stranger = sign_in(person())
        assert anonymous.get(at(draft))["Location"] == f"/en/account/login/?next={at(draft)}"
        assert anonymous.post(at(draft), {"knowing-level": "3"}, headers=SCRIPT).status_code == 401
        for place in ("1", "then/1", "check", "hand-in", "throw-away"):
            assert stranger.post(at(draft, place), {"knowing-level": "1"}).status_code == 404
            assert stranger.get(at(draft, place)).status_code in (404, 405)
        assert sum("Refused to person" in said for said in caplog.messages) == 5
        draft.refresh_from_db()
        assert draft.answers == {}

    def test_it_goes_on_in_another_language_by_a_button(self, client, draft):
        answer = client.post(at(draft), {"knowing-level": "3", "web_language": "fi"})
        assert answer["Location"] == at(draft, language="fi")
        assert client.post(at(draft), {"web_language": "xx", "web_go": "next"})["Location"] == at(draft, 2)

    def test_what_was_begun_in_an_older_version_goes_on_in_it(self, client, draft, spiderweb, version):
        change(spiderweb, reword("KN1", "teacher", "I ask before I plan."))
        newer = release_instrument(instrument=spiderweb, meanings={"KN1": "changed"})
        assert newer.number == 2
        client.post(at(draft), {"knowing-level": "3"})
        client.post(at(draft, "hand-in"))
        assert Response.objects.get().version == version
        assert start_web(person=Response.objects.get().person, version=newer, mode="full").version == newer

    @pytest.mark.parametrize("webs", [0, 40])
    @pytest.mark.parametrize("mode", ["quick", "full"])
    def test_it_costs_eight_queries(self, client, teacher, version, hand_in_web, webs, mode, django_assert_num_queries):
        for number in range(webs):
            hand_in_web(teacher, LEVELS, days_ago=100 * (number + 1))
        draft = start_web(person=teacher, version=version, mode=mode)
        client.get(at(draft))
        with django_assert_num_queries(8):
            client.get(at(draft))


class TestCheck:
    def test_half_a_web_says_what_is_missing_and_may_be_handed_in(self, client, draft):
        client.post(at(draft), {"knowing-level": "3"})
        shown = client.get(at(draft, "check"))
        assert "Part of it is not answered." in text_of(shown)
        missing = shown.content.decode().partition('id="missing"')[2].partition("</section>")[0]
        assert re.findall(r'<a [^>]*href="([^"]+)"', missing) == [at(draft, number) for number in range(2, 9)]
        client.post(at(draft, "hand-in"))
        assert Response.objects.get().answers == {"knowing-level": "3"}

    def test_nothing_is_not_handed_in(self, client, draft):
        answer = client.post(at(draft, "hand-in"))
        assert answer.status_code == 422
        assert "Nothing is answered yet, so there is nothing to hand in." in text_of(answer)
        assert ResponseDraft.objects.count() == 1

    def test_all_not_applicable_has_its_own_words(self, client, teacher, version, draft):
        none = next(step.key for step in structure_in(version).scale if step.value is None)
        answers = [(group.level_item.key, none) for group in structure_in(version).groups]
        save_answers(person=teacher, key=draft.key, answers=answers)
        assert "so there is nothing to draw" in text_of(client.get(at(draft, "check")))

    def test_a_full_web_stands_beside_the_levels(self, client, teacher, version):
        draft = start_web(person=teacher, version=version, mode="full")
        save_answers(person=teacher, key=draft.key, answers=[("KN1", "4"), ("KN2", "3"), ("KN3", "3")])
        shown = text_of(client.get(at(draft, "check")))
        assert "Knowing learners 3.3 Practising. Each topic begins with a start check" in shown

    def test_asked_again_it_leads_to_the_same_web(self, client, draft):
        client.post(at(draft), {"knowing-level": "3"})
        first = client.post(at(draft, "hand-in"))["Location"]
        assert client.post(at(draft, "hand-in"))["Location"] == first
        assert client.get(at(draft, "check"))["Location"] == first
        assert client.post(at(draft), {"knowing-level": "5"})["Location"] == first
        late = client.post(at(draft), {"knowing-level": "5"}, headers=SCRIPT)
        assert (late.status_code, late.json()["state"]) == (409, "refused")
        assert Response.objects.get().answers == {"knowing-level": "3"}

    def test_a_second_one_on_the_same_day_asks(self, client, teacher, version, monkeypatch):
        noon = now().replace(hour=12, minute=0)
        monkeypatch.setattr("tools.services.answering.now", lambda: noon)
        first = start_web(person=teacher, version=version, mode="quick")
        save_answers(person=teacher, key=first.key, answers=LEVELS.items())
        hand_in(person=teacher, key=first.key, at=noon - timedelta(hours=2))
        second = start_web(person=teacher, version=version, mode="quick")
        save_answers(person=teacher, key=second.key, answers=[("knowing-level", "5")])
        asks = client.post(at(second, "hand-in"), {"learners": "Year 8"})
        assert asks.status_code == 409
        assert "You handed in a web today already" in text_of(asks)
        client.post(at(second, "hand-in"), {"learners": "Year 8", "replaces": "yes"})
        assert [(one.key, one.learners) for one in Response.objects.all()] == [(second.key, "Year 8")]

    def test_the_earlier_moment_is_rated_again(self, client, teacher, draft, hand_in_web, version):
        client.post(at(draft, "throw-away"))
        earlier = hand_in_web(teacher, LEVELS, days_ago=100)
        draft = start_web(person=teacher, version=version, mode="quick")
        client.post(at(draft), {"knowing-level": "4"})
        assert client.get(at(draft, "then/1"))["Location"] == at(draft, "check")
        begun = client.post(at(draft, "check"), {"earlier": str(earlier.key)})
        assert begun["Location"] == at(draft, "then/1")
        shown = text_of(client.get(at(draft, "then/1")))
        assert "What was true then, as you see it today?" in shown
        assert "What shows it?" not in shown
        client.post(at(draft, "then/1"), {"knowing-level": "1"})
        client.post(at(draft, "hand-in"))
        response = Response.objects.get(key=draft.key)
        assert (response.answers, response.then) == ({"knowing-level": "4"}, {"knowing-level": "1"})

    def test_the_look_back_can_be_left_out_and_needs_an_own_web(self, client, teacher, draft):
        assert client.post(at(draft, "check"), {"earlier": str(uuid4())})["Location"] == at(draft, "check")
        client.post(at(draft, "check"), {"earlier": ""})
        draft.refresh_from_db()
        assert (draft.then_of, draft.then) == (None, {})

    @pytest.mark.parametrize("webs", [1, 3])
    def test_it_costs_the_same_with_more_webs(
        self, client, teacher, version, hand_in_web, webs, django_assert_num_queries
    ):
        for number in range(webs):
            hand_in_web(teacher, LEVELS, days_ago=100 * (number + 1))
        draft = start_web(person=teacher, version=version, mode="full")
        client.get(at(draft, "check"))
        with django_assert_num_queries(10):
            client.get(at(draft, "check"))


class TestCorrection:
    def test_within_half_an_hour_it_takes_the_place(self, client, teacher, hand_in_web):
        first = hand_in_web(teacher, LEVELS)
        answer = client.post(f"/en/web/{first.key}/correct/")
        draft = ResponseDraft.objects.get()
        assert answer["Location"] == at(draft)
        assert "It takes the place of the web you handed in" in text_of(client.get(at(draft, "check")))
        client.post(at(draft), {"knowing-level": "5"})
        client.post(at(draft, "hand-in"))
        assert [one.answers for one in Response.objects.all()] == [LEVELS | {"knowing-level": "5"}]

    def test_later_it_stays_as_it_is(self, client, teacher, hand_in_web):
        old = hand_in_web(teacher, LEVELS, days_ago=1)
        client.post(f"/en/web/{old.key}/correct/")
        assert not ResponseDraft.objects.exists()

    def test_nobody_else_corrects(self, sign_in, person, teacher, hand_in_web):
        assert sign_in(person()).post(f"/en/web/{hand_in_web(teacher).key}/correct/").status_code == 404

    def test_the_service_opens_it_once(self, teacher, hand_in_web):
        first = hand_in_web(teacher, LEVELS)
        keys = {correct_web(person=teacher, response=first).key for _twice in range(2)}
        assert len(keys) == 1
