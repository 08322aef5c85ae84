"""Notes: the version that was not chosen, and a page that is older than its person's session."""

# ruff: noqa: F811 - fixtures of the other file are named as arguments

import pytest
from django.test import Client

from academy_site.foundation.signed_person import FIELD, sign
from academy_site.people.models import ParkedForm
from courses.domain.notes import LONGEST_NOTE
from courses.models import Note
from tests.courses.test_notes import (  # noqa: F401 - some are fixtures
    JSON,
    READING,
    address,
    client_of_teacher,
    form_on,
    teacher,
    two_versions,
    unit,
)


@pytest.fixture
def choose(unit, client_of_teacher, two_versions):
    def chosen(keep):
        body = client_of_teacher.post(address(unit), two_versions).content.decode()
        form = {"text": two_versions["text"], "grew_from": form_on(body, "grew_from"), "keep": keep}
        for _ in ("sent", "sent again"):
            client_of_teacher.post(address(unit), form)
        return Note.objects.get()

    return chosen


@pytest.mark.parametrize(
    ("keep", "aside"), [("mine", "Both began so. Phone."), ("theirs", "Both began so. Desk."), ("both", "")]
)
def test_what_is_not_chosen_is_not_lost(unit, client_of_teacher, choose, keep, aside):
    assert choose(keep).set_aside == aside
    pages = (READING, address(unit), "/en/notes/")
    shown = ["The version you did not choose" in client_of_teacher.get(page).content.decode() for page in pages]
    assert shown == [bool(aside)] * 3


def test_it_is_taken_up_below_the_note(unit, client_of_teacher, choose):
    choose("mine")
    answer = client_of_teacher.post(f"{address(unit)}aside/")
    note = Note.objects.get()
    assert answer["Location"] == address(unit)
    assert (note.text, note.set_aside) == ("Both began so. Desk.\n\nBoth began so. Phone.", "")
    client_of_teacher.post(f"{address(unit)}aside/")
    assert Note.objects.get().text == note.text


def test_it_is_thrown_away_when_its_writer_says_so(unit, client_of_teacher, choose, sign_in, person):
    choose("theirs")
    assert sign_in(person()).post(f"{address(unit)}aside/", {"throw_away": "1"}).status_code == 404
    assert Note.objects.get().set_aside == "Both began so. Desk."
    client_of_teacher.post(f"{address(unit)}aside/", {"throw_away": "1"})
    assert (Note.objects.get().text, Note.objects.get().set_aside) == ("Both began so. Phone.", "")


def test_what_is_too_long_together_stays_as_it_is(unit, client_of_teacher, choose):
    choose("mine")
    Note.objects.update(text="x" * LONGEST_NOTE)
    answer = client_of_teacher.post(f"{address(unit)}aside/", follow=True)
    assert "Both are still here" in answer.content.decode()
    assert (len(Note.objects.get().text), Note.objects.get().set_aside) == (LONGEST_NOTE, "Both began so. Phone.")


# A page whose token is old, since its person signed in again in another tab


def test_an_old_token_is_renewed_for_the_same_person(unit, teacher, person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(teacher)
    client.get(READING)
    sent = {"text": "A.", "csrfmiddlewaretoken": "x" * 64, FIELD: sign(teacher.pk)}
    answer = client.post(address(unit), sent, headers=JSON)
    assert (answer.status_code, Note.objects.count(), ParkedForm.objects.count()) == (403, 0, 0)
    sent["csrfmiddlewaretoken"] = answer.json()["token"]
    assert client.post(address(unit), sent, headers=JSON).json()["state"] == "saved"
    other = {**sent, "csrfmiddlewaretoken": "x" * 64, FIELD: sign(person().pk)}
    assert "token" not in client.post(address(unit), other, headers=JSON).json()
    elsewhere = {**JSON, "Origin": "https://elsewhere.example"}
    answer = client.post(address(unit), {**sent, "csrfmiddlewaretoken": "x" * 64}, headers=elsewhere)
    assert (answer.status_code, "token" in answer.content.decode()[:20]) == (403, False)
