"""Half the units in Finnish, half in English, on translated pages and on pages that stand in: one progress."""

import re
import uuid

import pytest
from wagtail.models import Locale

from academy_site.foundation import stamp
from courses import selectors, services
from courses.models import CheckAnswer, Enrolment, Note, UnitDone
from tests.courses.conftest import check, option
from tests.courses.test_learning_pages import text_of

STEPS = ("see", "study", "try", "share")
MODULE = "/curriculum/course-0/m-1/"
HERE = {"Origin": "http://testserver"}


def reading(step):
    """A question to write to and one to answer, the same blocks in every language."""
    question = {"type": "reflection", "value": {"question": f"What of {step}?"}, "id": str(uuid.uuid4())}
    return [question, check("single", [option("Why?", key=f"{step}-a"), option("What?", fits=True, key=f"{step}-b")])]


@pytest.fixture
def units(programme):
    """Four units of a module, in English and, the first and the third, in Finnish; the others stand in."""
    finnish, _ = Locale.objects.get_or_create(language_code="fi")
    module = programme.module(programme.course(), task_title="Talk to a learner")
    found = [programme.unit(module, step, reading(step)) for step in STEPS]
    for unit in (found[0], found[2]):
        twin = unit.copy_for_translation(finnish, copy_parents=True)
        twin.title = f"{unit.title} suomeksi"
        twin.save_revision().publish()
        for above in twin.get_ancestors().filter(depth__gt=1, live=False).specific():
            above.save_revision().publish()
    stamp.touch()
    return found


@pytest.fixture
def teacher(person, units):
    someone = person()
    services.enrol(person=someone, module=units[0].get_parent().translation_key)
    return someone


@pytest.fixture
def client(sign_in, teacher):
    return sign_in(teacher)


def form_of(body, action):
    """Return the address of the form that a page offers for this."""
    return re.search(rf'action="(/[^"]*/{action}/)"', body)[1]


def work_through(client, unit, language):
    """Read a unit in a language, write a note, answer the check, and mark it as done with the page's own forms."""
    page = f"/{language}{MODULE}{unit.step}/"
    body = client.get(page).content.decode()
    note = re.search(rf'action="(/{language}/notes/[^"]+/)"', body)[1]
    client.post(note, {"text": f"Written in {language}"})
    question = re.search(rf'action="(/{language}/knowledge-check/[^"#]+/)["#]', body)[1]
    client.post(question, {"choice": f"{unit.step}-b"}, headers=HERE)
    answer = client.post(form_of(body, "done"))
    assert answer.url == f"{page}#finish"


def test_it_is_one_module_in_both(client, teacher, units):
    for unit, language in zip(units, ("fi", "fi", "en", "en"), strict=True):
        work_through(client, unit, language)
    key = units[0].get_parent().translation_key
    learning = selectors.learning_in(teacher, key)
    assert learning.progress.worked_through is True
    assert set(UnitDone.objects.values_list("unit", flat=True)) == {unit.translation_key for unit in units}
    assert (Enrolment.objects.count(), Note.objects.count(), CheckAnswer.objects.count()) == (1, 4, 4)
    assert {note.page for note in Note.objects.all()} == {unit.translation_key for unit in units}
    for unit, written in zip(units, ("fi", "fi", "en", "en"), strict=True):
        for language in ("en", "fi"):
            body = client.get(f"/{language}{MODULE}{unit.step}/").content.decode()
            assert f"Written in {written}</textarea>" in body
            assert "option--mine" in body
            assert "/undo/" in body


@pytest.mark.parametrize("language", ["fi", "en"])
def test_either_language_says_the_same(client, units, language):
    other = "en" if language == "fi" else "fi"
    for unit in units[:2]:
        work_through(client, unit, other)
    body = client.get(f"/{language}{MODULE}").content.decode()
    assert body.count("path__stop--done") == 2
    said = {"en": "2 of 4 required units done.", "fi": "2/4 pakollisesta osiosta tehty."}
    assert said[language] in text_of(client.get(f"/{language}{MODULE}"))


def test_a_page_that_stands_in_counts_as_much(client, teacher, units):
    body = client.get(f"/fi{MODULE}study/").content.decode()
    assert "Study of C0-1" in body
    assert "suomeksi" not in re.search(r"<h1[^>]*>(.*?)</h1>", body)[1]
    work_through(client, units[1], "fi")
    assert client.get(f"/nl{MODULE}study/").status_code == 200  # no page of the module is Dutch
    work_through(client, units[3], "nl")
    done = selectors.learning_in(teacher, units[0].get_parent().translation_key).done
    assert done == {units[1].translation_key, units[3].translation_key}


def test_undone_in_one_language_is_undone_in_the_other(client, units):
    work_through(client, units[0], "fi")
    body = client.get(f"/en{MODULE}see/").content.decode()
    client.post(form_of(body, "undo"))
    assert "/undo/" not in client.get(f"/fi{MODULE}see/").content.decode()
    assert UnitDone.objects.count() == 0
