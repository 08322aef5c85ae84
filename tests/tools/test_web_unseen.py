"""A teacher's notes, answers and names are looked for everywhere that staff can look, and in every table."""

import io
import logging
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.urls import get_resolver, reverse
from wagtail.models import ReferenceIndex

from tests.tools.whole_web import MARKS, give_everything, of_a_person
from tools.domain.instrument import SPIDERWEB
from tools.models import Instrument
from tools.selectors.released import newest_released

STAFF = ("editor", "translator", "steward", "operator")
# Signs out, breaks on purpose, or cannot be made without a choice before.
NOT_ASKED = re.compile(r"logout|failwhale|/sprite|javascript|jsi18n|password|/add/|autosave|keepalive")
PARAMETER = re.compile(r"[<(\[]")


@pytest.fixture
def whole(academy):
    people = get_user_model().objects
    people.create_superuser("operator@academy.example", "a-password-for-tests-only")
    teacher = people.get(email="teacher@academy.example")
    version = newest_released("spiderweb", SPIDERWEB)
    return give_everything(teacher, version, people.get(email="teacher2@academy.example"))


@pytest.fixture
def written():
    """What the console of a running academy would show."""
    (handler,) = (handler for handler in logging.getLogger().handlers if handler.name == "console")
    before = handler.setStream(io.StringIO())
    yield handler.stream
    handler.setStream(before)


def fixed_addresses(resolver=None, before="/") -> list[str]:
    """Return the addresses of the admin in which nothing has to be filled in."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        part = re.sub(r"^\^|\$$|\\Z$", "", str(pattern.pattern))
        address = before + part
        if PARAMETER.search(part) or NOT_ASKED.search(address):
            continue
        if hasattr(pattern, "url_patterns"):
            found += fixed_addresses(pattern, address)
        elif address.startswith("/admin/"):
            found.append(address)
    return found


def of_instruments_and_people() -> list[str]:
    """Return the pages about the instrument and about the teacher."""
    instrument = Instrument.objects.get(key="spiderweb", locale__language_code="en")
    teacher = get_user_model().objects.get(email="teacher@academy.example")
    kinds = ("edit", "history", "usage", "delete")
    found = [reverse(instrument.snippet_viewset.get_url_name(kind), args=[instrument.pk]) for kind in kinds]
    found += [reverse("wagtailusers_users:edit", args=[teacher.pk]), f"/admin/users/history/{teacher.pk}/"]
    return found


@pytest.mark.parametrize("role", STAFF)
def test_no_page_of_the_desk_shows_any_of_it(whole, written, sign_in, role):
    client = sign_in(f"{role}@academy.example")
    client.raise_request_exception = False
    marks = (*MARKS, *whole.keys)
    shown, opened = [], 0
    for address in (*fixed_addresses(), *of_instruments_and_people()):
        for asked in (address, f"{address}?q=quokkanote"):
            response = client.get(asked, follow=True)
            said = b"".join(response) if response.streaming else response.content
            # What was looked for stands in the field of the search.
            said = said.replace(b"quokkanote", b"") if "?" in asked else said
            opened += response.status_code == 200
            shown += [(asked, mark) for mark in marks if mark.encode() in said]
    assert shown == []
    assert opened > 20
    assert [mark for mark in marks if mark in written.getvalue()] == []


def test_no_other_table_holds_any_of_it(whole, sign_in, django_capture_on_commit_callbacks):
    client = sign_in("teacher@academy.example")
    with django_capture_on_commit_callbacks(execute=True):
        for name in ("web", "delete_web"):
            client.get(reverse(name, args=[whole.web]))
        client.get(reverse("web_draft", args=[whole.draft, 1]))
    own = {model._meta.db_table for model in of_a_person()}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in own:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                rows = str(cursor.fetchall())
                assert [mark for mark in (*MARKS, *whole.keys) if mark in rows] == [], table


def test_nothing_refers_to_it_and_no_map_names_it(whole, anonymous):
    models = {model._meta.model_name for model in of_a_person()}
    assert not ReferenceIndex.objects.filter(base_content_type__app_label="tools", content_type__model__in=models)
    names = anonymous.get("/sitemap.xml").content.decode()
    assert [key for key in (*MARKS, *whole.keys, "/web/", "/quick/") if key in names] == []
