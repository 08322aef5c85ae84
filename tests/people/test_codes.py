"""Signing in with a code by e-mail, and what it proves."""

import re
import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client, override_settings

from academy_site.people import services
from academy_site.people.models import User
from academy_site.settings import base
from tests.people.conftest import PASSWORD
from tests.people.factor import code_of, give_app

pytestmark = pytest.mark.django_db
ASK, CONFIRM = "/en/account/login/code/", "/en/account/login/code/confirm/"
ADDRESS, THIEF = "teacher@school.example", "thief@elsewhere.example"
real_limits = override_settings(ACCOUNT_RATE_LIMITS=base.ACCOUNT_RATE_LIMITS)


@pytest.fixture
def teacher(person):
    someone = person(email=ADDRESS, password=PASSWORD, language="nl")
    services.prove_address(person=someone)
    return someone


def ask(client, email=ADDRESS, **fields):
    return client.post(ASK, {"email": email, **fields})


def mailed(email=ADDRESS) -> str:
    """Return the last code that was sent to an address, "" where there is none."""
    codes = [re.search(r"^\d{6}$", letter.body, re.MULTILINE) for letter in mail.outbox if letter.to == [email]]
    return codes[-1][0] if codes and codes[-1] else ""


def is_signed_in(client) -> bool:
    return client.get("/en/account/").status_code == 200


def test_a_code_signs_in_and_keeps_the_way(client, teacher):
    asked = ask(client, email=" Teacher@School.EXAMPLE ", next="/pl/curriculum/")
    assert asked["Location"] == f"{CONFIRM}?next=%2Fpl%2Fcurriculum%2F"
    (letter,) = mail.outbox
    assert letter.subject == f"{mailed()} is je code"
    answer = client.post(CONFIRM, {"code": f" {mailed()[:3]} {mailed()[3:]}", "next": "/pl/curriculum/"})
    assert answer["Location"] == "/pl/curriculum/"
    assert is_signed_in(client) is True
    assert client.session.get_expire_at_browser_close() is True


def test_staying_signed_in_is_a_choice_here_too(client, teacher):
    ask(client)
    client.post(CONFIRM, {"code": mailed(), "remember": "on"})
    assert client.session.get_expire_at_browser_close() is False


def test_known_and_unknown_addresses_are_answered_alike(teacher):
    known, unknown = (ask(Client(), email=email) for email in (ADDRESS, "nobody@school.example"))
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert mailed("nobody@school.example") == ""
    assert "no account" in mail.outbox[-1].body


def test_a_wrong_code_says_how_many_tries_are_left_and_an_empty_field_costs_none(client, teacher):
    ask(client)
    wrong = "000000" if mailed() != "000000" else "111111"
    empty = client.post(CONFIRM, {"code": ""})
    assert list(empty.context["form"].errors) == ["code"]
    said = [client.post(CONFIRM, {"code": wrong}).context["form"].errors["code"][0] for _ in range(4)]
    assert said == [
        "This code does not fit. You have 4 tries left.",
        "This code does not fit. You have 3 tries left.",
        "This code does not fit. You have 2 tries left.",
        "This code does not fit. You have one try left.",
    ]
    last = client.post(CONFIRM, {"code": wrong, "next": "/pl/"}, follow=True)
    assert last.redirect_chain[-1][0] == f"{ASK}?next=%2Fpl%2F"
    assert [str(message) for message in last.context["messages"]] == ["Too many wrong codes. Ask for a new one."]
    assert last.context["form"]["email"].value() == ADDRESS
    client.post(CONFIRM, {"code": mailed()})
    assert is_signed_in(client) is False


def test_an_old_code_says_so_and_keeps_the_address(client, teacher, monkeypatch):
    ask(client)
    now = __import__("time").time()
    monkeypatch.setattr("time.time", lambda: now + timedelta(minutes=11).total_seconds())
    late = client.post(CONFIRM, {"code": mailed()}, follow=True)
    assert [str(message) for message in late.context["messages"]] == [
        "This code works no more: ten minutes have passed. Ask for a new one."
    ]
    assert late.context["form"]["email"].value() == ADDRESS
    assert is_signed_in(client) is False


def test_a_new_code_ends_the_one_before(client, teacher):
    ask(client)
    first = mailed()
    again = client.post(CONFIRM, {"action": "resend"}, follow=True)
    assert "We have sent a new code." in again.content.decode()
    if first != mailed():
        assert client.post(CONFIRM, {"code": first}).status_code == 200
    assert client.post(CONFIRM, {"code": mailed()}).status_code == 302


def test_a_code_works_where_it_was_asked_for_only(teacher):
    here, elsewhere = Client(), Client()
    ask(here)
    assert elsewhere.post(CONFIRM, {"code": mailed()})["Location"] == ASK
    assert is_signed_in(elsewhere) is False


def test_another_way_leads_back_to_the_password(client, teacher):
    ask(client)
    assert client.get("/en/account/login/")["Location"] == CONFIRM
    client.post("/en/account/logout/", {"next": "/en/account/login/"})
    assert client.get("/en/account/login/").status_code == 200


def test_the_owner_of_an_address_takes_the_account_back_by_code(sign_up):
    """Somebody signed up with an address that is not theirs and is signed in with it."""
    thief, owner = Client(), Client()
    sign_up(thief, email=ADDRESS)
    ask(owner)
    page = owner.post(CONFIRM, {"code": mailed()}, follow=True)
    assert "works no more" in page.content.decode()
    assert (is_signed_in(owner), is_signed_in(thief)) == (True, False)
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(ADDRESS, True)]
    thief.post("/en/account/login/", {"login": ADDRESS, "password": PASSWORD})
    assert is_signed_in(thief) is False
    assert owner.get("/en/account/password/set/").status_code == 200


def test_a_second_code_takes_no_password(client, teacher):
    ask(client)
    client.post(CONFIRM, {"code": mailed()})
    again = Client()
    again.post("/en/account/login/", {"login": ADDRESS, "password": PASSWORD})
    assert is_signed_in(again) is True


def test_no_code_goes_to_an_address_that_an_account_only_names(person, client):
    """Its owner would sign in to the account of somebody else, and confirm their own address for them."""
    someone = person(email=THIEF, password=PASSWORD)
    services.prove_address(person=someone)
    EmailAddress.objects.create(user=someone, email=ADDRESS)
    ask(client)
    assert mailed() == ""
    assert client.post(CONFIRM, {"code": "123456"}).status_code == 200


def test_the_owner_gets_the_code_also_where_others_name_the_address(teacher, person, client):
    EmailAddress.objects.create(user=person(email=THIEF), email=ADDRESS)
    ask(client)
    client.post(CONFIRM, {"code": mailed()})
    assert client.session["_auth_user_id"] == str(teacher.pk)


def test_a_closed_account_gets_no_code(client, teacher):
    User.objects.update(is_active=False)
    ask(client)
    assert mailed() == ""


def test_a_code_is_no_second_factor(client, teacher):
    give_app(teacher)
    ask(client)
    assert client.post(CONFIRM, {"code": mailed()})["Location"] == "/en/account/2fa/authenticate/"
    assert is_signed_in(client) is False
    client.post("/en/account/2fa/authenticate/", {"code": code_of()})
    assert is_signed_in(client) is True


@real_limits
def test_sixty_teachers_of_one_school_ask_within_a_minute(person):
    for number in range(60):
        person(email=f"t{number}@school.example")
        client = Client()
        ask(client, email=f"t{number}@school.example")
        assert client.post(CONFIRM, {"code": mailed(f"t{number}@school.example")}).status_code == 302


@real_limits
def test_one_mailbox_is_not_filled_with_codes(client, teacher):
    for _ in range(8):
        answer = ask(Client())
    assert len(mail.outbox) == 5
    assert answer.context["form"].errors == {
        "email": ["You asked for many codes. Use the last one, or wait ten minutes."]
    }
    assert answer.context["form"]["email"].value() == ADDRESS


# Is it you? Of who has neither password nor second factor


def test_who_signs_in_by_code_only_shows_again_that_it_is_them(client, teacher, monkeypatch):
    teacher.set_unusable_password()
    teacher.save()
    ask(client)
    client.post(CONFIRM, {"code": mailed()})
    leave, take = "/en/account/my-data/leave/", "/en/account/my-data/take/"
    assert [client.get(leave).status_code, client.post(take).status_code] == [200, 200]
    clock = time.time
    monkeypatch.setattr("academy_site.people.again.time.time", lambda: clock() + 3600)
    assert [client.get(leave)["Location"], client.post(leave)["Location"], client.post(take)["Location"]] == [
        "/en/account/again/"
    ] * 3
    assert teacher.email in client.get("/en/account/again/").content.decode()
    answer = client.post("/en/account/again/")
    assert answer["Location"] == f"{ASK}?next=%2Fen%2Faccount%2Fmy-data%2F"
    assert (is_signed_in(client), client.get(ASK).context["form"]["email"].value()) == (False, ADDRESS)
    monkeypatch.undo()
    ask(client, next="/en/account/my-data/")
    assert client.post(CONFIRM, {"code": mailed(), "next": "/en/account/my-data/"})["Location"] == (
        "/en/account/my-data/"
    )
    assert client.post(take).status_code == 200
