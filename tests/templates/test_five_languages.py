"""Every page of accounts, second factors and sessions in five languages; nothing English is left in Dutch."""

import re
from html import unescape

import pytest
from django.conf import settings as django_settings
from django.test import Client

from academy_site.people import services
from tests.people.conftest import PASSWORD
from tests.people.factor import code_of, give_app

LANGUAGES = [code for code, _ in django_settings.LANGUAGES]
ADDRESS = "anna@school.example"
VISITOR = ("login/", "signup/", "password/reset/", "password/reset/done/", "password/reset/key/1-nothing/")
VISITOR += ("password/reset/key/done/", "confirm-email/", "confirm-email/nothing/", "inactive/", "login/code/")
SIGNED_IN = ("", "logout/", "password/change/", "email/", "reauthenticate/", "2fa/", "2fa/totp/activate/")
SIGNED_IN += ("2fa/webauthn/", "2fa/webauthn/add/", "sessions/", "second-factor/", "inbox/", "parked/", "my-data/")
SIGNED_IN += ("my-data/leave/",)
WITH_FACTOR = ("2fa/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/", "2fa/totp/deactivate/")
WITH_FACTOR += ("2fa/reauthenticate/", "2fa/webauthn/")
# Words that are the same in Dutch and English.
SAME = {"E-mail", "Passkey", "Menu", "Code", "Status", "Inbox", "Privacy"}
# Languages are named in themselves.
SAME |= {name for _, name in django_settings.LANGUAGES}

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(person):
    someone = person(email=ADDRESS, display_name="Anna", password=PASSWORD, language="en")
    services.prove_address(person=someone)
    return someone


@pytest.fixture
def visitor(anna):
    return Client()


@pytest.fixture
def signed_in(visitor):
    visitor.post("/en/account/login/", {"login": ADDRESS, "password": PASSWORD})
    visitor.post("/en/account/reauthenticate/", {"password": PASSWORD})
    return visitor


@pytest.fixture
def with_factor(anna):
    client = Client()
    give_app(anna)
    client.post("/en/account/login/", {"login": ADDRESS, "password": PASSWORD})
    client.post("/en/account/2fa/authenticate/", {"code": code_of()})
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    return client


def texts(client, language, address) -> set[str]:
    """Return the pieces of text of a page, without what is a name, a number or a code."""
    answer = client.get(f"/{language}/account/{address}")
    assert (address, answer.status_code) == (address, 200)
    body = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert f'<html lang="{language}"' in answer.content.decode()
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", "", body, flags=re.DOTALL)
    body = re.sub(r"<(option|code|time)\b.*?</\1>", "", body, flags=re.DOTALL)
    pieces = {" ".join(unescape(piece).split()) for piece in re.findall(r">([^<>]+)<", body)}
    return {piece for piece in pieces if re.search(r"[^\W\d_]{3}", piece) and "@" not in piece}


def check(client, addresses) -> None:
    left = {}
    for address in addresses:
        english = texts(client, "en", address)
        for language in LANGUAGES[1:]:
            said = texts(client, language, address)
            if language == "nl":
                left |= {address: sorted(same)} if (same := (said & english) - SAME) else {}
    assert left == {}


def test_for_visitors(visitor):
    check(visitor, VISITOR)


def test_for_who_is_signed_in(signed_in):
    check(signed_in, SIGNED_IN)


def test_for_who_has_a_second_factor(with_factor):
    check(with_factor, WITH_FACTOR)


def test_on_the_way_in(anna):
    give_app(anna)
    client = Client()
    client.post("/en/account/login/", {"login": ADDRESS, "password": PASSWORD})
    check(client, ["2fa/authenticate/"])
