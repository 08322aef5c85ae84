"""Notes: who may keep one to what, what happens to a text, and what comes back."""

import uuid

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from academy_site.foundation import stamp
from courses.domain.notes import LONGEST_NOTE, mark_of
from courses.models import Note

JSON = {"Accept": "application/json"}


def reflection(question="What surprised me?"):
    return {"type": "reflection", "value": {"question": question}, "id": str(uuid.uuid4())}


ASKED = reflection()
TEXTS = [
    "Plain words.",
    " Begins and ends with blanks \n\n",
    "\nBegins with a new line",
    "<b>&amp; \"quoted\" 'text' {{ braces }} {% tags %}</b>",
    "Two\nlines\tand a tab",
    "Żółć, äiti, ångest, één, “quotes” – and … dots",
    "👩🏽‍🏫 🇫🇮 e\u0301 \u202eright to left\u202c שלום مرحبا",
    "\x01\x07\x1b[31m control \x7f\x85\u2028\ufeff\ufffd",
    "x" * LONGEST_NOTE,
    "😀" * LONGEST_NOTE,
]


@pytest.fixture
def unit(programme):
    """Make a unit with two questions to think about."""
    module = programme.module(programme.course())
    return programme.unit(module, "study", [ASKED, reflection("What was missing?")])


@pytest.fixture
def teacher(person):
    return person()


@pytest.fixture
def client_of_teacher(sign_in, teacher):
    return sign_in(teacher)


def address(unit, block=ASKED["id"], language="en"):
    return f"/{language}/notes/{unit.translation_key}/{block}/"


READING = "/en/curriculum/course-0/m-1/study/"


def form_on(body: str, name: str) -> str:
    return body.partition(f'name="{name}" value="')[2].partition('"')[0]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@pytest.mark.parametrize("headers", [{}, JSON], ids=["form", "script"])
def test_a_text_is_kept_to_the_letter(unit, client_of_teacher, text, headers):
    # A browser sends the ends of lines as two characters.
    client_of_teacher.post(address(unit), {"text": text.replace("\n", "\r\n")}, headers=headers)
    assert Note.objects.get().text == text


def test_it_comes_back_in_its_field(unit, client_of_teacher):
    client_of_teacher.post(address(unit), {"text": '\nA line</textarea><b class="x">'})
    body = client_of_teacher.get(READING).content.decode()
    assert 'name="text"' in body
    assert "\n\nA line&lt;/textarea&gt;&lt;b class=&quot;x&quot;&gt;</textarea>" in body
    assert (form_on(body, "grew_from"), "Saved " in body) == (Note.objects.get().mark, True)
    assert client_of_teacher.get(READING)["Cache-Control"] == "private, no-store"


def test_saving_leads_back_to_the_question(unit, client_of_teacher):
    answer = client_of_teacher.post(address(unit), {"text": "A."})
    assert (answer.status_code, answer["Location"]) == (302, f"{READING}#b-{ASKED['id']}")
    answer = client_of_teacher.post(address(unit), {"text": "A.", "from": "notes"})
    assert answer["Location"] == f"/en/notes/#note-{ASKED['id']}"


def test_a_note_remembers_what_it_answered(unit, client_of_teacher, teacher):
    client_of_teacher.post(address(unit, language="nl"), {"text": "Iets."})
    note = Note.objects.get()
    assert (note.person, note.page, str(note.block)) == (teacher, unit.translation_key, ASKED["id"])
    assert (note.question, note.language, note.version) == ("What surprised me?", "en", 1)


def test_a_repeated_saving_counts_once(unit, client_of_teacher):
    for _ in range(3):
        answer = client_of_teacher.post(address(unit), {"text": "Same."}, headers=JSON)
    note = Note.objects.get()
    assert (answer.json()["state"], answer.json()["mark"], note.version) == ("saved", note.mark, 1)


def test_an_emptied_note_is_gone_and_an_empty_one_never_there(unit, client_of_teacher):
    client_of_teacher.post(address(unit), {"text": " \r\n"})
    assert Note.objects.count() == 0
    client_of_teacher.post(address(unit), {"text": "A."})
    answer = client_of_teacher.post(address(unit), {"text": "", "grew_from": mark_of("A.")}, headers=JSON)
    assert (answer.json()["mark"], Note.objects.count()) == ("", 0)


# What cannot be kept


@pytest.mark.parametrize("text", ["x" * (LONGEST_NOTE + 1), "a\x00b"], ids=["too long", "null"])
def test_what_cannot_be_kept_is_refused_at_the_field_with_the_text_in_it(unit, client_of_teacher, text):
    answer = client_of_teacher.post(address(unit), {"text": text})
    body = answer.content.decode()
    assert (answer.status_code, Note.objects.count()) == (422, 0)
    assert f">\n{text.replace(chr(0), '')}</textarea>" in body
    assert ('aria-invalid="true"' in body, "field__error" in body) == (True, True)
    answer = client_of_teacher.post(address(unit), {"text": text}, headers=JSON)
    assert (answer.status_code, answer.json()["state"], len(answer.json()["said"]) > 30) == (422, "refused", True)


@pytest.mark.parametrize(
    ("field", "value"), [("turn", "-1"), ("turn", "9" * 30), ("turn", "x"), ("grew_from", "zz"), ("keep", "all")]
)
def test_a_tampered_form_is_400_and_names_the_item(unit, client_of_teacher, field, value):
    answer = client_of_teacher.post(address(unit), {"text": "My text", field: value})
    body = answer.content.decode()
    assert (answer.status_code, f"“{field}”" in body, "\nMy text</textarea>" in body) == (400, True, True)
    assert Note.objects.count() == 0


# Two versions


@pytest.fixture
def two_versions(unit, client_of_teacher):
    """The phone saved a text that the desk, which began with the same one, did not see."""
    client_of_teacher.post(address(unit), {"text": "Both began so."})
    began = mark_of("Both began so.")
    client_of_teacher.post(address(unit), {"text": "Both began so. Phone.", "grew_from": began})
    return {"text": "Both began so. Desk.", "grew_from": began}


def test_an_old_form_writes_nothing_over_and_shows_both(unit, client_of_teacher, two_versions):
    answer = client_of_teacher.post(address(unit), two_versions)
    body = answer.content.decode()
    assert (answer.status_code, Note.objects.get().text) == (409, "Both began so. Phone.")
    assert ("<ins>Phone.</ins>" in body, "<ins>Desk.</ins>" in body, "<html" in body) == (True, True, True)
    script = client_of_teacher.post(address(unit), two_versions, headers=JSON)
    assert (script.status_code, script.json()["state"]) == (409, "conflict")
    assert ("<ins>Desk.</ins>" in script.json()["html"], "<html" in script.json()["html"]) == (True, False)


@pytest.mark.parametrize(
    ("keep", "text"),
    [
        ("mine", "Both began so. Desk."),
        ("theirs", "Both began so. Phone."),
        ("both", "Both began so. Phone.\n\nBoth began so. Desk."),
    ],
)
def test_what_is_chosen_stays(unit, client_of_teacher, two_versions, keep, text):
    body = client_of_teacher.post(address(unit), two_versions).content.decode()
    shown = {"text": two_versions["text"], "grew_from": form_on(body, "grew_from"), "keep": keep}
    answer = client_of_teacher.post(address(unit), shown)
    assert (answer.status_code, Note.objects.get().text) == (302, text)


@pytest.mark.parametrize("keep", ["mine", "both"])
def test_a_third_version_is_shown_before_one_is_chosen(unit, client_of_teacher, two_versions, keep):
    seen = mark_of(Note.objects.get().text)
    client_of_teacher.post(address(unit), {"text": "Tablet.", "grew_from": seen})
    answer = client_of_teacher.post(address(unit), {**two_versions, "grew_from": seen, "keep": keep})
    assert (answer.status_code, Note.objects.get().text, "Tablet." in answer.content.decode()) == (409, "Tablet.", True)


def test_a_page_whose_answer_got_lost_goes_on(unit, client_of_teacher):
    sent = {"writer": "abc", "grew_from": ""}
    client_of_teacher.post(address(unit), {"text": "One", "turn": 1, **sent}, headers=JSON)
    answer = client_of_teacher.post(address(unit), {"text": "One two", "turn": 2, **sent}, headers=JSON)
    assert (answer.status_code, Note.objects.get().text) == (200, "One two")
    # Overtaken on the way.
    client_of_teacher.post(address(unit), {"text": "One", "turn": 1, **sent}, headers=JSON)
    assert Note.objects.get().text == "One two"


# Who and where


def test_nobody_is_led_to_sign_in(unit, anonymous):
    answer = anonymous.post(address(unit), {"text": "A."})
    assert (answer.status_code, answer["Location"].startswith("/en/account/login/?next=")) == (302, True)
    answer = anonymous.post(address(unit), {"text": "A."}, headers=JSON)
    assert (answer.status_code, "/account/login/" in answer.json()["sign_in"]) == (401, True)
    assert Note.objects.count() == 0


def test_another_persons_note_is_not_there(unit, client_of_teacher, sign_in, person):
    client_of_teacher.post(address(unit), {"text": "Mine alone."})
    other = sign_in(person(groups=["Stewards"]))
    assert "Mine alone." not in other.get(READING).content.decode()
    assert "Mine alone." not in other.get(address(unit)).content.decode()
    assert "Mine alone." not in other.get("/en/notes/").content.decode()
    assert other.post(f"{address(unit)}delete/").status_code == 404
    other.post(address(unit), {"text": "Another."})
    assert sorted(Note.objects.values_list("text", flat=True)) == ["Another.", "Mine alone."]


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_there_is_404(unit, client_of_teacher, method):
    ask = getattr(client_of_teacher, method)
    unknown = [
        address(unit, uuid.uuid4()),
        f"/en/notes/{uuid.uuid4()}/{ASKED['id']}/",
        f"/en/notes/{unit.get_parent().translation_key}/{ASKED['id']}/",
        f"{address(unit)}delete/",
    ]
    assert [ask(path, {"text": "A."}).status_code for path in unknown] == [404] * len(unknown)


def test_a_draft_or_private_page_takes_no_note(unit, client_of_teacher):
    restriction = PageViewRestriction.objects.create(page=unit.get_parent(), restriction_type="groups")
    stamp.touch()
    assert client_of_teacher.post(address(unit), {"text": "A."}).status_code == 404
    restriction.delete()
    unit.unpublish()
    assert client_of_teacher.post(address(unit), {"text": "A."}).status_code == 404


def test_a_note_outlives_its_question(unit, client_of_teacher):
    client_of_teacher.post(address(unit), {"text": "Before."})
    unit.body = []
    unit.save_revision().publish()
    body = client_of_teacher.get(address(unit)).content.decode()
    assert ("What surprised me?" in body, "Before." in body, "no longer in the reading" in body) == (True, True, True)
    answer = client_of_teacher.post(address(unit), {"text": "After.", "grew_from": mark_of("Before.")})
    assert (answer["Location"], Note.objects.get().text) == (f"/en/notes/#note-{ASKED['id']}", "After.")
    assert client_of_teacher.post(f"{address(unit)}delete/").status_code == 302
    assert Note.objects.count() == 0


def test_a_question_that_goes_while_someone_writes_takes_what_they_wrote(unit, client_of_teacher):
    seal = form_on(client_of_teacher.get(READING).content.decode(), "signed_question")
    unit.body = []
    unit.save_revision().publish()
    for false in ("", seal[:-1], f"x{seal}"):
        assert client_of_teacher.post(address(unit), {"text": "A.", "signed_question": false}).status_code == 404
    assert (
        client_of_teacher.post(address(unit, uuid.uuid4()), {"text": "A.", "signed_question": seal}).status_code == 404
    )
    client_of_teacher.post(address(unit), {"text": "A.", "signed_question": seal})
    assert (Note.objects.get().question, Note.objects.get().text) == ("What surprised me?", "A.")


def test_a_foreign_site_cannot_write(unit, teacher):
    client = Client(enforce_csrf_checks=True)
    client.force_login(teacher)
    assert client.post(address(unit), {"text": "A."}).status_code == 403


# The reading


def test_visitors_see_the_question_alone(unit, anonymous):
    body = anonymous.get(READING).content.decode()
    assert body.count("Signed in, you can keep a note here that only you see.") == 2
    assert ("<textarea" in body, "csrfmiddlewaretoken" in body, "slot" in body) == (False, False, False)


def test_the_kept_reading_holds_nobodys_note(unit, client_of_teacher, sign_in, person, anonymous):
    client_of_teacher.post(address(unit), {"text": "Mine alone."})
    bodies = [client.get(READING).content.decode() for client in (client_of_teacher, sign_in(person()), anonymous)]
    assert ["Mine alone." in body for body in bodies] == [True, False, False]
    assert "Mine alone." in client_of_teacher.get(READING).content.decode()


def test_a_note_is_one_in_all_languages(unit, client_of_teacher):
    client_of_teacher.post(address(unit), {"text": "Written in English."})
    body = client_of_teacher.get(READING.replace("/en/", "/pl/")).content.decode()
    assert "Written in English." in body
    assert 'lang="pl"' in body.partition('class="own-note')[2].partition(">")[0]


@pytest.mark.parametrize("count", [1, 3])
def test_a_reading_costs_one_query_for_all_notes(
    programme, client_of_teacher, teacher, django_assert_num_queries, count
):
    asked = [reflection(f"Number {number}?") for number in range(count)]
    unit = programme.unit(programme.module(programme.course()), "study", asked)
    for block in asked:
        client_of_teacher.post(address(unit, block["id"]), {"text": "A."})
    client_of_teacher.get(READING)
    with django_assert_num_queries(5):
        client_of_teacher.get(READING)
