"""A quick web is kept once, by whoever keeps it first."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import pytest
from django.db import connection
from django.utils.timezone import now

from tests.tools.quick import answer, walk
from tools import quick_pages
from tools.models import Reassessment, Response

PASSWORD = "long enough for a teacher"


@pytest.fixture
def teacher(person):
    return person(email="old@school.example", password=PASSWORD, timezone="Europe/Helsinki")


def keep(client, result):
    return client.post("/en/webs/spiderweb/keep/", {"web": result.split("/")[-2]})


def wanted_by(page) -> str:
    """Return where the page leads whoever wants to keep it with a new account."""
    (wanted,) = re.findall(r'/account/signup/\?next=([^"]*)"', page.content.decode())
    return unquote(unescape(wanted))


@pytest.mark.parametrize("way", ["signup", "login"])
def test_it_is_kept_as_soon_as_one_signs_up_or_in(version, anonymous, teacher, way):
    result = walk(anonymous, "32-41 52")
    wanted = wanted_by(anonymous.get(result))
    assert not Response.objects.exists()
    form = {"email": "new@school.example", "password1": PASSWORD, "language": "en"}
    if way == "login":
        form = {"login": teacher.email, "password": PASSWORD}
    assert anonymous.post(f"/en/account/{way}/", {**form, "next": wanted})["Location"] == result
    response = Response.objects.get()
    assert response.person.email == ("new@school.example" if way == "signup" else teacher.email)
    assert response.answers == {
        "knowing-level": "3",
        "ownership-level": "2",
        "pathways-level": "na",
        "coaching-level": "4",
        "assessment-level": "1",
        "environment-level": "5",
        "together-level": "2",
    }
    assert (response.mode, response.version, response.text.language) == ("quick", version, "en")
    assert Reassessment.objects.get().person == response.person
    # The address leads whoever kept it to the kept web from now on.
    assert anonymous.get(result)["Location"] == f"/en/web/{response.key}/"


def test_opening_an_address_keeps_nothing(version, sign_in, teacher):
    client = sign_in(teacher)
    result = walk(client, "333")
    client.get(f"{result}?do=keep-web")
    assert not Response.objects.exists()


def test_who_is_signed_in_keeps_it_with_a_button(version, sign_in, teacher):
    client = sign_in(teacher)
    result = walk(client, "333")
    assert 'action="/en/webs/spiderweb/keep/"' in client.get(result).content.decode()
    kept = keep(client, result)
    response = Response.objects.get()
    assert (kept.status_code, kept["Location"]) == (303, f"/en/web/{response.key}/")


def test_a_visitor_who_posts_it_signs_in_first(version, anonymous):
    result = walk(anonymous, "333")
    location = keep(anonymous, result)["Location"]
    assert unquote(location) == f"/en/account/login/?next={result}?do=keep-web"


def test_it_is_kept_once_in_two_tabs_and_in_another_language(version, sign_in, teacher):
    client = sign_in(teacher)
    result = walk(client, "333")
    first, second = keep(client, result), keep(client, result.replace("/en/", "/nl/", 1))
    assert first["Location"] == second["Location"]
    assert Response.objects.count() == 1


def test_the_first_who_keeps_it_has_it(version, sign_in, teacher, person):
    client, other = sign_in(teacher), sign_in(person())
    result = walk(client, "333")
    keep(client, result)
    refused = keep(other, result)
    assert refused["Location"] == result
    assert (
        "This web is kept with an account already, so it is not kept a second time."
        in other.get(result).content.decode()
    )
    assert [response.person for response in Response.objects.all()] == [teacher]


def test_a_changed_answer_takes_the_place_of_the_first_and_is_not_taken_back(version, sign_in, teacher, monkeypatch):
    client = sign_in(teacher)
    result = walk(client, "333")
    keep(client, result)
    first = Response.objects.get()
    with monkeypatch.context() as later:
        later.setattr(quick_pages, "now", lambda: now() + timedelta(minutes=5))
        changed = answer(client, f"{result}1/", "5", go="result")
        keep(client, changed)
        second = Response.objects.get()
        assert second.answers["knowing-level"] == "5"
        assert second.key != first.key
        # Keeping the first once more leads to what corrected it.
        assert keep(client, result)["Location"] == f"/en/web/{second.key}/"
    assert Response.objects.get() == second


def test_the_day_is_that_of_the_answers(version, sign_in, teacher, hand_in_web, monkeypatch):
    later_web = hand_in_web(teacher, days_ago=2)
    client = sign_in(teacher)
    answered = now() - timedelta(days=10)
    with monkeypatch.context() as earlier:
        earlier.setattr(quick_pages, "now", lambda: answered)
        result = walk(client, "333")
    due = Reassessment.objects.get().due_on
    keep(client, result)
    first, last = Response.objects.all()
    assert last == later_web
    assert (first.on, first.submitted_at) == (
        answered.astimezone(teacher_zone()).date(),
        answered.replace(microsecond=0),
    )
    # The reminder follows the newest web, not the one that came last.
    assert Reassessment.objects.get().due_on == due


def teacher_zone():
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Helsinki")


@pytest.mark.parametrize("web", ["", "nonsense", "A" * 79])
def test_what_does_not_open_is_not_kept(version, sign_in, teacher, web):
    page = sign_in(teacher).post("/en/webs/spiderweb/keep/", {"web": web})
    assert (page.status_code, Response.objects.count()) == (404, 0)


def test_an_empty_web_is_not_kept(version, sign_in, teacher):
    client = sign_in(teacher)
    assert keep(client, walk(client, "")).status_code == 303
    assert not Response.objects.exists()


def test_the_sealed_part_stands_in_no_row_before_it_is_kept(version, anonymous):
    result = walk(anonymous, "333")
    anonymous.get(f"/en/account/login/?next={result}%3Fdo%3Dkeep-web")
    anonymous.get(f"{result}nothing/")
    piece = result.split("/")[-2][20:60]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            assert piece not in str(cursor.fetchall()), table
