"""The doors of the academy: pages and mails of accounts, and what is said when something is not as planned."""

import re
from html import unescape
from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.decorators import verified_email_required
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.conf import settings as django_settings
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.urls import path
from django.utils.translation import gettext, override

from academy_site.people.adapters import AccountAdapter
from academy_site.urls import urlpatterns as academy_urls
from tests.people.conftest import PASSWORD

LANGUAGES = [code for code, _ in django_settings.LANGUAGES]
TEMPLATES = Path(django_settings.TEMPLATES[0]["DIRS"][0])


def broken(request):
    raise RuntimeError("broken for the test")


def shut(request):
    raise PermissionDenied("not for you")


def unreadable(request):
    raise SuspiciousOperation


@verified_email_required
def for_confirmed(request):
    return HttpResponse()


urlpatterns = [
    *i18n_patterns(
        path("broken/", broken),
        path("shut/", shut),
        path("unreadable/", unreadable),
        path("for-confirmed/", for_confirmed),
    ),
    *academy_urls,
]
pytestmark = pytest.mark.urls(__name__)


class ClosedAdapter(AccountAdapter):
    """An academy that takes nobody new."""

    def is_open_for_signup(self, request):
        return False


@pytest.fixture
def anna(person):
    someone = person(email="anna@school.example", display_name="Anna", password=PASSWORD)
    EmailAddress.objects.create(user=someone, email=someone.email, primary=True)
    return someone


@pytest.fixture
def visitor():
    """A visitor to whom a fault is answered as in public."""
    return Client(raise_request_exception=False)


def _main(page) -> str:
    return page.content.decode().partition("<main")[2].partition("</main>")[0]


def _heading(page) -> str:
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page.content.decode())
    return unescape(heading)


def _fields(page) -> list[str]:
    return re.findall(r'<(?:input|select)(?![^>]*type="hidden")[^>]*? name="(\w+)"', _main(page))


def _primary_actions(page) -> int:
    return len(re.findall(r'class="button"', _main(page)))


def _is_ours(page) -> bool:
    return Path(page.templates[0].origin.name).is_relative_to(TEMPLATES / "account")


# Address -> heading in English, fields.
ANONYMOUS = {
    "login/": ("Sign in", ["login", "password", "remember", "email", "remember"]),
    "signup/": ("Sign up", ["email", "password1", "display_name", "language", "remember"]),
    "password/reset/": ("A new password", ["email"]),
    "password/reset/done/": ("Look into your mail", []),
    "password/reset/key/1-nothing/": ("This link does not work any more", []),
    "password/reset/key/done/": ("Your new password is saved", []),
    "confirm-email/": ("Look into your mail", []),
    "confirm-email/nothing/": ("This link does not work any more", []),
    "inactive/": ("This account is closed", []),
}
SIGNED_IN = {
    "logout/": ("Sign out?", []),
    "password/change/": ("A new password", ["oldpassword", "password1", "password2"]),
    "email/": ("Your e-mail address", ["email"]),
    "reauthenticate/": ("Is it you?", ["password"]),
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ANONYMOUS)
def test_page_for_everybody(client, address):
    page = client.get(f"/en/account/{address}")
    assert page.status_code == 200
    assert _is_ours(page)
    assert (_heading(page), _fields(page)) == ANONYMOUS[address]
    assert _primary_actions(page) <= 1


@pytest.mark.parametrize("address", SIGNED_IN)
def test_page_for_a_person(sign_in, anna, address):
    page = sign_in(anna).get(f"/en/account/{address}")
    assert page.status_code == 200
    assert _is_ours(page)
    assert (_heading(page), _fields(page)) == SIGNED_IN[address]
    assert _primary_actions(page) == 1


def test_first_password(sign_in, anna):
    anna.set_unusable_password()
    anna.save()
    page = sign_in(anna).get("/en/account/password/set/")
    assert _is_ours(page)
    assert (_heading(page), _fields(page)) == ("Choose a password", ["password1", "password2"])


def test_confirming_an_address(client, anna):
    key = EmailConfirmationHMAC(anna.emailaddress_set.get()).key
    page = client.get(f"/en/account/confirm-email/{key}/")
    assert (_heading(page), _primary_actions(page)) == ("Is this your address?", 1)
    assert "anna@school.example" in _main(page)


def test_confirming_an_address_that_another_account_has(client, anna, person):
    EmailAddress.objects.create(user=person(), email=anna.email, verified=True)
    key = EmailConfirmationHMAC(anna.emailaddress_set.get()).key
    page = client.get(f"/en/account/confirm-email/{key}/")
    assert _heading(page) == "This address belongs to another account"


def test_page_that_needs_a_confirmed_address(sign_in, anna):
    page = sign_in(anna).get("/en/for-confirmed/")
    assert _is_ours(page)
    assert _heading(page) == "Please confirm your address first"


@pytest.mark.django_db
def test_signing_up_when_it_is_closed(client, settings):
    settings.ACCOUNT_ADAPTER = f"{__name__}.{ClosedAdapter.__name__}"
    page = client.get("/en/account/signup/")
    assert isinstance(get_adapter(), ClosedAdapter)
    assert _is_ours(page)
    assert _heading(page) == "No new accounts at the moment"


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_entrance_speaks_the_readers_language(client, language):
    page = client.get(f"/{language}/account/login/")
    assert f'<html lang="{language}">' in page.content.decode()
    with override(language):
        assert _heading(page) == gettext("Sign in")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["login/", "signup/"])
def test_where_one_wants_to_go_is_kept(client, address):
    page = client.get(f"/en/account/{address}?next=/en/curriculum/")
    main = _main(page)
    forms = 3 if address == "login/" else 1
    assert re.findall(r'name="next" value="([^"]*)"', main) == ["/en/curriculum/"] * forms
    tabs = re.findall(r'href="(/en/account/(?:login|signup)/[^"]*)"', main.partition("</nav>")[0])
    assert tabs == ["/en/account/login/?next=%2Fen%2Fcurriculum%2F", "/en/account/signup/?next=%2Fen%2Fcurriculum%2F"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "typed", "kept"),
    [
        ("login/", {"login": "anna@school.example", "password": "wrong"}, 'value="anna@school.example"'),
        ("signup/", {"email": "no-at-sign", "password1": PASSWORD, "language": "en"}, 'value="no-at-sign"'),
        ("password/reset/", {"email": "no-at-sign"}, 'value="no-at-sign"'),
    ],
)
def test_wrong_input_keeps_what_was_typed(client, address, typed, kept):
    page = client.post(f"/en/account/{address}", typed)
    content = page.content.decode()
    assert page.status_code == 200
    assert 'id="errors"' in content
    assert kept in content
    assert "<title>Needs another look: " in content
    assert PASSWORD not in content


@pytest.mark.django_db
def test_an_error_stands_at_its_field_and_is_read_with_it(client):
    page = client.post("/en/account/signup/", {"email": "no-at-sign", "password1": PASSWORD, "language": "en"})
    (field,) = re.findall(r'<input[^>]*name="email"[^>]*>', _main(page))
    assert 'aria-invalid="true"' in field
    (described,) = re.findall(r'aria-describedby="([^"]*)"', field)
    ids = re.findall(r' id="([^"]*)"', page.content.decode())
    assert set(described.split()) <= set(ids)
    assert 'href="#id_email"' in page.content.decode()


@pytest.mark.django_db
def test_browsers_know_what_the_fields_are_for(client):
    def told(address):
        return dict(re.findall(r'name="(\w+)"[^>]*? autocomplete="([\w-]+)"', _main(client.get(address))))

    assert told("/en/account/login/") == {
        "login": "email",
        "password": "current-password",
        "email": "email",
    }
    assert told("/en/account/signup/") == {
        "email": "email",
        "password1": "new-password",
        "display_name": "name",
    }


def test_addresses_of_an_account(sign_in, anna):
    EmailAddress.objects.create(user=anna, email="new@school.example", verified=True)
    page = sign_in(anna).get("/en/account/email/")
    buttons = re.findall(r'<button[^>]*name="action_(\w+)"', _main(page))
    assert buttons == ["send", "primary", "remove"]
    assert _fields(page) == []


PLAIN = [path.name for path in sorted((TEMPLATES / "account" / "email").glob("*_message.txt"))]
MAILS = [name for name in PLAIN if name != "base_message.txt"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MAILS)
def test_mail(rf, language, name):
    context = {
        "request": rf.get("/"),
        "site_name": "The academy",
        "user": {"display_name": "O'Brien & daughter"},
        "email": "anna@school.example",
        "from_email": "old@school.example",
        "to_email": "anna@school.example",
        "deleted_email": "old@school.example",
        "activate_url": "http://testserver/link/",
        "password_reset_url": "http://testserver/link/",
        "signup_url": "http://testserver/link/",
    }
    with override(language):
        text = render_to_string(f"account/email/{name}", context)
        subject = render_to_string(f"account/email/{name.replace('_message', '_subject')}", context)
    assert "O'Brien & daughter" in text
    assert f"http://testserver/{language}/\n" in text
    assert len(re.findall(r"^http://testserver/(?:link|\w\w/account/password/reset)/$", text, re.MULTILINE)) <= 1
    assert len(subject.strip().splitlines()) == 1
    assert "&" not in subject.replace(" & ", "")


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "status"),
    [("nothing/here/", 404), ("shut/", 403), ("unreadable/", 400), ("broken/", 500)],
)
def test_what_is_said_when_something_is_not_as_planned(visitor, language, address, status):
    page = visitor.get(f"/{language}/{address}")
    content = page.content.decode()
    assert page.status_code == status
    assert f'<html lang="{language}">' in content
    assert _heading(page)
    assert f'href="/{language}/"' in _main(page)
    assert _primary_actions(page) <= 1
    assert "csrfmiddlewaretoken" not in content
    assert page.cookies == {}
    assert "not for you" not in content


@pytest.mark.django_db
def test_nothing_there_leads_to_the_sign_in_only_where_something_is_shut(visitor):
    assert 'href="/en/account/login/?next=%2Fen%2Fshut%2F"' in _main(visitor.get("/en/shut/"))
    assert "login" not in _main(visitor.get("/en/nothing/"))


def test_shut_for_a_person(sign_in, anna):
    page = sign_in(anna).get("/en/shut/")
    assert "/account/login/" not in _main(page)
    assert 'href="/en/account/logout/"' in _main(page)


@pytest.mark.django_db
def test_a_form_without_its_mark():
    page = Client(enforce_csrf_checks=True).post("/pl/account/login/", {"login": "a@b.example"})
    assert page.status_code == 403
    assert '<html lang="pl">' in page.content.decode()
    assert 'href="/pl/account/login/"' in _main(page)


def test_nothing_there_offers_the_search(academy, visitor):
    page = visitor.get("/nl/nothing/here/")
    assert re.findall(r'<form[^>]*action="([^"]*)"', _main(page)) == ["/nl/curriculum/"]
    assert _fields(page) == ["q"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_it_is_said_in_five_languages_when_nothing_works(settings, name, language):
    """No request, no database (the test has none), no list of static files."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    with override(language):
        content = render_to_string(name)
    assert re.findall(r'(?:<html|<section) lang="(\w\w)"', content) == [
        language,
        *(code for code in LANGUAGES if code != language),
    ]
    assert f'href="{settings.STATIC_URL}academy/tokens.css"' in content


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html"])
def test_it_is_said_without_context(name):
    assert "<h1>" in render_to_string(name)
