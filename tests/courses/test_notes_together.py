"""Two devices save the first version of a note at the same moment: one is kept, the other is shown beside it."""

import uuid

import pytest

from courses import services
from courses.domain.notes import Sent
from courses.models import Note
from tests.courses.test_learning_together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_first_versions_lose_nothing(person):
    teacher, fates = person(), {}
    key = {"person": teacher, "page": uuid.uuid4(), "block": uuid.uuid4(), "question": "What?", "language": "en"}

    def save(text):
        def change():
            saved = services.save_note(**key, sent=Sent(text))
            fates[text] = (saved.fate, saved.note.text)

        return change

    assert at_once(save("Phone."), save("Desk."), save("Phone.")) == []
    kept = Note.objects.get()
    other = {"Phone.": "Desk.", "Desk.": "Phone."}[kept.text]
    assert (fates[other], kept.version) == (("conflict", kept.text), 1)
