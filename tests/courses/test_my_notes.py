"""All notes of a person on one page: grouped, found by words, taken along, deleted, at a fixed cost."""

import uuid

import pytest

from courses import services
from courses.domain.notes import Sent
from courses.models import Note
from tests.courses.test_notes import reflection


@pytest.fixture
def teacher(person):
    return person()


@pytest.fixture
def client_of_teacher(sign_in, teacher):
    return sign_in(teacher)


def keep(person, text, *, page=None, block=None, question="What surprised me?", language="en"):
    services.save_note(
        person=person,
        page=page or uuid.uuid4(),
        block=block or uuid.uuid4(),
        question=question,
        language=language,
        sent=Sent(text),
    )


def body_of(client, address="/en/notes/") -> str:
    return client.get(address).content.decode()


def test_nobody_is_led_to_sign_in(anonymous, db):
    answers = [anonymous.get(f"/en/notes/{path}") for path in ("", "notes.md")]
    assert [(answer.status_code, "/account/login/" in answer["Location"]) for answer in answers] == [(302, True)] * 2


def test_who_has_none_is_told_where_to_begin(client_of_teacher):
    body = body_of(client_of_teacher)
    assert ("No notes yet" in body, 'href="/en/curriculum/"' in body, 'name="q"' in body) == (True, True, False)
    assert client_of_teacher.get("/en/notes/")["Cache-Control"].find("no-store") >= 0


def test_notes_stand_by_module_the_newest_first(programme, client_of_teacher, teacher):
    course = programme.course()
    blocks = [reflection("First?"), reflection("Second?")]
    units = [programme.unit(programme.module(course, number), "study", blocks) for number in (1, 2)]
    keep(teacher, "Oldest", page=units[0].translation_key, block=blocks[0]["id"], question="First?")
    keep(teacher, "Gone", question="Asked once?")
    keep(teacher, "Middle", page=units[1].translation_key, block=blocks[0]["id"], question="First?")
    keep(teacher, "Newest", page=units[0].translation_key, block=blocks[1]["id"], question="Second?")
    body = body_of(client_of_teacher)
    words = ["Module C0-1", "Newest", "Oldest", "Module C0-2", "Middle", "From pages that are no longer there", "Gone"]
    places = [body.find(word) for word in words]
    assert places == sorted(places)
    assert places[0] > 0
    assert f'href="/en/curriculum/course-0/m-1/study/#b-{blocks[1]["id"]}"' in body
    assert body.count("This question is no longer in the reading.") == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [("ÄITI", ["Opettaja ja äiti"]), ("łódź", ["W ŁODZI i ŁÓDŹ"]), ("surprised äiti", ["Opettaja ja äiti"]), ("x", [])],
)
def test_words_are_found_in_notes_and_questions(client_of_teacher, teacher, words, found):
    texts = ["Opettaja ja äiti", "W ŁODZI i ŁÓDŹ", "Ångest"]
    for text in texts:
        keep(teacher, text)
    body = client_of_teacher.get("/en/notes/", {"q": words}).content.decode()
    assert [text for text in texts if f">{text}</div>" in body] == found
    assert ("Show all notes" in body, 'name="q"' in body) == (True, True)


def test_a_long_list_has_pages(client_of_teacher, teacher):
    for number in range(21):
        keep(teacher, f"Text {number}.")
    first, second = (body_of(client_of_teacher, f"/en/notes/?page={number}") for number in (1, 2))
    assert (first.count('class="kept-note"'), second.count('class="kept-note"')) == (20, 1)
    assert ("?page=2" in first, "?page=1" in second, "Text 0." in second) == (True, True, True)
    for wrong in ("0", "-1", "x", "9" * 50, "²"):
        assert client_of_teacher.get("/en/notes/", {"page": wrong}).status_code == 200


def test_all_can_be_taken_along(programme, client_of_teacher, teacher, sign_in, person):
    block = reflection("What & why?")
    unit = programme.unit(programme.module(programme.course()), "study", [block])
    keep(teacher, "<b>As & typed</b>\n\n- 😀", page=unit.translation_key, block=block["id"], question="What & why?")
    answer = client_of_teacher.get("/en/notes/notes.md")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert 'filename="notes.md"' in answer["Content-Disposition"]
    assert "## Module C0-1\n\n### What & why?\n\n<b>As & typed</b>\n\n- 😀\n" in text
    assert "typed" not in sign_in(person()).get("/en/notes/notes.md").content.decode()


def test_one_is_deleted_after_a_question(client_of_teacher, teacher):
    keep(teacher, "To go.")
    keep(teacher, "To stay.")
    note = Note.objects.get(text="To go.")
    address = f"/en/notes/{note.page}/{note.block}/delete/"
    assert "To go." in body_of(client_of_teacher, address)
    assert Note.objects.count() == 2
    assert client_of_teacher.post(address)["Location"] == "/en/notes/"
    assert [note.text for note in Note.objects.all()] == ["To stay."]
    assert client_of_teacher.post(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("", 6), ("?q=text", 5), ("notes.md", 5)])
def test_the_cost_does_not_grow(programme, client_of_teacher, teacher, django_assert_num_queries, count, path, queries):
    course = programme.course()
    for number in range(1, count + 1):
        block = reflection()
        unit = programme.unit(programme.module(course, number), "study", [block])
        keep(teacher, "A text", page=unit.translation_key, block=block["id"])
    client_of_teacher.get(f"/en/notes/{path}")
    with django_assert_num_queries(queries):
        client_of_teacher.get(f"/en/notes/{path}")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_desk_shows_the_newest_two(client_of_teacher, teacher, count):
    for number in range(count):
        keep(teacher, f"Text {number}.")
    body = body_of(client_of_teacher, "/en/desk/")
    shown = [f"Text {number}." in body for number in range(count)]
    assert shown == {0: [], 1: [True], 3: [False, True, True]}[count]
    assert ('href="/en/notes/"' in body) == bool(count)
