"""One colleague's mirror: asked with a link or code, answered once by nobody in particular, seen by its teacher."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import now

from academy_site.foundation.domain.codes import made_code
from academy_site.foundation.slowing import FREE_TRIES
from academy_site.people.models import Message
from tools.models import Mirror
from tools.services.mirroring import AskedAlreadyError, ask_colleague, delete_mirror, withdraw_mirror

ANSWERS = {"knowing-level": "5", "ownership-level": "2", "pathways-level": "4", "coaching-level": "na"}
LEVELS = {"knowing-level": "3", "ownership-level": "2", "pathways-level": "4"}


@pytest.fixture(autouse=True)
def empty_cache(db):
    cache.clear()


@pytest.fixture
def teacher(person):
    return person(display_name="Anna Vries", timezone="Europe/Amsterdam", language="fi")


@pytest.fixture
def asked(teacher, version):
    """Ask a colleague, and return the code."""

    def ask(**more):
        given = {"name": "Ben from 5b", "days": 14, "key": uuid4()}
        return ask_colleague(person=teacher, version=version, **{**given, **more})

    return ask


@pytest.fixture
def colleague():
    return Client(enforce_csrf_checks=True)


def answered(client, code, answers=ANSWERS, **headers):
    return client.post(f"/en/mirror/{code}/", answers, headers=headers)


def test_link_and_code_are_shown_once_and_kept_as_a_hash(teacher, version, sign_in):
    client = sign_in(teacher)
    answer = client.post("/en/webs/spiderweb/mirror/", {"name": "Ben", "days": "14", "key": str(uuid4())})
    said = answer.content.decode()
    code = re.search(r"/en/mirror/(\w{10})/", said)[1]
    assert answer.status_code == 200
    assert f"{code[:5]}-{code[5:]}" in said
    mirror = Mirror.objects.get()
    assert (len(mirror.secret_hash), mirror.name, mirror.answers) == (64, "Ben", {})
    assert code not in client.get("/en/webs/spiderweb/mirror/").content.decode()


def test_a_colleague_answers_without_account_cookie_or_token_and_sees_thanks_only(asked, colleague, teacher):
    code = asked()
    page = colleague.get(f"/pl/mirror/{code}/")
    assert "Anna Vries" in page.content.decode()
    assert "Ben from 5b" not in page.content.decode()
    answer = answered(colleague, code, Origin="http://testserver")
    assert answer.status_code == 200
    assert "Thank you" in answer.content.decode()
    assert "Anna Vries" not in answer.content.decode()
    assert colleague.cookies == {}
    mirror = Mirror.objects.get()
    assert mirror.answers == ANSWERS
    assert mirror.answered_on is not None
    message = Message.objects.get()
    assert (message.person, message.link) == (teacher, "/fi/webs/spiderweb/mirror/")


def test_it_is_answered_once(asked, colleague):
    code = asked()
    answered(colleague, code)
    again = answered(colleague, code, {"knowing-level": "1"})
    assert again.status_code == colleague.get(f"/en/mirror/{code}/").status_code == 410
    assert Mirror.objects.get().answers == ANSWERS
    assert Message.objects.count() == 1


def test_what_is_wrong_is_named_and_the_rest_kept(asked, colleague):
    code = asked()
    answer = answered(colleague, code, {"knowing-level": "3", "pathways-level": "9", "made-up": "1"})
    said = answer.content.decode()
    assert answer.status_code == 400
    assert re.search(r'name="knowing-level" value="3" checked', said)
    assert "The answer to “Flexible pathways” is not one of those" in said
    assert "made-up" in said
    assert Mirror.objects.get().answers == {}
    for nothing in ({}, {"knowing-level": ""}, {"knowing-level": "na"}):
        assert answered(colleague, code, nothing).status_code == 400
    assert answered(colleague, code).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_pages_of_other_sites_cannot_answer(asked, colleague, headers):
    code = asked()
    assert answered(colleague, code, **headers).status_code == 403
    assert Mirror.objects.get().answers == {}


def test_a_browser_that_hides_its_page_is_asked_once_and_nothing_is_lost(asked, colleague):
    code = asked()
    shown = answered(colleague, code, Origin="null")
    said = shown.content.decode()
    assert shown.status_code == 403
    assert "Your browser does not say which page your answers were sent from." in said
    assert dict(re.findall(r'name="([\w-]+)" value="(\w+)" checked', said)) == ANSWERS
    assert Mirror.objects.get().answers == {}
    # A word that was not given out for this mirror is none.
    assert answered(colleague, code, ANSWERS | {"sent_again": "made-up"}, Origin="null").status_code == 403
    again = {"sent_again": re.search(r'name="sent_again" value="([^"]+)"', said)[1]}
    # A slip on the way is said, and the way stays open.
    slip = answered(colleague, code, ANSWERS | again | {"pathways-level": "9"}, Origin="null")
    assert (slip.status_code, again["sent_again"] in slip.content.decode()) == (400, True)
    assert answered(colleague, code, ANSWERS | again, Origin="null").status_code == 200
    assert Mirror.objects.get().answers == ANSWERS


def test_a_code_from_a_browser_that_hides_its_page_goes_on_by_a_link(asked, colleague):
    code = asked()
    shown = colleague.post("/en/mirror/", {"code": code}, headers={"Origin": "null"})
    assert shown.status_code == 403
    assert f'<a class="button" href="/en/mirror/{code}/">It was me, go on' in shown.content.decode()


def test_a_code_is_typed_however_it_comes_and_a_slip_is_said(asked, colleague):
    code = asked()
    for typed in (code, code.lower(), f" {code[:5]} - {code[5:]} ", code.replace("0", "o").replace("1", "l")):
        assert colleague.post("/en/mirror/", {"code": typed})["Location"] == f"/en/mirror/{code}/"
    slip = code[:-1] + ("A" if code[-1] != "A" else "B")
    answer = colleague.post("/en/mirror/", {"code": slip})
    assert answer.status_code == 400
    assert slip in answer.content.decode()


def gone(teacher, mirror, how):
    if how == "withdrawn":
        assert withdraw_mirror(person=teacher, key=mirror.key)
    elif how == "over":
        Mirror.objects.update(expires_at=now() - timedelta(seconds=1))
    else:
        delete_mirror(person=teacher, key=mirror.key)


@pytest.mark.parametrize("how", ["withdrawn", "over", "deleted"])
def test_what_is_over_looks_like_what_never_was(asked, colleague, teacher, how):
    code, other = asked(), made_code(lambda below: 7)
    gone(teacher, Mirror.objects.get(), how)
    ended, never = colleague.get(f"/en/mirror/{code}/"), colleague.get(f"/en/mirror/{other}/")
    assert ended.status_code == never.status_code == answered(colleague, code).status_code == 404
    assert ended.content.decode().replace(code, other) == never.content.decode()


def test_whoever_guesses_waits_and_others_do_not(asked, colleague):
    code, wrong = asked(), made_code(lambda below: 7)
    for _ in range(FREE_TRIES):
        assert colleague.get(f"/en/mirror/{wrong}/").status_code == 404
    assert colleague.get(f"/en/mirror/{code}/").status_code == 200
    colleague.get(f"/en/mirror/{wrong}/")
    waits = colleague.get(f"/en/mirror/{wrong}/")
    assert (waits.status_code, waits["Retry-After"]) == (429, "20")
    beside = Client(headers={"User-Agent": "another tablet of the school"})
    assert beside.get(f"/en/mirror/{code}/").status_code == 200


def test_the_same_form_sent_twice_makes_one_mirror(asked):
    key = uuid4()
    asked(key=key)
    with pytest.raises(AskedAlreadyError):
        asked(key=key)
    assert Mirror.objects.count() == 1


def test_it_stands_beside_the_own_quick_web(asked, colleague, teacher, sign_in, hand_in_web):
    hand_in_web(teacher, LEVELS)
    answered(colleague, asked())
    said = sign_in(teacher).get("/en/webs/spiderweb/mirror/").content.decode()
    assert said.count('class="flow webfigure"') == 2
    words = " ".join(re.sub(r"<[^>]+>", " ", said).split())
    assert "Two levels or more apart, so worth a talk: Knowing learners ." in words
    assert "Knowing learners 3.0 5.0" in words


def test_a_full_web_stands_in_a_table_and_is_not_drawn(asked, colleague, teacher, sign_in, hand_in_web):
    hand_in_web(teacher, mode="full")
    answered(colleague, asked())
    said = sign_in(teacher).get("/en/webs/spiderweb/mirror/").content.decode()
    assert said.count('class="flow webfigure"') == 1
    words = " ".join(re.sub(r"<[^>]+>", " ", said).split())
    assert "Knowing learners 3.0 5.0" in words
    assert "worth a talk:" not in words


def test_only_its_teacher_sees_takes_back_and_deletes(asked, colleague, teacher, person, sign_in):
    code, other = asked(), sign_in(person())
    mirror = Mirror.objects.get()
    for action in ("withdraw", "delete"):
        assert other.post(f"/en/mirrors/{mirror.key}/{action}/").status_code == 404
    assert "Ben from 5b" not in other.get("/en/webs/spiderweb/mirror/").content.decode()
    answered(colleague, code)
    client = sign_in(teacher)
    client.post(f"/en/mirrors/{mirror.key}/withdraw/")
    assert Mirror.objects.get().withdrawn_at is None
    client.post(f"/en/mirrors/{mirror.key}/delete/")
    assert Mirror.objects.count() == Message.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_any_number(
    asked, colleague, teacher, sign_in, hand_in_web, number, django_assert_num_queries
):
    hand_in_web(teacher, LEVELS)
    for _ in range(number):
        answered(colleague, asked())
        asked()
    client = sign_in(teacher)
    client.get("/en/webs/spiderweb/mirror/")
    with django_assert_num_queries(7):  # session, person, version, mirrors, webs, versions, words
        client.get("/en/webs/spiderweb/mirror/")
