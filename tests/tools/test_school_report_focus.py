"""After a report a school chooses two or three focus concepts."""

import pytest

from academy_site.starter import vocabulary
from academy_site.starter.ledger import Outcome, load_entries
from tests.tools.reported import closed_wave, member


@pytest.fixture
def wave(school, survey_version):
    return closed_wave(school, survey_version, {"teacher": 18, "student": 20})


@pytest.fixture
def guideline(library):
    """The words for phases and quadrants."""
    wanted = ("word/phase/", "word/quadrant/")
    load_entries((entry for entry in vocabulary.entries(library) if entry.key.startswith(wanted)), Outcome())


@pytest.fixture
def client(school, person, sign_in):
    return sign_in(member(school, person(), "leader"))


def address(wave, more="focus/"):
    return f"/en/schools/{wave.school.key}/survey/{wave.key}/report/{more}"


def test_the_choice_stands_in_the_report_with_where_the_guideline_goes_on(client, wave, guideline):
    assert client.post(address(wave), {"focus": ["W2", "V1"]})["Location"] == address(wave, "")
    focus = client.get(address(wave, "")).context["focus"]
    assert [(line.name, line.area, line.leads_to) for line in focus] == [
        ("Shared idea", "Vision and leadership", ["Orient", "Design"]),
        ("Own goals", "Ownership and student voice", ["Own pathway"]),
    ]
    assert client.get(address(wave)).context["ticked"] == ["V1", "W2"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["V1"], "Choose two or three concepts: with more, nothing gets done."),
        (["V1", "V2", "V3", "V4"], "Choose two or three concepts: with more, nothing gets done."),
    ],
)
def test_one_or_four_are_refused_with_what_was_ticked(keys, said, client, wave):
    answer = client.post(address(wave), {"focus": keys})
    assert (answer.status_code, answer.context["ticked"]) == (400, keys)
    assert answer.context["form"].non_field_errors() == [said]


def test_a_concept_that_was_not_asked_is_refused(client, wave):
    assert client.post(address(wave), {"focus": ["V1", "Z9"]}).status_code == 400
    wave.refresh_from_db()
    assert wave.focus == []


def test_a_choice_can_be_taken_back(client, wave):
    client.post(address(wave), {"focus": ["W2", "V1"]})
    client.post(address(wave), {})
    wave.refresh_from_db()
    assert wave.focus == []


def test_teachers_choose_nothing(wave, person, sign_in):
    teacher = sign_in(member(wave.school, person(), "teacher"))
    assert teacher.post(address(wave), {"focus": ["W2", "V1"]}).status_code == 404
