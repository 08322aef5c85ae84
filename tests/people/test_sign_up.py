"""Signing up: what is asked, where it leads, what happens twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from wagtail.models import Locale, Page, Site

from academy_site.home.models import StandardPage
from academy_site.people.forms import PASSWORD_HINT, SignupForm
from academy_site.people.models import User
from academy_site.settings import base
from tests.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_fields_and_their_order():
    assert list(SignupForm().fields) == ["email", "password1", "display_name", "language", "remember"]


def test_language_is_that_of_the_page(client):
    form = client.get("/pl/account/signup/").context["form"]
    assert form.fields["language"].initial == "pl"


def test_a_person_is_made_and_signed_in(client, sign_up):
    answer = sign_up(client, email="New@School.example", display_name=" Anna ", language="fi")
    assert (answer.status_code, answer["Location"]) == (302, "/fi/desk/")
    person = User.objects.get()
    assert (person.email, person.display_name, person.language, person.is_staff) == (
        "new@school.example",
        "Anna",
        "fi",
        False,
    )
    assert client.get("/").headers["Location"] == "/fi/"
    address = EmailAddress.objects.get()
    assert (address.email, address.verified, address.primary) == ("new@school.example", False, True)


def test_mail_is_in_the_language_chosen(client, sign_up):
    sign_up(client, at="/en/account/signup/", language="sv")
    (letter,) = mail.outbox
    assert letter.to == ["new@school.example"]
    assert "/sv/account/confirm-email/" in letter.body


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/en/curriculum/", "/en/curriculum/"),
        ("/en/curriculum/?dimension=coaching", "/en/curriculum/?dimension=coaching"),
        ("//evil.example/", "/en/desk/"),
        ("https://evil.example/", "/en/desk/"),
        ("javascript:alert(1)", "/en/desk/"),
        ("/\\evil.example", "/en/desk/"),
        ("", "/en/desk/"),
    ],
)
def test_next_is_kept_when_it_is_ours(client, sign_up, wanted, leads_to):
    assert sign_up(client, next=wanted)["Location"] == leads_to


def test_next_stands_in_the_form(client):
    page = client.get("/en/account/signup/?next=/en/curriculum/")
    assert page.context["redirect_field_value"] == "/en/curriculum/"
    assert 'value="/en/curriculum/"' in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "no-at-sign"}, "email"),
        ({"email": ""}, "email"),
        ({"email": "a" * 250 + "@school.example"}, "email"),
        ({"password1": "short"}, "password1"),
        ({"password1": "password1234"}, "password1"),
        ({"password1": "new@school.example"}, "password1"),
        ({"password1": ""}, "password1"),
        ({"display_name": "x" * 201}, "display_name"),
        ({"language": "de"}, "language"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(client, sign_up, fields, field):
    answer = sign_up(client, **{"email": "kept@school.example", "display_name": "Kept", **fields})
    form = answer.context["form"]
    assert answer.status_code == 200
    assert list(form.errors) == [field]
    assert form["email"].value() == fields.get("email", "kept@school.example")
    assert form["display_name"].value() == fields.get("display_name", "Kept")
    assert PASSWORD not in answer.content.decode()
    assert User.objects.count() == 0


def test_password_hint_says_what_the_validator_wants():
    (wanted,) = (
        validator["OPTIONS"]["min_length"]
        for validator in base.AUTH_PASSWORD_VALIDATORS
        if validator["NAME"].endswith("MinimumLengthValidator")
    )
    assert f" {wanted} " in str(PASSWORD_HINT)


def test_a_taken_address_is_refused_at_the_field(client, sign_up, person):
    person(email="new@school.example", password="another good password")
    answer = sign_up(client, email="NEW@school.example")
    assert list(answer.context["form"].errors) == ["email"]
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 1


@pytest.mark.parametrize(("fields", "ends_with_the_browser"), [({}, True), ({"remember": "on"}, False)])
def test_one_stays_signed_in_only_where_one_said_so(client, sign_up, fields, ends_with_the_browser):
    for _ in ("made", "sent twice"):
        sign_up(client, **fields)
        assert client.session.get_expire_at_browser_close() is ends_with_the_browser
        assert (client.cookies["sessionid"]["max-age"] == "") is ends_with_the_browser


def test_sent_twice_it_signs_in(sign_up):
    first, second = Client(), Client()
    sign_up(first)
    answer = sign_up(second, next="/en/curriculum/")
    assert answer["Location"] == "/en/curriculum/"
    assert first.session["_auth_user_id"] == second.session["_auth_user_id"]
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_at_the_same_moment_it_makes_one_person(sign_up):
    def send(_):
        try:
            client = Client()
            return sign_up(client).status_code, "_auth_user_id" in client.session
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert answers == [(302, True)] * 4
    assert User.objects.count() == 1
    assert EmailAddress.objects.count() == 1


def test_an_address_that_nobody_confirmed_is_free(client, sign_up, person):
    other = person(email="other@school.example")
    EmailAddress.objects.create(user=other, email="other@school.example", primary=True)
    EmailAddress.objects.create(user=other, email="new@school.example")
    sign_up(client)
    assert User.objects.filter(email="new@school.example").count() == 1
    assert list(EmailAddress.objects.filter(user=other).values_list("email", flat=True)) == ["other@school.example"]


def test_privacy_notice_is_offered_where_there_is_one(client):
    assert client.get("/en/account/signup/").context["form"].privacy_page is None
    english = Locale.objects.get(language_code="en")
    dutch = Locale.objects.create(language_code="nl")
    home = Site.objects.get(is_default_site=True).root_page
    privacy = home.add_child(instance=StandardPage(title="Privacy", slug="privacy", locale=english))
    assert client.get("/nl/account/signup/").context["form"].privacy_page == Page.objects.get(pk=privacy.pk)
    home_nl = home.copy_for_translation(dutch)
    home_nl.save_revision().publish()
    own = privacy.copy_for_translation(dutch)
    own.slug = "jouw-gegevens"
    own.save_revision().publish()
    assert client.get("/nl/account/signup/").context["form"].privacy_page == Page.objects.get(pk=own.pk)
    assert client.get("/en/account/signup/").context["form"].privacy_page == Page.objects.get(pk=privacy.pk)


def test_a_link_cannot_sign_up(client):
    client.get("/en/account/signup/", {"email": "a@b.example", "password1": PASSWORD, "language": "en"})
    assert User.objects.count() == 0
