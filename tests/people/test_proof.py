"""Whose account it is: nothing is claimed by an address until mail to it was seen to arrive."""

import re
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from academy_site.people import selectors, services
from academy_site.people.models import User
from tests.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db
VICTIM, THIEF = "victim@school.example", "thief@elsewhere.example"
FRESH = "four other plain words"


def link_to(email: str) -> str:
    """Return the last link that was sent to an address, "" where there is none."""
    links = [re.search(r"http://testserver(/\S+)", letter.body) for letter in mail.outbox if letter.to == [email]]
    return links[-1][1] if links and links[-1] else ""


def addresses(email: str) -> list[tuple[str, bool, bool]]:
    """Return the addresses of the account that signs in with this one: address, primary, verified."""
    found = EmailAddress.objects.filter(user__email=email).order_by("-primary", "email")
    return list(found.values_list("email", "primary", "verified"))


def is_signed_in(client) -> bool:
    return client.get("/en/account/").status_code == 200


def add_address(client, email):
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    return client.post("/en/account/email/", {"action_add": "", "email": email})


def reset_password(client, email):
    """Ask for a new password and follow the link to the end."""
    client.post("/en/account/password/reset/", {"email": email})
    page = client.get(link_to(email), follow=True)
    return client.post(page.redirect_chain[-1][0], {"password1": FRESH, "password2": FRESH})


@pytest.fixture
def thief(sign_up):
    """The browser of somebody who signed up with an address that is not theirs."""
    client = Client()
    sign_up(client, email=VICTIM)
    return client


@pytest.fixture
def with_second_address(thief):
    """The same, with a second address that was confirmed, as it could be once."""
    EmailAddress.objects.create(user=User.objects.get(), email=THIEF, verified=True)
    return thief


def test_the_whole_story_of_a_thief(thief, sign_up):
    refused = add_address(thief, THIEF)
    assert refused.context["form"].errors == {
        "email": ["First open the link we sent to the address you sign in with. After that you can add another one."]
    }
    assert refused.context["form"]["email"].value() == THIEF
    assert addresses(VICTIM) == [(VICTIM, True, False)]

    owner = Client()
    assert list(sign_up(owner, email=VICTIM, password1=FRESH).context["form"].errors) == ["email"]
    assert reset_password(owner, VICTIM)["Location"] == "/en/desk/"
    assert addresses(VICTIM) == [(VICTIM, True, True)]
    assert (is_signed_in(owner), is_signed_in(thief)) == (True, False)

    thief.post("/en/account/password/reset/", {"email": THIEF})
    assert "/key/" not in link_to(THIEF)
    for email in (VICTIM, THIEF):
        thief.post("/en/account/login/", {"login": email, "password": PASSWORD})
        assert is_signed_in(thief) is False


def test_a_new_password_by_mail_takes_the_account_back(with_second_address):
    owner = Client()
    reset_password(owner, VICTIM)
    assert addresses(VICTIM) == [(VICTIM, True, True)]
    assert (is_signed_in(owner), is_signed_in(with_second_address)) == (True, False)


def test_no_link_goes_to_a_second_address_before_the_first_is_proved(with_second_address):
    with_second_address.post("/en/account/password/reset/", {"email": THIEF})
    assert "/key/" not in link_to(THIEF)
    services.prove_address(person=User.objects.get())
    with_second_address.post("/en/account/password/reset/", {"email": THIEF})
    assert "/key/" not in link_to(THIEF)


def test_the_link_of_the_first_mail_proves_the_address(with_second_address):
    here, elsewhere = Client(), with_second_address
    here.post("/en/account/login/", {"login": VICTIM, "password": PASSWORD})
    assert here.post(link_to(VICTIM)).status_code == 302
    assert addresses(VICTIM) == [(VICTIM, True, True)]
    assert (is_signed_in(here), is_signed_in(elsewhere)) == (True, False)


def test_the_link_alone_confirms_nothing(thief):
    """Otherwise the owner would confirm an account whose password a thief knows."""
    owner, link = Client(), link_to(VICTIM)
    page = owner.get(link)
    assert "We ask for your password next" in page.content.decode()
    assert unquote(owner.post(link)["Location"]) == f"/en/account/login/?next={link}"
    assert addresses(VICTIM) == [(VICTIM, True, False)]


def test_a_link_followed_elsewhere_confirms_after_signing_in(thief):
    elsewhere, link = Client(), link_to(VICTIM)
    asked = elsewhere.post(link)
    answer = elsewhere.post(asked["Location"], {"login": VICTIM, "password": PASSWORD, "next": link})
    assert answer["Location"] == link
    assert "We ask for your password next" not in elsewhere.get(link).content.decode()
    elsewhere.post(link)
    assert addresses(VICTIM) == [(VICTIM, True, True)]


def test_somebody_else_who_is_signed_in_confirms_nothing(thief, sign_up):
    other, link = Client(), link_to(VICTIM)
    sign_up(other, email="other@school.example")
    assert unquote(other.post(link)["Location"]) == f"/en/account/login/?next={link}"
    assert addresses(VICTIM) == [(VICTIM, True, False)]


def test_after_the_proof_a_second_address_is_added_and_stays(sign_up):
    client = Client()
    sign_up(client, email=VICTIM)
    client.post(link_to(VICTIM))
    assert add_address(client, "home@school.example").status_code == 302
    client.post(link_to("home@school.example"))
    both = [(VICTIM, True, True), ("home@school.example", False, True)]
    assert addresses(VICTIM) == both
    assert is_signed_in(client) is True
    for email in (VICTIM, "home@school.example"):
        reset_password(Client(), email)
        assert addresses(VICTIM) == both


def test_a_second_address_claims_nothing_before_it_is_confirmed(sign_up):
    thief, owner = Client(), Client()
    sign_up(thief, email=THIEF)
    thief.post(link_to(THIEF))
    add_address(thief, VICTIM)
    link = link_to(VICTIM)
    assert addresses(THIEF) == [(THIEF, True, True), (VICTIM, False, False)]
    thief.post("/en/account/email/", {"action_primary": "", "email": VICTIM})
    assert addresses(THIEF) == [(THIEF, True, True), (VICTIM, False, False)]

    thief.post("/en/account/password/reset/", {"email": VICTIM})
    assert link_to(VICTIM) == link
    assert sign_up(owner, email=VICTIM, password1=FRESH).status_code == 302
    assert thief.post(link).status_code == 404
    assert addresses(THIEF) == [(THIEF, True, True)]
    assert addresses(VICTIM) == [(VICTIM, True, False)]


def test_a_person_made_by_a_colleague_proves_the_address_with_the_first_password(person):
    person(email=VICTIM)
    client = Client()
    reset_password(client, VICTIM)
    assert addresses(VICTIM) == [(VICTIM, True, True)]
    assert is_signed_in(client) is True


def test_another_address_is_proved_anew(person, sign_in):
    someone = person(email=VICTIM)
    services.prove_address(person=someone)
    client = sign_in(someone)
    services.change_address(person=someone, email="new@school.example")
    assert selectors.has_proved_address(someone) is False
    assert is_signed_in(client) is True
    assert services.prove_address(person=someone) is True
    assert is_signed_in(client) is False
    assert services.prove_address(person=someone) is False


def test_an_address_that_another_account_has_confirmed_is_not_proved(person):
    someone = person(email=VICTIM)
    EmailAddress.objects.create(user=person(email=THIEF), email=VICTIM, verified=True)
    assert services.prove_address(person=someone) is False
    assert addresses(VICTIM) == [(VICTIM, True, False)]
