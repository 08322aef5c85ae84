"""Nobody enters the admin in public without a second factor, and no other door leads there."""

import re
import runpy

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import get_resolver
from wagtail.models import APIToken

from academy_site.people import checks, services
from academy_site.people.models import User
from academy_site.people.roles import GROUPS, STEWARDS, TEACHER_EDUCATORS, TRANSLATORS
from academy_site.starter import groups
from scripts.check import PRODUCTION
from tests.people.conftest import PASSWORD
from tests.people.factor import code_of, give_app, recovery_codes

pytestmark = pytest.mark.django_db
SETUP = "/en/account/second-factor/"
SECOND = "/en/account/2fa/authenticate/"


@pytest.fixture(autouse=True)
def in_public(settings):
    settings.ACADEMY_ADMIN_SECOND_FACTOR = True


@pytest.fixture
def steward(person, group_with):
    group_with(STEWARDS)
    someone = person(email="steward@academy.example", groups=[STEWARDS], password=PASSWORD)
    services.prove_address(person=someone)
    return someone


def sign_in(email, code=None) -> Client:
    client = Client()
    client.post("/en/account/login/", {"login": email, "password": PASSWORD})
    if code:
        client.post(SECOND, {"code": code})
    return client


def test_it_is_on_in_public_only(monkeypatch):
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    assert runpy.run_module("academy_site.settings.production")["ACADEMY_ADMIN_SECOND_FACTOR"] is True
    assert runpy.run_module("academy_site.settings.base")["ACADEMY_ADMIN_SECOND_FACTOR"] is False


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/account/", "/admin/pages/", "/admin/users/", "/admin/reports/", "/admin/no/such/"]
)
def test_without_one_every_page_of_the_admin_leads_to_setting_it_up(steward, address):
    client = sign_in(steward.email)
    for answer in (client.get(address), client.post(address)):
        assert (answer.status_code, answer["Location"]) == (302, SETUP)


E, T, S = TEACHER_EDUCATORS, TRANSLATORS, STEWARDS
# Address of the admin -> the groups that it opens for, once a second factor was shown.
OPEN = {
    "/admin/": {E, T, S},
    "/admin/account/": {E, T, S},
    "/admin/pages/": {E},  # translators begin at the pages of their language
    "/admin/images/": {E, T},
    "/admin/documents/": {E, T},
    "/admin/snippets/foundation/glossaryterm/": {E, T},
    "/admin/localize/reports/translations/": {E, T, S},
    "/admin/redirects/": {S},
    "/admin/users/": {S},
    "/admin/reports/health/": {S},
    "/admin/sites/": set(),
    "/admin/groups/": set(),
    "/admin/api-tokens/": set(),
}


@pytest.fixture
def member_of(person):
    """Make somebody of one of the groups, with the rights that the starter gives it."""
    for entry in groups.entries():
        entry.load()

    def make(group):
        someone = person(email="member@academy.example", groups=[group], password=PASSWORD)
        services.prove_address(person=someone)
        return someone

    return make


@pytest.mark.parametrize("group", GROUPS)
def test_without_one_no_address_opens_for_any_group(member_of, group):
    client = sign_in(member_of(group).email)
    assert {address: client.get(address).get("Location") for address in OPEN} == dict.fromkeys(OPEN, SETUP)


@pytest.mark.parametrize("group", GROUPS)
def test_with_one_each_group_gets_what_it_may_and_nothing_more(member_of, group):
    give_app(someone := member_of(group))
    client = sign_in(someone.email, code_of())
    answers = {address: client.get(address).status_code for address in OPEN}
    assert {address for address, code in answers.items() if code == 200} == {
        address for address, who in OPEN.items() if group in who
    }
    assert set(answers.values()) <= {200, 302, 403, 404}


def test_scripts_are_refused(steward):
    answer = sign_in(steward.email).get("/admin/pages/", headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.status_code == 403


def test_leaving_is_always_possible(steward):
    client = sign_in(steward.email)
    client.post("/admin/logout/")
    assert "_auth_user_id" not in client.session


def test_who_may_not_enter_is_told_that_and_nothing_else(person, sign_in):
    answer = sign_in(person(email="teacher@school.example")).get("/admin/", follow=True)
    assert answer.status_code == 403
    assert Client().get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def set_app_up(client) -> str:
    """Go the whole way from the page that asks for it, and return the page one is led to."""
    page = client.get(SETUP)
    assert "/en/account/2fa/totp/activate/" in page.content.decode()
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/en/account/2fa/totp/activate/").context["form"].secret
    done = client.post("/en/account/2fa/totp/activate/", {"code": code_of(secret)})
    return client.get(done["Location"]).content.decode()


# allauth notes what was set up when it is committed.
@pytest.mark.django_db(transaction=True)
def test_setting_it_up_leads_back(steward):
    client = sign_in(steward.email)
    client.get("/admin/users/?q=x")
    assert 'href="/admin/users/?q=x"' in set_app_up(client)
    assert client.get("/admin/").status_code == 200
    assert "people_wanted" not in client.session


@pytest.mark.django_db(transaction=True)
def test_an_operator_of_a_fresh_site_gets_in_without_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    User.objects.create_superuser("operator@academy.example", PASSWORD)
    client = sign_in("operator@academy.example")
    assert client.get("/admin/")["Location"] == SETUP
    set_app_up(client)
    assert client.get("/admin/").status_code == 200
    assert EmailAddress.objects.get().verified is True


def test_whoever_did_not_confirm_the_address_is_told_to_do_that_first(steward):
    EmailAddress.objects.update(verified=False)
    page = sign_in(steward.email).get(SETUP).content.decode()
    assert "First confirm steward@academy.example" in page
    assert "/2fa/totp/activate/" not in page


def test_a_code_of_the_app_opens_the_admin(steward):
    give_app(steward)
    assert sign_in(steward.email, code_of()).get("/admin/").status_code == 200


def test_a_recovery_code_opens_the_admin(steward):
    give_app(steward)
    assert sign_in(steward.email, recovery_codes(steward)[0]).get("/admin/").status_code == 200


def test_a_session_from_before_shows_the_factor_now(steward):
    client = sign_in(steward.email)
    give_app(steward)
    assert client.get("/admin/users/")["Location"] == SETUP
    assert "/en/account/2fa/reauthenticate/?next=%2Fadmin%2Fusers%2F" in client.get(SETUP).content.decode()
    answer = client.post("/en/account/2fa/reauthenticate/?next=/admin/users/", {"code": code_of()})
    assert answer["Location"] == "/admin/users/"
    assert client.get("/admin/").status_code == 200


def test_a_factor_that_was_turned_off_counts_no_more(steward):
    give_app(steward)
    client = sign_in(steward.email, code_of())
    services.remove_second_factors(person=steward)
    assert client.get("/admin/")["Location"] == SETUP


def test_recovery_codes_alone_are_no_factor(steward):
    app = give_app(steward)
    client = sign_in(steward.email, recovery_codes(steward)[0])
    app.delete()
    assert client.get("/admin/")["Location"] == SETUP


def test_at_home_nobody_is_asked(steward, settings):
    settings.ACADEMY_ADMIN_SECOND_FACTOR = False
    assert sign_in(steward.email).get("/admin/").status_code == 200


# Other doors


def addresses(resolver=None, before="") -> list[str]:
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        address = before + str(pattern.pattern)
        found += addresses(pattern, address) if hasattr(pattern, "url_patterns") else [address]
    return found


def test_wagtails_tokens_have_no_address_and_no_menu(steward):
    # What an address holds may be called so: a link to a survey is.
    assert [address for address in addresses() if "token" in re.sub(r"<[^>]*>", "", address)] == []
    User.objects.create_superuser("operator@academy.example", PASSWORD)
    give_app(User.objects.get(is_superuser=True))
    client = sign_in("operator@academy.example", code_of())
    home = client.get("/admin/")
    assert home.status_code == 200
    assert "api-tokens" not in home.content.decode()
    assert client.get("/admin/api-tokens/").status_code == 404


def test_a_token_opens_nothing(steward):
    _token, key = APIToken.create_token(user=steward, name="left behind")
    for address in ("/admin/", "/admin/api/main/pages/", "/api/v3/pages/", "/api/v3/whoami/"):
        answer = Client().get(address, headers={"authorization": f"Bearer {key}"})
        assert answer.status_code in (302, 404)


def test_no_token_is_made_by_command():
    with pytest.raises(CommandError):
        call_command("api_tokens")
    assert APIToken.objects.count() == 0


def test_the_api_with_tokens_is_refused_by_a_check(monkeypatch):
    assert checks.no_tokens_for_the_admin(None) == []
    monkeypatch.setattr(apps, "is_installed", lambda name: name == "wagtail.api.v3")
    assert [error.id for error in checks.no_tokens_for_the_admin(None)] == ["people.E001"]
