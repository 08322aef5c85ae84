"""A kept form is shown in the words its page used, in the language of the reader, not in those of the code."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.translation import override

from academy_site.people import parking

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(person):
    return person(language="fi")


def shown(client, form, language="fi") -> dict:
    """Return title, names and values of a kept form as its person sees them, and the names on the list."""
    page = client.get(f"/{language}/account/parked/{form.key}/").content.decode()
    listed = client.get(f"/{language}/account/parked/").content.decode()
    return {
        "title": re.findall(r'<p class="kicker">(.*?)</p>', page),
        "lines": list(zip(re.findall(r"<dt>(.*?)</dt>", page), re.findall(r"<dd.*?>(.*?)</dd>", page), strict=True)),
        "listed": re.findall(r'<a href="[^"]*parked/[\w-]+/">(.*?)</a>', listed),
    }


def test_the_form_of_the_account(sign_in, teacher):
    fields = [
        ("display_name", "Aino Virtanen"),
        ("language", "sv"),
        ("country", "FI"),
        ("timezone", "Europe/Helsinki"),
        ("wants_mail", "on"),
        ("left_by_another_release", "x"),
    ]
    form = parking.park(person=teacher, path="/nl/account/", fields=fields)
    assert shown(sign_in(teacher), form) == {
        "title": ["Oma tunnus"],
        "lines": [
            ("Nimesi", "Aino Virtanen"),
            ("Kieli, jolla kirjoitamme sinulle", "Svenska"),
            ("Maa", "Suomi"),
            ("Aikavyöhyke", "Helsinki"),
            ("Lähetä minulle postilaatikkooni tulevat viestit myös sähköpostitse", "Kyllä"),
        ],
        "listed": ["Oma tunnus"],
    }


def test_a_note(sign_in, teacher):
    fields = [("grew_from", "a" * 18), ("text", "Kaksi sanaa"), ("writer", "w" * 24), ("turn", "3"), ("from", "notes")]
    form = parking.park(person=teacher, path=f"/en/notes/{uuid4()}/{uuid4()}/", fields=fields)
    assert shown(sign_in(teacher), form) == {
        "title": ["Muistiinpanosi"],
        "lines": [("Muistiinpanosi", "Kaksi sanaa")],
        "listed": ["Muistiinpanosi"],
    }


@pytest.mark.parametrize(
    ("name", "words"), [("mark_done", "Merkitse tehdyksi"), ("enrol", "Ilmoittaudu"), ("withdraw", "Jätä moduuli")]
)
def test_a_button(sign_in, teacher, name, words):
    with override("pl"):
        path = reverse(name, args=[uuid4()])
    form = parking.park(person=teacher, path=path, fields=[("enrol", "1")])
    assert shown(sign_in(teacher), form) == {"title": [words], "lines": [], "listed": [words]}


@pytest.mark.parametrize(
    ("path", "title", "listed"),
    [("/admin/pages/3/edit/", ["Ylläpito"], "Ylläpito"), ("/no/such/form/", [], "Lomake"), ("/en/", [], "Lomake")],
)
def test_a_form_that_nobody_names_keeps_every_word_and_no_code(sign_in, teacher, path, title, listed):
    fields = [("body-0-value", "Words of an editor"), ("slug", "start"), ("seo_title", "Two words")]
    form = parking.park(person=teacher, path=path, fields=fields)
    assert shown(sign_in(teacher), form) == {
        "title": title,
        "lines": [("Kenttä 1", "Words of an editor"), ("Kenttä 2", "Two words"), ("Teksti", "start")],
        "listed": [listed],
    }
