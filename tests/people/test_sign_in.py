"""Signing in and out, a new password, another address."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client, override_settings

from academy_site.people import services
from academy_site.people.models import User
from academy_site.settings import base
from tests.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/en/account/login/"
real_limits = override_settings(ACCOUNT_RATE_LIMITS=base.ACCOUNT_RATE_LIMITS)


def sign_in_by_form(client, email="teacher@school.example", password=PASSWORD, at=LOGIN, **fields):
    return client.post(at, {"login": email, "password": password, **fields})


def link_in(letter) -> str:
    return re.search(r"http://testserver(/\S+)", letter.body)[1]


@pytest.fixture
def teacher(person):
    return person(email="teacher@school.example", password=PASSWORD, language="nl")


def test_leads_home_in_the_stored_language(client, teacher):
    answer = sign_in_by_form(client)
    assert (answer.status_code, answer["Location"]) == (302, "/nl/desk/")
    assert client.get("/", headers={"accept-language": "pl"}).headers["Location"] == "/nl/"


def test_address_in_capitals_signs_in(client, teacher):
    assert sign_in_by_form(client, email=" Teacher@School.EXAMPLE ")["Location"] == "/nl/desk/"


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/pl/curriculum/?page=2", "/pl/curriculum/?page=2"),
        ("https://evil.example/", "/nl/desk/"),
        ("///evil.example", "/nl/desk/"),
        ("/admin/", "/admin/"),
    ],
)
def test_next_is_kept_when_it_is_ours(client, teacher, wanted, leads_to):
    assert sign_in_by_form(client, next=wanted)["Location"] == leads_to


def test_switching_the_language_stores_nothing(sign_in, teacher):
    client = sign_in(teacher)
    client.get("/fi/account/")
    assert User.objects.get(pk=teacher.pk).language == "nl"
    assert client.get("/").headers["Location"] == "/nl/"


def test_without_an_account_the_browser_tells_the_language(client):
    assert client.get("/", headers={"accept-language": "fi,en;q=0.5"}).headers["Location"] == "/fi/"
    assert client.get("/", headers={"accept-language": "de"}).headers["Location"] == "/en/"


def test_wrong_password_keeps_the_address_and_shows_one_error(client, teacher):
    answer = sign_in_by_form(client, password="not the right one")
    form = answer.context["form"]
    assert answer.status_code == 200
    assert form["login"].value() == "teacher@school.example"
    assert dict(form.errors) == {"__all__": ["Address and password do not fit together. Look at both once more."]}
    assert "not the right one" not in answer.content.decode()


def test_known_and_unknown_addresses_are_answered_alike(client, teacher):
    known, unknown = (
        sign_in_by_form(client, email=email, password="not the right one").content.decode().replace(email, "")
        for email in ("teacher@school.example", "nobody@school.example")
    )
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", known) == token.sub("", unknown)


def test_a_closed_account_cannot_sign_in(client, teacher):
    User.objects.update(is_active=False)
    assert sign_in_by_form(client)["Location"] == "/en/account/inactive/"
    assert "_auth_user_id" not in client.session


def test_signing_out_needs_a_form_and_leaves_no_session(sign_in, teacher):
    client = sign_in(teacher)
    assert client.get("/nl/account/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/nl/account/logout/")["Location"] == "/nl/"
    assert client.cookies["sessionid"].value == ""


def test_staying_signed_in_is_a_choice(teacher):
    for fields, expires in (({}, True), ({"remember": "on"}, False)):
        client = Client()
        sign_in_by_form(client, **fields)
        assert client.session.get_expire_at_browser_close() is expires


def test_new_password_by_mail_in_dutch(client, teacher):
    answer = client.post("/en/account/password/reset/", {"email": "Teacher@school.example"})
    assert answer["Location"] == "/en/account/password/reset/done/"
    (letter,) = mail.outbox
    assert letter.to == ["teacher@school.example"]
    assert link_in(letter).startswith("/nl/account/password/reset/key/")
    page = client.get(link_in(letter), follow=True)
    fresh = "four other plain words"
    (address, _) = page.redirect_chain[-1]
    refused = client.post(address, {"password1": fresh, "password2": "something else"})
    assert list(refused.context["form"].errors) == ["password2"]
    done = client.post(address, {"password1": fresh, "password2": fresh})
    assert (done.status_code, done["Location"]) == (302, "/nl/desk/")
    again = Client()
    assert sign_in_by_form(again).status_code == 200
    assert sign_in_by_form(again, password=fresh)["Location"] == "/nl/desk/"


def test_the_link_works_once(client, teacher):
    client.post("/nl/account/password/reset/", {"email": teacher.email})
    link = link_in(mail.outbox[0])
    address = client.get(link, follow=True).redirect_chain[-1][0]
    fresh = "four other plain words"
    client.post(address, {"password1": fresh, "password2": fresh})
    page = Client().get(link, follow=True)
    assert page.status_code == 200
    assert page.context["token_fail"] is True


def test_asking_for_an_unknown_address_is_answered_alike(client, teacher):
    answers = [
        client.post("/en/account/password/reset/", {"email": email})["Location"]
        for email in ("teacher@school.example", "nobody@school.example")
    ]
    assert answers == ["/en/account/password/reset/done/"] * 2
    assert [letter.to for letter in mail.outbox] == [["teacher@school.example"], ["nobody@school.example"]]
    assert "/key/" not in mail.outbox[1].body


def test_no_link_goes_to_an_address_that_was_never_confirmed(client, teacher):
    EmailAddress.objects.create(user=teacher, email="teacher@school.example", primary=True)
    EmailAddress.objects.create(user=teacher, email="slip@school.example")
    client.post("/en/account/password/reset/", {"email": "slip@school.example"})
    assert [letter.body for letter in mail.outbox if "/key/" in letter.body] == []


def test_confirming_an_address(client, sign_up):
    sign_up(client)
    link = link_in(mail.outbox[0])
    assert client.get(link).status_code == 200
    assert EmailAddress.objects.get().verified is False
    assert client.post(link)["Location"] == "/en/desk/"
    assert EmailAddress.objects.get().verified is True


def test_a_wrong_confirmation_link_is_a_clear_page(client):
    assert client.get("/pl/account/confirm-email/no-such-key/").status_code == 200
    assert client.post("/pl/account/confirm-email/no-such-key/").status_code == 404


def test_another_address_needs_the_password_and_keeps_what_was_typed(client, teacher):
    services.prove_address(person=teacher)
    sign_in_by_form(client)
    asked = client.post("/nl/account/email/", {"action_add": "", "email": "teacher@home.example"})
    assert asked["Location"].startswith("/nl/account/reauthenticate/")
    wrong = client.post(asked["Location"], {"password": "not the right one"})
    assert list(wrong.context["form"].errors) == ["password"]
    client.post(asked["Location"], {"password": PASSWORD})
    assert EmailAddress.objects.filter(user=teacher, email="teacher@home.example").count() == 1


def test_an_address_of_somebody_else_is_refused(client, teacher, person):
    person(email="taken@school.example")
    services.prove_address(person=teacher)
    sign_in_by_form(client)
    confirm_who_you_are(client)
    answer = client.post("/nl/account/email/", {"action_add": "", "email": "Taken@school.example"})
    assert answer.context["form"].errors == {
        "email": ["Er is al een account met dit adres. Log in of vraag een nieuw wachtwoord aan."]
    }


def confirm_who_you_are(client):
    client.post("/nl/account/reauthenticate/", {"password": PASSWORD})


def test_changing_the_address(client, teacher):
    services.prove_address(person=teacher)
    sign_in_by_form(client)
    confirm_who_you_are(client)
    page = "/nl/account/email/"
    client.post(page, {"action_add": "", "email": "teacher@home.example"})
    assert mail.outbox[-1].to == ["teacher@home.example"]
    client.post(link_in(mail.outbox[-1]))
    client.post(page, {"action_primary": "", "email": "teacher@home.example"})
    client.post(page, {"action_remove": "", "email": "teacher@school.example"})
    assert User.objects.get().email == "teacher@home.example"
    assert [a.email for a in EmailAddress.objects.all()] == ["teacher@home.example"]
    (notice,) = (letter for letter in mail.outbox if letter.to == ["teacher@school.example"])
    assert "teacher@home.example" in notice.body
    assert "/nl/account/password/reset/" in notice.body
    again = Client()
    assert sign_in_by_form(again, email="teacher@home.example")["Location"] == "/nl/desk/"


def test_the_profile(client, teacher):
    assert client.get("/nl/account/")["Location"] == "/nl/account/login/?next=/nl/account/"
    sign_in_by_form(client)
    about = {"display_name": "Sanne", "language": "pl", "country": "NL", "timezone": "Europe/Warsaw"}
    refused = client.post("/nl/account/", about | {"language": "xx", "timezone": "Europe/Nowhere"})
    assert list(refused.context["form"].errors) == ["language", "timezone"]
    assert refused.context["form"]["display_name"].value() == "Sanne"
    client.post("/nl/account/", about)
    teacher.refresh_from_db()
    assert {name: getattr(teacher, name) for name in about} == about


@pytest.mark.parametrize(
    "page",
    [
        "login/",
        "signup/",
        "password/reset/",
        "password/reset/done/",
        "inactive/",
        "confirm-email/",
        "logout/",
    ],
)
@pytest.mark.parametrize("language", ["en", "nl", "fi", "sv", "pl"])
def test_pages_open_in_each_language(client, page, language):
    answer = client.get(f"/{language}/account/{page}", follow=True)
    assert answer.status_code == 200
    assert client.cookies.get("sessionid") is None


@real_limits
def test_two_hundred_sign_ups_from_one_school(sign_up):
    answers = [sign_up(Client(), email=f"t{n}@school.example").status_code for n in range(200)]
    assert answers == [302] * 200


@real_limits
def test_two_hundred_sign_ins_from_one_school(person):
    # Each their own: the sessions of a single person are looked through at each of their sign-ins.
    teachers = [person(password=PASSWORD).email for _ in range(200)]
    assert [sign_in_by_form(Client(), email=email).status_code for email in teachers] == [302] * 200


@real_limits
def test_typing_errors_of_a_staff_room_lock_nobody_else(client, person, teacher):
    for number in range(20):
        person(email=f"p{number}@school.example", password=PASSWORD)
        sign_in_by_form(client, email=f"p{number}@school.example", password="mistyped")
    assert sign_in_by_form(Client())["Location"] == "/nl/desk/"


@real_limits
def test_guessing_at_one_account_is_stopped(client, teacher):
    for _ in range(5):
        sign_in_by_form(client, password="a guess")
    answer = sign_in_by_form(client)
    assert answer.context["form"].errors == {
        "__all__": ["Too many attempts for this account. Wait five minutes and try again."]
    }
    assert answer.context["form"]["login"].value() == "teacher@school.example"


@real_limits
def test_a_closed_address_is_opened_by_mail(client, teacher):
    for _ in range(6):
        sign_in_by_form(Client(), password="a guess")
    assert sign_in_by_form(client).status_code == 200
    client.post("/en/account/password/reset/", {"email": teacher.email})
    address = client.get(link_in(mail.outbox[0]), follow=True).redirect_chain[-1][0]
    fresh = "four other plain words"
    assert client.post(address, {"password1": fresh, "password2": fresh})["Location"] == "/nl/desk/"
    assert client.get("/nl/account/").status_code == 200
    assert sign_in_by_form(Client(), password=fresh)["Location"] == "/nl/desk/"


@real_limits
def test_one_mailbox_is_not_filled(client, teacher):
    for _ in range(8):
        client.post("/en/account/password/reset/", {"email": teacher.email})
    assert len(mail.outbox) == 5


@override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip"})
def test_too_many_attempts_get_a_clear_page(client, teacher):
    sign_in_by_form(client, password="a guess")
    answer = sign_in_by_form(client, at="/pl/account/login/")
    assert answer.status_code == 429
    assert '<html lang="pl"' in answer.content.decode()


def test_a_changed_password_is_told_by_mail_and_ends_other_sessions(teacher):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in_by_form(client)
    fresh = "four other plain words"
    page, data = "/en/account/password/change/", {"password1": fresh, "password2": fresh}
    assert list(here.post(page, {**data, "oldpassword": "no"}).context["form"].errors) == ["oldpassword"]
    here.post(page, {**data, "oldpassword": PASSWORD})
    assert [client.get("/nl/account/").status_code for client in (here, elsewhere)] == [200, 302]
    (notice,) = mail.outbox
    assert notice.to == ["teacher@school.example"]
    assert "/nl/account/password/reset/" in notice.body
