"""Own words: a coordinator takes out names, then the survey team reads them; nobody else ever does."""

import pytest

from tests.tools.reported import answered_wave, member
from tools.models import OpenAnswer, OpenBox, WaveReader
from tools.services.own_words import clear_words
from tools.services.waves import close_wave


def a_wave(school, version, texts):
    wave = answered_wave(school, version, {"student": 20})
    OpenBox.objects.create(wave=wave, role="student", question="O1", place=0, texts=texts)
    return close_wave(wave=wave)


@pytest.fixture
def wave(school, survey_version):
    return a_wave(school, survey_version, ["The choir", "Thank you, Ms Kowalska", "<b>Bold</b>"])


def address(wave, more=""):
    return f"/en/schools/{wave.school.key}/survey/{wave.key}/report/own-words/{more}"


def by_text(wave):
    return {answer.text: answer for answer in OpenAnswer.objects.filter(wave=wave)}


@pytest.mark.parametrize(
    ("role", "is_named", "reads", "clears"),
    [
        ("coordinator", False, 200, 200),
        ("leader", False, 404, 404),
        ("teacher", False, 404, 404),
        ("teacher", True, 200, 404),
        ("governor", False, 404, 404),
        (None, True, 404, 404),
        (None, False, 404, 404),
    ],
)
def test_who_may_read_and_who_may_clear(wave, school, person, sign_in, role, is_named, reads, clears):
    someone = person()
    if role:
        member(school, someone, role)
    if is_named:
        WaveReader.objects.create(wave=wave, person=someone)
    client = sign_in(someone)
    found = [client.get(address(wave)), client.get(address(wave, "names/")), client.post(address(wave, "names/"), {})]
    assert [answer.status_code for answer in found] == [reads, clears, 404 if clears == 404 else 302]


def test_an_open_wave_shows_nothing(school, survey_version, person, sign_in):
    wave = answered_wave(school, survey_version, {"student": 20})
    client = sign_in(member(school, person()))
    assert [client.get(address(wave, more)).status_code for more in ("", "names/")] == [404, 404]


def test_the_team_reads_what_was_cleared_as_it_was_left(wave, school, person, sign_in):
    client = sign_in(member(school, person()))
    reader = member(school, person(), "teacher")
    WaveReader.objects.create(wave=wave, person=reader)
    texts = by_text(wave)
    sent = {
        str(texts["The choir"].pk): "The choir",
        str(texts["Thank you, Ms Kowalska"].pk): "Thank you, [name]",
    }
    assert client.post(address(wave, "names/"), sent)["Location"] == address(wave, "names/")
    page = sign_in(reader).get(address(wave))
    [(question, [(group, shown)])] = page.context["questions"]
    assert question == "What should our school keep doing because it helps students to learn?"
    assert (group, sorted(shown)) == ("Students", ["Thank you, [name]", "The choir"])
    assert page.context["waiting"] == 1
    assert "Kowalska" not in "".join(f"{row.text}{row.redacted}" for row in OpenAnswer.objects.all())


def test_an_emptied_text_is_left_out_and_markup_is_shown_as_text(wave, school, person, sign_in):
    client = sign_in(member(school, person()))
    texts = by_text(wave)
    sent = {str(answer.pk): "" if text == "The choir" else text for text, answer in texts.items()}
    assert client.post(address(wave, "names/"), sent)["Location"] == address(wave)
    page = client.get(address(wave)).content.decode()
    assert "The choir" not in page
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page


def test_a_text_is_cleared_once(wave):
    answer = by_text(wave)["The choir"]
    assert clear_words(wave=wave, texts={answer.pk: "The choir\r\nof class 7"}) == 1
    assert clear_words(wave=wave, texts={answer.pk: "Changed by somebody else"}) == 0
    answer.refresh_from_db()
    assert (answer.text, answer.redacted) == ("", "The choir\nof class 7")


def test_texts_of_another_wave_are_not_touched(wave, school, survey_version, person, sign_in):
    other = a_wave(school, survey_version, ["Elsewhere"])
    elsewhere = by_text(other)["Elsewhere"]
    sign_in(member(school, person())).post(address(wave, "names/"), {str(elsewhere.pk): ""})
    assert list(OpenAnswer.objects.filter(wave=other).values_list("text", "is_cleared")) == [("Elsewhere", False)]


def test_what_is_too_long_comes_back_with_all_that_was_typed(wave, school, person, sign_in):
    answer = by_text(wave)["The choir"]
    page = sign_in(member(school, person())).post(address(wave, "names/"), {str(answer.pk): "x" * 1501})
    assert page.status_code == 400
    assert page.context["form"][str(answer.pk)].value() == "x" * 1501
    assert OpenAnswer.objects.filter(is_cleared=True).count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_texts(school, survey_version, person, sign_in, django_assert_num_queries, count):
    wave = a_wave(school, survey_version, [f"Text {place}" for place in range(count)])
    clear_words(wave=wave, texts={answer.pk: answer.text for answer in OpenAnswer.objects.all()})
    client = sign_in(member(school, person()))
    client.get(address(wave))
    with django_assert_num_queries(7):
        client.get(address(wave))


def test_whoever_was_named_finds_them_from_the_workspace(wave, school, person, sign_in):
    reader, other = (member(school, person(), "governor") for _ in range(2))
    WaveReader.objects.create(wave=wave, person=reader)
    workspace = f"/en/schools/{school.key}/"
    assert address(wave) in sign_in(reader).get(workspace).content.decode()
    assert address(wave) not in sign_in(other).get(workspace).content.decode()
