"""Second factors: set up, used, lost, and kept so that nobody else can use them."""

import json
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import call_command
from django.test import Client, override_settings

from academy_site.people import services
from academy_site.people.mfa_adapter import FactorAdapter
from academy_site.settings import base
from tests.people.conftest import PASSWORD
from tests.people.factor import SECRET, code_of, give_app, recovery_codes

pytestmark = pytest.mark.django_db
LOGIN, SECOND = "/en/account/login/", "/en/account/2fa/authenticate/"
real_limits = override_settings(ACCOUNT_RATE_LIMITS=base.ACCOUNT_RATE_LIMITS, MFA_RATE_LIMITS=base.MFA_RATE_LIMITS)


@pytest.fixture
def teacher(person):
    someone = person(email="teacher@school.example", password=PASSWORD, language="nl")
    services.prove_address(person=someone)
    return someone


def sign_in(client, email="teacher@school.example", **fields):
    return client.post(LOGIN, {"login": email, "password": PASSWORD, **fields})


def confirm_who_you_are(client):
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})


def is_signed_in(client) -> bool:
    return client.get("/en/account/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_setting_an_app_up_asks_who_one_is_and_gives_recovery_codes(client, teacher):
    sign_in(client)
    address = "/en/account/2fa/totp/activate/"
    assert client.get(address)["Location"].startswith("/en/account/reauthenticate/")
    confirm_who_you_are(client)
    page = client.get(address)
    secret = page.context["form"].secret
    assert re.findall(r'<img class="qr" src="(data:image/svg\+xml;base64,)', page.content.decode())
    wrong = client.post(address, {"code": "000000"})
    assert list(wrong.context["form"].errors) == ["code"]
    assert wrong.context["form"].secret == secret
    done = client.post(address, {"code": code_of(secret)})
    assert done["Location"] == "/en/account/2fa/recovery-codes/"
    codes = client.get(done["Location"])
    assert len(re.findall(r"<li>\d{8}</li>", codes.content.decode())) == 10
    assert codes["Cache-Control"] == "private, no-store"
    assert client.get("/en/account/2fa/recovery-codes/download/").content.decode().count("\n") > 10
    assert mail.outbox[-1].subject == "Je account heeft nu een authenticatie-app"


def test_secrets_are_sealed_in_the_database(client, teacher):
    sign_in(client)
    confirm_who_you_are(client)
    secret = client.get("/en/account/2fa/totp/activate/").context["form"].secret
    client.post("/en/account/2fa/totp/activate/", {"code": code_of(secret)})
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert {one.type for one in Authenticator.objects.all()} == {"totp", "recovery_codes"}


def test_a_lost_key_opens_nothing(settings):
    sealed = FactorAdapter().encrypt(SECRET)
    assert FactorAdapter().decrypt(sealed) == SECRET
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"
    assert FactorAdapter().decrypt(sealed) == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    lost = {FactorAdapter().decrypt(sealed) for _ in range(2)}
    assert len(lost - {SECRET, ""}) == 2


def test_the_second_step(client, teacher):
    give_app(teacher)
    assert sign_in(client, next="/pl/curriculum/")["Location"] == SECOND
    assert is_signed_in(client) is False
    wrong = client.post(SECOND, {"code": "12"})
    assert wrong.context["form"].errors == {
        "code": ["This code does not fit. Type the one that the app shows now, or a recovery code."]
    }
    assert client.post(SECOND, {"code": code_of()})["Location"] == "/pl/curriculum/"
    assert is_signed_in(client) is True


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}-"])
def test_a_code_of_the_app_works_once(teacher, typed):
    give_app(teacher)
    first, second = Client(), Client()
    code = code_of()
    for client in (first, second):
        sign_in(client)
    first.post(SECOND, {"code": code})
    second.post(SECOND, {"code": typed.format(code)})
    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


@pytest.mark.parametrize(("steps", "fits"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_code_may_be_half_a_minute_late_or_early(client, teacher, steps, fits):
    give_app(teacher)
    sign_in(client)
    client.post(SECOND, {"code": code_of(steps=steps)})
    assert is_signed_in(client) is fits


def test_a_recovery_code_works_once(teacher):
    give_app(teacher)
    code = recovery_codes(teacher)[3]
    for expected in (True, False):
        client = Client()
        sign_in(client)
        client.post(SECOND, {"code": f"{code[:4]} {code[4:]}"})
        assert is_signed_in(client) is expected
    assert len(recovery_codes(teacher)) == 9


@real_limits
def test_guessing_at_the_second_step_is_slowed(client, teacher):
    give_app(teacher)
    sign_in(client)
    for _ in range(5):
        client.post(SECOND, {"code": "1"})
    answer = client.post(SECOND, {"code": code_of()})
    assert answer.context["form"].errors == {
        "code": ["Too many attempts for this account. Wait five minutes and try again."]
    }


@real_limits
def test_sixty_teachers_with_an_app_sign_in_from_one_school(person):
    for number in range(60):
        someone = person(email=f"t{number}@school.example", password=PASSWORD)
        give_app(someone)
        client = Client()
        sign_in(client, email=someone.email)
        assert client.post(SECOND, {"code": code_of()}).status_code == 302
        options = client.get("/en/account/2fa/webauthn/login/", headers={"accept": "application/json"})
        assert options.status_code in (200, 302)


@real_limits
def test_sixty_devices_of_one_school_send_a_passkey(client):
    for _ in range(60):
        answer = Client().post("/en/account/2fa/webauthn/login/", {"credential": "{}"})
        assert answer["Location"] == LOGIN


def test_nobody_guards_an_account_whose_address_is_not_theirs(client, sign_up):
    sign_up(client, email="victim@school.example")
    confirm_who_you_are(client)
    for address in ("totp/activate/", "webauthn/add/"):
        page = client.get(f"/en/account/2fa/{address}", follow=True)
        said = [str(message) for message in page.context["messages"]]
        assert said[-1] == "First open the link we sent to the address you sign in with."
    assert Authenticator.objects.count() == 0


def test_turning_it_off_takes_the_recovery_codes_along(client, teacher):
    give_app(teacher)
    sign_in(client)
    client.post(SECOND, {"code": code_of()})
    confirm_who_you_are(client)
    client.post("/en/account/2fa/totp/deactivate/")
    assert Authenticator.objects.count() == 0
    assert mail.outbox[-1].subject == "Je authenticatie-app is uitgezet"


def test_whoever_runs_the_server_lets_a_person_in_again(teacher, capsys):
    give_app(teacher)
    call_command("remove_second_factor", teacher.email)
    assert "2 removed" in capsys.readouterr().out
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([teacher.email], "Je tweede stap bij het inloggen is verwijderd")
    assert "/nl/account/2fa/" in letter.body
    call_command("remove_second_factor", teacher.email)
    assert len(mail.outbox) == 1  # nothing was there any more
    client = Client()
    sign_in(client)
    assert is_signed_in(client) is True


@pytest.mark.parametrize("sent", ["", "no json", "[]", '"x"', "{}", '{"id": 1}', '{"id":"a","response":{}}', "null"])
@pytest.mark.parametrize("address", ["webauthn/login/", "webauthn/add/", "webauthn/reauthenticate/", "authenticate/"])
def test_what_is_no_passkey_is_refused_in_words(teacher, address, sent):
    client = Client(raise_request_exception=True)
    give_app(teacher)
    if address == "authenticate/":
        sign_in(client)
    elif address != "webauthn/login/":
        sign_in(client)
        client.post(SECOND, {"code": code_of()})
        confirm_who_you_are(client)
    answer = client.post(f"/en/account/2fa/{address}", {"credential": sent})
    assert answer.status_code in (200, 302)
    assert Authenticator.objects.filter(type="webauthn").count() == 0


def test_a_passkey_of_somebody_else_is_not_there(client, teacher, person):
    other = person(email="other@school.example")
    key = Authenticator.objects.create(user=other, type="webauthn", data={"name": "Phone", "credential": {}})
    sign_in(client)
    confirm_who_you_are(client)
    for address in ("edit/", "remove/"):
        assert client.get(f"/en/account/2fa/webauthn/keys/{key.pk}/{address}").status_code == 404
        assert client.post(f"/en/account/2fa/webauthn/keys/{key.pk}/{address}", {"name": "x"}).status_code == 404
    assert EmailAddress.objects.filter(user=teacher).count() == 1
