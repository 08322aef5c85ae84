"""Whose form it is: scripts, tokens that were lost, other sites and the admin."""

import re
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from academy_site.foundation import signed_person
from academy_site.people import parking
from academy_site.people.models import ParkedForm, User
from tests.people.conftest import PASSWORD
from tests.people.kept import PROFILE, WORDS, form_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(person):
    return person(email="teacher@school.example", password=PASSWORD, language="nl")


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "true"},
        {"accept": "application/json"},
        {"X-Requested-With": "XMLHttpRequest"},
        {"Sec-Fetch-Mode": "cors"},
    ],
)
def test_a_script_is_told_where_to_sign_in(client, teacher, person, sign_in, headers):
    answer = client.post(PROFILE, form_of(teacher), headers=headers)
    kept = ParkedForm.objects.get()
    address = f"/nl/account/login/?{urlencode({'next': f'/nl/account/parked/{kept.key}/'})}"
    assert (answer.status_code, answer.json()["sign_in"], answer.json()["parked"]) == (401, address, kept.key)
    assert sign_in(person()).post(PROFILE, form_of(teacher), headers=headers).status_code == 409


def test_what_is_saved_as_it_is_typed_takes_its_own_place(client, teacher):
    key = ""
    for words in ("W", "Wo", "Words"):
        fields = form_of(teacher, display_name=words) | ({"parked": key} if key else {})
        key = client.post(PROFILE, fields, headers={"accept": "application/json"}).json()["parked"]
    assert [dict(parking.opened(form).fields)["display_name"] for form in ParkedForm.objects.all()] == ["Words"]


def strict(someone=None) -> Client:
    client = Client(enforce_csrf_checks=True)
    if someone:
        client.force_login(someone)
    return client


def test_a_form_without_its_token_is_kept_for_the_person_who_is_signed_in(teacher):
    client = strict(teacher)
    answer = client.post(PROFILE, form_of(teacher))
    kept = ParkedForm.objects.get()
    assert answer.status_code == 403
    assert f"/nl/account/parked/{kept.key}/" in answer.content.decode()
    token = re.search(
        r'csrfmiddlewaretoken" value="(\w+)"', client.get(f"/nl/account/parked/{kept.key}/").content.decode()
    )[1]
    assert send(client, teacher, kept.key).status_code == 403
    assert ParkedForm.objects.count() == 1
    assert send(client, teacher, kept.key, csrfmiddlewaretoken=token).status_code == 302
    assert User.objects.get().display_name == WORDS
    assert ParkedForm.objects.count() == 0


def test_a_form_without_its_token_is_kept_for_others_too(teacher, person):
    assert strict().post(PROFILE, form_of(teacher)).status_code == 303
    assert strict(person()).post(PROFILE, form_of(teacher)).status_code == 409
    assert strict(teacher).post(PROFILE, {"display_name": WORDS}).status_code == 403
    assert ParkedForm.objects.count() == 1


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example"])
def test_another_site_puts_no_words_into_a_persons_mouth(teacher, origin):
    for client in (Client(), strict(), strict(teacher)):
        client.post(PROFILE, form_of(teacher), headers={"origin": origin})
    assert ParkedForm.objects.count() == 0


def test_forms_of_the_admin_come_back_too(sign_in, person):
    editor = person(is_superuser=True)
    page = sign_in(editor).get("/admin/account/").content.decode()
    value = re.search(r'name="signed_person" value="([^"]+)"', page)[1]
    answer = Client().post("/admin/account/?tab=1", {"name_email-display_name": WORDS, signed_person.FIELD: value})
    kept = ParkedForm.objects.get()
    assert (answer.status_code, kept.path) == (303, "/admin/account/?tab=1")
    assert sign_in(editor).get(f"/en/account/parked/{kept.key}/").status_code == 200


def test_settings_name_the_view_that_keeps_forms():
    assert settings.CSRF_FAILURE_VIEW == "academy_site.people.parked_views.csrf_refused"
