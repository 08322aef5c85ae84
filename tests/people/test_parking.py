"""A dead session never eats a form, and nobody but its person sees what was in it."""

import json
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from academy_site.foundation import signed_person
from academy_site.people import parking
from academy_site.people.models import Message, ParkedForm, User
from tests.people.conftest import PASSWORD
from tests.people.kept import PROFILE, WORDS, form_of, park, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(person):
    return person(email="teacher@school.example", password=PASSWORD, language="nl")


def assert_gone(client, answer):
    """Assert that an answer leads to a page that says that the form is not here."""
    assert client.get(answer["Location"]).status_code == 404


def test_every_form_of_a_person_who_is_signed_in_says_whose_it_is(sign_in, teacher):
    page = sign_in(teacher).get(PROFILE)
    value = re.search(r'name="signed_person" value="([^"]+)"', page.content.decode())[1]
    assert value.split(":")[0] == str(teacher.pk)
    assert page["Cache-Control"] in ("private, no-store", "max-age=0, no-cache, no-store, must-revalidate, private")
    assert "signed_person" not in Client().get("/nl/account/login/").content.decode()


def test_it_comes_back_after_signing_in_and_is_sent(client, teacher):
    answer = client.post(PROFILE, form_of(teacher))
    kept = ParkedForm.objects.get()
    address = f"/nl/account/parked/{kept.key}/"
    assert (answer.status_code, answer["Location"]) == (303, f"/nl/account/login/?{urlencode({'next': address})}")
    assert "no-store" in answer["Cache-Control"]
    door = client.get(answer["Location"]).content.decode()
    assert "Je formulier is bewaard." in door
    assert WORDS not in door
    signed_in = client.post("/nl/account/login/", {"login": teacher.email, "password": PASSWORD, "next": address})
    assert signed_in["Location"] == address
    page = client.get(address)
    assert WORDS in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    sent = send(client, teacher, kept.key)
    assert (sent.status_code, sent["Location"]) == (302, PROFILE)
    assert User.objects.get().display_name == WORDS
    assert ParkedForm.objects.count() == Message.objects.count() == 0


@pytest.mark.parametrize("who", ["nobody", "another", "operator"])
def test_nobody_else_gets_anything(who, teacher, person, sign_in, client):
    kept = park(Client(), teacher)
    if who != "nobody":
        client = sign_in(person(is_superuser=who == "operator"))
    expected = 302 if who == "nobody" else 404
    answers = [
        client.get(f"/nl/account/parked/{kept.key}/"),
        client.post(f"/nl/account/parked/{kept.key}/throw-away/"),
    ]
    assert [answer.status_code for answer in answers] == [expected] * 2
    for field in ({}, form_of(teacher)):
        sent = client.post(PROFILE, {"parked_send": kept.key} | field)
        assert sent.status_code == 303
        assert f"/nl/account/parked/{kept.key}/" in unquote(sent["Location"])
        answers.append(sent)
    listed = client.get("/nl/account/parked/")
    assert kept.key not in listed.content.decode()
    assert [WORDS in answer.content.decode() for answer in [*answers, listed]] == [False] * 5
    assert WORDS not in json.dumps(dict(client.session.items()))
    assert list(ParkedForm.objects.values_list("pk", flat=True)) == [kept.pk]
    assert set(User.objects.values_list("display_name", flat=True)) & {WORDS} == set()


def test_a_form_of_another_person_is_kept_for_them_and_changes_nobody(sign_in, teacher, person):
    other = person()
    client = sign_in(other)
    answer = client.post(PROFILE, form_of(teacher))
    assert answer.status_code == 409
    assert WORDS not in answer.content.decode()
    assert teacher.get_full_name() not in answer.content.decode()
    assert User.objects.get(pk=other.pk).display_name == other.display_name
    assert [form.person for form in ParkedForm.objects.all()] == [teacher]
    assert other.inbox.count() == 0


@pytest.mark.parametrize(
    "value", ["", "1", "1:", "1:forged", "0:", "999999:{signature}", "{pk}:{signature}x", "\x00", "💜:{signature}"]
)
def test_a_mark_that_is_not_ours_parks_nothing(client, teacher, value):
    signature = signed_person.sign(teacher.pk).partition(":")[2]
    answer = client.post(
        PROFILE, form_of(teacher) | {signed_person.FIELD: value.format(pk=teacher.pk, signature=signature)}
    )
    assert answer["Location"] == f"/nl/account/login/?{urlencode({'next': PROFILE}, safe='/')}"
    assert ParkedForm.objects.count() == 0


def test_for_people_who_left_or_are_shut_out_nothing_is_kept(client, teacher):
    field = form_of(teacher)
    User.objects.update(is_active=False)
    client.post(PROFILE, field)
    User.objects.all().delete()
    client.post(PROFILE, field)
    assert ParkedForm.objects.count() == 0


TEXTS = {
    "control": "a\x00b\x01\x07\x1b\x7f\x85c",
    "lines": "one\ntwo\r\nthree\rfour\u2028five",
    "right to left": "\u200f\u05e9\u05dc\u05d5\u05dd \u202eevil\u202c \u0645\u0631\u062d\u0628\u0627",
    "emoji": "👩🏽‍🏫🏴󠁧󠁢󠁳󠁣󠁴󠁿 💜",
    "markup": "<script>alert(1)</script>&amp;'\"",
    "long": "Zażółć gęślą jaźń. " * 5264,
    "plus": "1 + 1 = 2 %00 ;&=",
}


@pytest.mark.parametrize("what", TEXTS)
@pytest.mark.parametrize("multipart", [True, False])
def test_every_character_is_kept(client, teacher, what, multipart):
    fields = form_of(teacher, display_name=TEXTS[what])
    if multipart:
        client.post(PROFILE, fields)
    else:
        client.post(PROFILE, urlencode(fields), content_type="application/x-www-form-urlencoded")
    kept = parking.opened(ParkedForm.objects.get())
    assert dict(kept.fields)["display_name"] == TEXTS[what]
    assert kept.posted().getlist("display_name") == [TEXTS[what]]


def test_a_long_text_is_shown_in_full(sign_in, teacher):
    kept = park(Client(), teacher, display_name=TEXTS["long"])
    assert len(TEXTS["long"]) > 100_000
    assert TEXTS["long"].strip() in sign_in(teacher).get(f"/pl/account/parked/{kept.key}/").content.decode()


def test_what_a_page_signed_and_hid_is_not_shown(sign_in, teacher):
    kept = park(Client(), teacher, signed_question="x" * 200)
    assert "x" * 200 not in sign_in(teacher).get(f"/pl/account/parked/{kept.key}/").content.decode()


def test_several_values_stay_in_order_and_files_are_named(client, teacher):
    client.post(PROFILE, form_of(teacher, tick=["b", "a", "b"], plan=SimpleUploadedFile("plan.pdf", b"%PDF")))
    kept = parking.opened(ParkedForm.objects.get())
    assert kept.posted().getlist("tick") == ["b", "a", "b"]
    assert kept.files == ("plan",)


def test_passwords_and_marks_are_left_out(client, teacher):
    client.post(PROFILE, form_of(teacher, password="secret", old_Password1="secret", csrfmiddlewaretoken="mark"))
    assert [name for name, _value in parking.opened(ParkedForm.objects.get()).fields] == [
        "display_name",
        "language",
        "country",
        "timezone",
    ]
    client.post("/nl/account/parked/", {"password": "secret", signed_person.FIELD: signed_person.sign(teacher.pk)})
    assert ParkedForm.objects.count() == 1


@pytest.mark.parametrize(
    "door",
    ["account/login/", "account/signup/", "account/logout/", "account/password/change/", "account/reauthenticate/"],
)
def test_doors_park_nothing(client, teacher, door):
    client.post(f"/nl/{door}", form_of(teacher))
    assert ParkedForm.objects.count() == 0


def test_a_form_sent_again_is_kept_once(client, teacher):
    for _attempt in range(3):
        client.post(PROFILE, form_of(teacher))
    client.post(PROFILE, form_of(teacher, country="FI"))
    client.post("/fi/account/", form_of(teacher))
    assert [
        (form.path, dict(parking.opened(form).fields)["country"]) for form in ParkedForm.objects.order_by("pk")
    ] == [
        ("/nl/account/", "NL"),
        ("/nl/account/", "FI"),
        ("/fi/account/", "NL"),
    ]
    assert Message.objects.count() == 3


def test_the_oldest_of_too_many_go(client, teacher):
    for number in range(parking.MOST_FORMS + 2):
        client.post(PROFILE, form_of(teacher, display_name=f"number {number}"))
    names = [dict(parking.opened(form).fields)["display_name"] for form in ParkedForm.objects.all()]
    assert names == [f"number {number}" for number in range(parking.MOST_FORMS + 1, 1, -1)]
    assert Message.objects.count() == parking.MOST_FORMS


def test_it_is_there_for_seven_days(sign_in, teacher):
    kept = park(Client(), teacher)
    client, address = sign_in(teacher), f"/nl/account/parked/{kept.key}/"
    ParkedForm.objects.update(created=now() - parking.KEPT_FOR + timedelta(minutes=1))
    assert parking.forget_old() == 0
    assert client.get(address).status_code == 200
    ParkedForm.objects.update(created=now() - parking.KEPT_FOR - timedelta(minutes=1))
    assert client.get(address).status_code == 404
    assert_gone(client, send(client, teacher, kept.key))
    assert parking.forget_old() == 1
    assert ParkedForm.objects.count() == Message.objects.count() == 0


def test_a_kept_form_is_sent_once_to_its_own_address(sign_in, teacher):
    kept, client = park(Client(), teacher), sign_in(teacher)
    send(client, teacher, kept.key, at="/fi/account/")
    assert User.objects.get().display_name == teacher.display_name
    assert send(client, teacher, kept.key, display_name="something else").status_code == 302
    assert User.objects.get().display_name == WORDS
    User.objects.update(display_name="Changed since")
    assert_gone(client, send(client, teacher, kept.key))
    assert User.objects.get().display_name == "Changed since"


def test_a_refused_form_stays_until_it_is_taken(sign_in, teacher):
    kept, client = park(Client(), teacher, country="??"), sign_in(teacher)
    refused = send(client, teacher, kept.key)
    assert list(refused.context["form"].errors) == ["country"]
    assert WORDS in refused.content.decode()
    assert f'name="parked" value="{kept.key}"' in refused.content.decode()
    assert ParkedForm.objects.count() == 1
    assert client.post(PROFILE, form_of(teacher, parked=kept.key)).status_code == 302
    assert ParkedForm.objects.count() == 0


def test_signing_in_from_anywhere_leads_to_what_is_kept(teacher):
    def leads_to():
        return Client().post("/en/account/login/", {"login": teacher.email, "password": PASSWORD})["Location"]

    assert leads_to() == "/nl/desk/"
    kept = park(Client(), teacher)
    assert leads_to() == f"/nl/account/parked/{kept.key}/"
    Client().post(PROFILE, form_of(teacher, country="FI"))
    assert leads_to() == "/nl/account/parked/"


def test_throwing_away(sign_in, teacher):
    kept, client = park(Client(), teacher), sign_in(teacher)
    assert client.post(f"/nl/account/parked/{kept.key}/throw-away/")["Location"] == "/nl/account/parked/"
    assert ParkedForm.objects.count() == Message.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.sqlite_only
def test_nothing_of_it_stands_in_the_file_of_the_database(teacher):
    kept = park(Client(), teacher)
    found = {}
    for file in Path(connection.settings_dict["NAME"]).parent.glob("bare.sqlite3*"):
        content = file.read_bytes()
        found["words"] = found.get("words", False) or WORDS.encode() in content
        found["key"] = found.get("key", False) or kept.key.encode() in content
    assert found == {"words": False, "key": True}
