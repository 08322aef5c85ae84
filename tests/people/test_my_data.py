"""The page of one's own data, the export, and the way out, as people meet them."""

import csv
import json
import re
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.models import ModelLogEntry

from academy_site.foundation.privacy import Ending, Fate, Holding
from academy_site.people import parking, services
from academy_site.people.models import Departure, Message
from tests.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db

PAGE, TAKE, LEAVE, STAY = (f"/en/account/my-data/{part}" for part in ("", "take/", "leave/", "stay/"))
HARD = {
    "right_to_left": "مرحبا، אבג",
    "emoji": "👩🏽‍🏫 teaches",
    "long": "x" * 100_000,
    "formula": '=HYPERLINK("http://evil.example")',
    "markup": "<script>alert(1)</script>",
    "lines": "one\ntwo",
    "number": -5,
    "half": 0.5,
    "yes": True,
    "nothing": None,
    "moment": datetime(2026, 11, 25, 12, 0, tzinfo=UTC),
}


class Webs:
    """An app that holds hard rows for one person only, with a choice of two fates."""

    owner = None
    number = 1
    obstacle = ""

    def __init__(self):
        self.carried_out = []

    def hold(self, person, holdings):
        holdings.append(
            Holding(
                key="webs",
                title="Your <webs>",
                why="To see growth.",
                how_long="Until you delete them.",
                who_sees="Only you.",
                models=("people.User",),
                rows=lambda: [HARD] * self.number if person == self.owner else [],
                labels={"emoji": "Picture signs"},
            )
        )

    def end(self, person, endings):
        fates = (
            Fate(key="gone", title="Webs go", effect="Nobody sees them any more."),
            Fate(key="kept", title="Webs stay", effect="They stay without you."),
        )
        endings.append(
            Ending(
                key="webs",
                title="Your webs",
                fates=fates,
                carry_out=self.carried_out.append,
                obstacle=self.obstacle,
                obstacle_url="/en/mend/" if self.obstacle else "",
            )
        )


@pytest.fixture
def webs():
    app = Webs()
    with (
        hooks.register_temporarily("construct_person_export", app.hold),
        hooks.register_temporarily("construct_person_erase", app.end),
    ):
        yield app


@pytest.fixture
def anna(person, webs):
    webs.owner = person(email="anna@school.example", display_name="Anna Łęcka", password=PASSWORD, language="en")
    return webs.owner


def sure(client: Client, url: str, data: dict | None = None):
    """Send a form that asks for the password, and give it."""
    asked = client.post(url, data or {})
    assert (asked.status_code, asked["Location"].split("?")[0]) == (302, "/en/account/reauthenticate/")
    return client.post(asked["Location"], {"password": PASSWORD})


@pytest.mark.parametrize(
    ("url", "method"), [(PAGE, "get"), (TAKE, "post"), (LEAVE, "get"), (LEAVE, "post"), (STAY, "post")]
)
def test_a_visitor_is_asked_to_sign_in(url, method, anonymous):
    answer = getattr(anonymous, method)(url)
    assert (answer.status_code, answer["Location"].startswith("/en/account/login/")) == (302, True)


def test_nobody_sees_what_another_person_has(anna, person, sign_in):
    ben, steward = person(password=PASSWORD), person(password=PASSWORD, is_superuser=True)
    for somebody, theirs in ((anna, True), (ben, False), (steward, False)):
        client = sign_in(somebody)
        page = client.get(PAGE)
        assert page["Cache-Control"] == "private, no-store"
        assert ("To see growth." in page.content.decode()) is theirs
        file = zipfile.ZipFile(BytesIO(b"".join(sure(client, TAKE).streaming_content)))
        assert ("webs.json" in file.namelist()) is theirs
        assert ("anna@school.example" in file.read("account.json").decode()) is theirs


def test_the_export_holds_every_row_three_times(anna, sign_in):
    answer = sure(sign_in(anna), TAKE)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith('attachment; filename="my-data-')
    assert "no-store" in answer["Cache-Control"]
    file = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
    assert file.testzip() is None
    assert sorted(file.namelist()) == ["account.csv", "account.json", "index.html", "webs.csv", "webs.json"]
    said = json.loads(file.read("webs.json"))
    assert said["rows"] == [{**HARD, "moment": "2026-11-25T12:00:00+00:00"}]
    text = file.read("webs.csv").decode("utf-8")
    assert text[0] == "\ufeff"
    rows = list(csv.DictReader(StringIO(text[1:], newline="")))
    cells = {**HARD, "formula": f"'{HARD['formula']}", "number": "-5", "half": "0.5", "yes": "true", "nothing": ""}
    assert rows == [{**cells, "moment": "2026-11-25T12:00:00+00:00"}]
    index = file.read("index.html").decode()
    assert "<script" not in index
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in index
    assert HARD["long"] in index
    assert "Your &lt;webs&gt;" in index
    assert "Picture signs" in index
    assert ("http:" in index.replace("http://evil.example", ""), "Anna Łęcka" in index) == (False, True)
    account = json.loads(file.read("account.json"))["rows"]
    assert len(account) == 1
    assert (account[0]["email"], account[0]["display_name"]) == ("anna@school.example", "Anna Łęcka")
    assert "password" not in account[0]


def test_the_export_is_in_the_language_of_the_person(anna, sign_in):
    anna.language = "nl"
    anna.save()
    file = zipfile.ZipFile(BytesIO(b"".join(sure(sign_in(anna), TAKE).streaming_content)))
    index = file.read("index.html").decode()
    assert ('<html lang="nl">' in index, "Mijn gegevens" in index) == (True, True)


def test_a_time_zone_that_is_not_known_here_keeps_nobody_from_their_data(anna, sign_in):
    anna.timezone = "No/Such"
    anna.save()
    answer = sure(sign_in(anna), TAKE)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")


def test_the_page_asks_the_same_whatever_is_held(anna, webs, sign_in):
    client, asked = sign_in(anna), {}
    client.get(PAGE)
    for webs.number in (1, 3):
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        asked[webs.number] = len(queries)
    # A few for each kind of data that an app declares.
    assert asked[1] == asked[3] <= 50


def test_leaving_names_every_effect_before_one_decides(anna, sign_in):
    page = sign_in(anna).get(LEAVE).content.decode()
    for words in ("Webs go", "Nobody sees them any more.", "Webs stay", "They stay without you.", "seven days"):
        assert words in page
    assert "Your comments on drafts" not in page
    assert not Departure.objects.exists()


def test_leaving_asks_for_the_password_and_can_be_undone(anna, sign_in, webs, django_capture_on_commit_callbacks):
    client = sign_in(anna)
    with django_capture_on_commit_callbacks(execute=True):
        answer = sure(client, LEAVE, {"webs": "kept"})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    departure = Departure.objects.get(person=anna)
    assert departure.choices == {
        "webs": "kept",
        "desk_work": "nameless",
        "desk_settings": "erased",
        "desk_comments": "erased",
        "account": "erased",
        "addresses": "erased",
        "account_changes": "erased",
    } | {key: value for key, value in departure.choices.items() if key not in _OURS}
    assert departure.due_at - departure.asked_at == timedelta(days=7)
    page = client.get(PAGE).content.decode()
    assert "They stay without you." in page
    assert page.count("Undo: I stay") == 2
    told = Message.objects.get(person=anna)
    assert (told.kind, told.link) == ("people_leaving", PAGE)
    [letter] = [letter for letter in mail.outbox if letter.subject == "Your account will be erased"]
    assert (letter.to, PAGE in letter.body) == (["anna@school.example"], True)
    for _ in range(2):
        assert client.post(STAY)["Location"] == PAGE
    assert not Departure.objects.exists()
    assert "Undo: I stay" not in client.get(PAGE).content.decode()


_OURS = {"webs", "desk_work", "desk_settings", "desk_comments", "account", "addresses", "account_changes"}


def test_a_wrong_password_changes_nothing(anna, sign_in):
    client = sign_in(anna)
    asked = client.post(LEAVE, {"webs": "kept"})
    assert client.post(asked["Location"], {"password": "not this one"}).status_code == 200
    assert not Departure.objects.exists()


def test_sent_twice_the_first_choice_and_day_stay(anna, sign_in):
    client = sign_in(anna)
    sure(client, LEAVE, {"webs": "kept"})
    first = Departure.objects.get()
    assert client.post(LEAVE, {"webs": "gone"})["Location"] == PAGE
    again = Departure.objects.get()
    assert (again.due_at, again.choices) == (first.due_at, first.choices)


def test_a_fate_that_is_not_offered_is_refused_at_its_place(anna, sign_in):
    answer = sure(sign_in(anna), LEAVE, {"webs": "sold"})
    assert answer.status_code == 400
    assert "This is none of the choices." in answer.content.decode()
    assert not Departure.objects.exists()


def test_an_obstacle_stands_where_the_form_would_be(anna, webs, sign_in):
    webs.obstacle = "You are the only host."
    client = sign_in(anna)
    page = client.get(LEAVE).content.decode()
    assert ("You are the only host." in page, 'href="/en/mend/"' in page, "<fieldset" in page) == (True, True, False)
    assert sure(client, LEAVE, {"webs": "kept"}).status_code == 409
    assert not Departure.objects.exists()


@pytest.fixture
def leaving(anna, sign_in):
    services.ask_to_leave(person=anna, choices={}, now=datetime.now(UTC))
    return sign_in(anna)


def test_who_leaves_reads_and_saves_nothing_new(leaving, anna):
    page = leaving.get("/en/account/").content.decode()
    assert ("Your account will be erased on" in page, page.count("Undo: I stay")) == (True, 1)
    for address in ("/en/", "/en/anything/", "/admin/pages/", "/en/curriculum/"):
        refused = leaving.post(address, {"note": "x"})
        assert (refused.status_code, "Undo: I stay" in refused.content.decode()) == (409, True)
        assert "no-store" in refused["Cache-Control"]
    assert leaving.post("/en/account/logout/").status_code == 302


def test_what_was_typed_comes_back_after_the_undo(leaving, anna):
    page = leaving.get("/en/account/").content.decode()
    person_field = re.search(r'name="(\w+)" value="([^"]+)"[^>]*>', page.split("csrfmiddlewaretoken", 1)[1]).groups()
    refused = leaving.post("/en/curriculum/", {"note": "x" * 1000, person_field[0]: person_field[1]})
    key = re.search(r'name="kept" value="([^"]+)"', refused.content.decode())[1]
    back = leaving.post(STAY, {"kept": key})
    assert back["Location"] == f"/en/account/parked/{key}/"
    assert "x" * 1000 in leaving.get(back["Location"]).content.decode()


def test_a_note_that_is_sent_as_typed_is_kept_once_and_told_where_it_goes_on(leaving, anna):
    page = leaving.get("/en/account/").content.decode()
    person_field = re.search(r'name="(\w+)" value="([^"]+)"[^>]*>', page.split("csrfmiddlewaretoken", 1)[1]).groups()
    parked = ""
    for text in ("A", "A thought"):
        sent = {"text": text, "parked": parked, person_field[0]: person_field[1]}
        refused = leaving.post("/en/notes/x/", sent, headers={"accept": "application/json"})
        said = refused.json()
        parked = said.pop("parked")
        assert (refused.status_code, said["stay"], said["action"]) == (409, PAGE, "My data")
    assert [parking.opened(form).fields for form in parking.kept_forms(anna)] == [(("text", "A thought"),)]
    assert said["message"].endswith("undo the deletion, and it comes back.")


def test_nobody_else_is_told(leaving, person, sign_in, anonymous):
    for client in (sign_in(person()), anonymous):
        assert "Undo" not in client.get("/en/account/login/", follow=True).content.decode()


def test_after_seven_days_the_person_is_gone(leaving, anna, webs):
    assert services.erase_due(now=datetime.now(UTC) + timedelta(days=8)) == 1
    assert webs.carried_out == ["gone"]
    assert not get_user_model().objects.filter(email=anna.email).exists()
    assert leaving.get(PAGE)["Location"].startswith("/en/account/login/")


@pytest.mark.parametrize(("is_superuser", "groups"), [(True, ()), (False, ("Stewards",))])
def test_the_last_who_runs_the_academy_stays_until_there_is_another(is_superuser, groups, person, sign_in):
    last = person(is_superuser=is_superuser, groups=groups, password=PASSWORD)
    person(is_superuser=is_superuser, is_active=False)
    client = sign_in(last)
    answer = sure(client, LEAVE, {})
    assert (answer.status_code, 'href="/admin/users/"' in answer.content.decode()) == (409, True)
    second = person(is_superuser=is_superuser, groups=groups)
    assert client.post(LEAVE, {}).status_code == 302
    with pytest.raises(services.LeavingRefusedError):
        services.ask_to_leave(person=second, choices={}, now=datetime.now(UTC))


def test_an_operator_deletes_nobody_at_once(anna, person, sign_in):
    operator = person(is_superuser=True)
    client = sign_in(operator)
    client.post(f"/admin/users/delete/{anna.pk}/")
    client.post(f"/admin/bulk/people/user/delete/?id={person().pk}&next=/admin/users/")
    assert get_user_model().objects.count() == 3
    assert Departure.objects.count() == 2
    client.post(f"/admin/users/delete/{operator.pk}/")
    assert not Departure.objects.filter(person=operator).exists()


def test_what_the_history_says_about_a_person_goes_with_them(anna, person, sign_in):
    operator = person(is_superuser=True)
    sign_in(operator).post(
        f"/admin/users/edit/{anna.pk}/",
        {"email": anna.email, "display_name": "Anna Łęcka", "language": "fi", "is_active": "on"},
    )
    assert ModelLogEntry.objects.filter(label="Anna Łęcka").count() == 1
    services.ask_to_leave(person=anna, choices={}, now=datetime.now(UTC) - timedelta(days=8))
    assert services.erase_due(now=datetime.now(UTC)) == 1
    assert not ModelLogEntry.objects.filter(label="Anna Łęcka").exists()
