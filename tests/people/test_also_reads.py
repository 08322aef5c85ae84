"""A person says which other languages they read; it is theirs, and what is offered looks at it."""

import pytest
from django.urls import reverse

from academy_site.foundation.privacy import holdings_of
from academy_site.people.models import User
from academy_site.people.selectors import languages_read

PROFILE = {"display_name": "Anna", "language": "pl", "country": "PL", "timezone": "Europe/Warsaw"}


@pytest.fixture
def anna(person):
    return person(language="pl")


def save(client, **more):
    return client.post(reverse("people_profile"), {**PROFILE, **more})


def test_languages_are_chosen_and_taken_back(sign_in, anna):
    client = sign_in(anna)
    save(client, also_reads=["en", "nl"])
    assert languages_read(User.objects.get(pk=anna.pk)) == ["pl", "en", "nl"]
    html = client.get(reverse("people_profile")).content.decode()
    assert html.count('name="also_reads"') == 5
    assert html.count("<fieldset") == html.count("<legend") == 1
    save(client)
    assert languages_read(User.objects.get(pk=anna.pk)) == ["pl"]


def test_the_language_of_the_account_is_not_another_one(sign_in, anna):
    save(sign_in(anna), also_reads=["pl", "fi"])
    assert User.objects.get(pk=anna.pk).also_reads == ["fi"]


def test_what_is_no_language_is_refused(sign_in, anna):
    assert "xx" in save(sign_in(anna), also_reads=["xx"]).content.decode()
    assert User.objects.get(pk=anna.pk).also_reads == []


def test_it_stands_in_what_is_held(person):
    someone = person(also_reads=["nl", "fi"])
    account = next(holding for holding in holdings_of(someone) if holding.key == "account")
    assert account.rows()[0]["also_reads"] == "Nederlands, Suomi"
