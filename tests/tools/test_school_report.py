"""The report of a wave: who may read it, what it shows, and how many questions it asks the database."""

import csv
import json
from datetime import timedelta
from io import BytesIO, StringIO
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import now
from openpyxl import load_workbook

from academy_site.people.models import School, SchoolMembership
from tests.tools.reported import answered_wave, closed_wave, member
from tools.domain.disclosure import NotClosedError
from tools.selectors.survey_results import results_of
from tools.services.waves import cancel_wave


@pytest.fixture
def wave(school, survey_version):
    return closed_wave(school, survey_version)


@pytest.fixture
def client(school, person, sign_in):
    return sign_in(member(school, person()))


def address(wave, area=""):
    return f"/en/schools/{wave.school.key}/survey/{wave.key}/report/{f'{area}/' if area else ''}"


def test_the_address(wave):
    assert reverse("wave_report", args=[wave.school.key, wave.key]) == address(wave)


@pytest.mark.parametrize(
    ("role", "status"), [("coordinator", 200), ("leader", 200), ("teacher", 404), ("governor", 404), (None, 404)]
)
@pytest.mark.parametrize("area", ["", "ownership"])
def test_coordinators_and_leaders_of_the_school_read_it(role, status, area, wave, person, sign_in):
    reader = person()
    if role:
        member(wave.school, reader, role)
    assert sign_in(reader).get(address(wave, area)).status_code == status


def test_whoever_is_something_elsewhere_or_was_here_gets_404(wave, person, sign_in):
    elsewhere = School.objects.create(
        name="B", normal_name="b", town="T", normal_town="t", country="PL", timezone="UTC"
    )
    assert sign_in(member(elsewhere, person())).get(address(wave)).status_code == 404
    assert (
        sign_in(member(elsewhere, person())).get(f"/en/schools/{elsewhere.key}/survey/{wave.key}/report/").status_code
        == 404
    )
    former = member(wave.school, person())
    SchoolMembership.objects.filter(person=former).update(since="2020-01-01", expires_on="2020-12-31")
    assert sign_in(former).get(address(wave)).status_code == 404


def test_visitors_sign_in_first(wave, anonymous):
    assert anonymous.get(address(wave)).status_code == 302


def test_there_is_no_report_before_the_close_nor_of_a_wave_given_up(client, school, survey_version):
    wave = answered_wave(school, survey_version)
    assert client.get(address(wave)).status_code == 404
    assert client.get(address(wave, "ownership")).status_code == 404
    cancel_wave(wave=wave)
    assert client.get(address(wave)).status_code == 404


def test_what_was_not_asked_is_not_there(client, wave):
    assert client.get(address(wave, "weather")).status_code == 404
    assert client.get(f"/en/schools/{wave.school.key}/survey/{uuid4()}/report/").status_code == 404


def test_who_answered(client, wave):
    who = [(line.name, line.why, line.who.n, line.who.rate) for line in client.get(address(wave)).context["who"]]
    assert who == [
        ("Staff, with leaders", "", 20, 87),
        ("Students", "", 40, 67),
        ("Parents", "", 12, 30),
        ("Governors", "Too few to show", None, None),
    ]


def test_the_overview_leads_from_the_widest_gap_to_the_areas(client, wave):
    answer = client.get(address(wave))
    lines = answer.context["lines"]
    assert (len(lines), [line.size for line in lines]) == (8, sorted((line.size for line in lines), reverse=True))
    assert next(title for _area, title, _lines in answer.context["means"]) == "Vision and leadership"
    assert [key for key, _title in answer.context["tabs"]] == [area.key for area, _t, _l in answer.context["means"]]


def test_an_area_shows_each_concept_with_every_group(client, wave):
    answer = client.get(address(wave, "ownership"))
    shown = {view.name: [(bar.name, bar.is_asked, bar.why) for bar in view.bars] for view in answer.context["concepts"]}
    assert list(shown) == ["Clear goals", "Own goals", "Choice", "Growing responsibility"]
    assert shown["Choice"] == [
        ("Staff, with leaders", True, ""),
        ("Students", True, ""),
        ("Parents", False, "Not asked"),
        ("Governors", False, "Not asked"),
    ]
    assert shown["Own goals"][3] == ("Governors", True, "Too few to show")
    assert "Students set learning goals of their own together with a teacher or coach." in answer.content.decode()


def test_a_bar_is_as_wide_as_its_counts(client, wave):
    for view in client.get(address(wave, "ownership")).context["concepts"]:
        for bar in view.bars:
            assert not bar.parts or (
                sum(part.count for part in bar.parts),
                round(bar.parts[-1].x + bar.parts[-1].width),
            ) == (bar.n, 100)


def test_a_small_group_that_agrees_is_a_band(client, school, survey_version):
    wave = closed_wave(school, survey_version, {"governor": 7}, agree="5")
    page = client.get(address(wave, "ownership"))
    bar = page.context["concepts"][0].bars[-1]
    assert (bar.parts, bar.n is not None) == ((), True)
    assert (
        bar.why
        == "(Nearly) all gave one of these answers: Mostly true, Completely true. More would tell what everybody said."
    )


def test_a_second_wave_says_what_changed(client, school, survey_version):
    closed_wave(school, survey_version, days_ago=200, title="Autumn")
    second = closed_wave(school, survey_version, agree="5")
    page = client.get(address(second, "ownership"))
    assert page.context["before"].title == "Autumn"
    own_goals = page.context["concepts"][1]
    students = next((words, change.is_flagged) for name, change, words in own_goals.changes if name == "Students")
    assert (students[0][0], students[1]) == ("+", True)
    assert page.context["rows"][1].change.startswith("+")


def test_waves_of_other_schools_and_open_ones_are_no_earlier_waves(school, survey_version, wave):
    other = School.objects.create(name="B", normal_name="b", town="T", normal_town="t", country="PL", timezone="UTC")
    closed_wave(other, survey_version, days_ago=30)
    answered_wave(school, survey_version)
    assert dict(results_of(wave).earlier) == {}


def test_own_items_are_shown_as_text(client, school, survey_version):
    wave = answered_wave(school, survey_version, {"student": 12})
    wave.own_items.create(place=1, roles=["student"], wordings={"en": "<b>Lunch</b> is good."})
    tally = wave.tallies.get(role="student")
    tally.document["items"]["X1"] = {"1": 5, "2": 2, "3": 0, "4": 4, "5": 0, "na": 1}
    tally.save()
    type(wave).objects.filter(pk=wave.pk).update(closed_at=now() - timedelta(minutes=1))
    page = client.get(address(wave))
    assert page.context["own"][0].name == "<b>Lunch</b> is good."
    assert "<b>Lunch" not in page.content.decode()


def test_the_words_are_those_of_the_reader_and_the_page_is_no_ones_but_theirs(client, wave):
    page = client.get(address(wave).replace("/en/", "/fi/"))
    assert (page.context["lang"], page["Cache-Control"]) == (
        "en",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )


@pytest.mark.parametrize("area", ["", "ownership"])
@pytest.mark.parametrize("earlier", [1, 3])
def test_questions_to_the_database(area, earlier, client, school, survey_version, django_assert_num_queries):
    for number in range(earlier):
        closed_wave(school, survey_version, days_ago=100 + number)
    wave = closed_wave(school, survey_version)
    client.get(address(wave, area))
    # Once it was read: session, person, role, wave; earlier waves, own items, roles, words.
    with django_assert_num_queries(8):
        client.get(address(wave, area))


# Files


def file_of(client, wave, kind):
    return client.get(f"{address(wave)}profile.{kind}")


def test_the_csv_holds_what_the_page_holds(client, wave):
    answer = file_of(client, wave, "csv")
    assert answer["Content-Disposition"] == f'attachment; filename="school-profile-{wave.closed_at:%Y-%m-%d}-en.csv"'
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    shown = {(row["Concept"], row["Group"]): row for row in rows}
    for view in client.get(address(wave, "ownership")).context["concepts"]:
        for bar in view.bars:
            row = shown[view.name, bar.name]
            assert [row[label] for label in list(row)[4:10]] == ([str(part.count) for part in bar.parts] or [""] * 6)
            assert (row["Answers"], row["Note"]) == ("" if bar.n is None else str(bar.n), bar.why)


def test_the_workbook_has_a_sheet_for_each_part_and_no_formula(client, wave):
    type(wave.school).objects.filter(pk=wave.school_id).update(name="=1+1")
    book = load_workbook(BytesIO(file_of(client, wave, "xlsx").content))
    assert book.sheetnames == ["Who answered", "Areas", "All answers", "Distances"]
    assert [cell.value for cell in book["Who answered"][5]] == ["Governors", None, 6, None, "Too few to show"]
    assert "f" not in {cell.data_type for sheet in book for row in sheet for cell in row}


def test_a_wording_of_the_school_becomes_no_formula(client, school, survey_version):
    wave = answered_wave(school, survey_version, {"student": 12})
    wave.own_items.create(place=1, roles=["student"], wordings={"en": "=HYPERLINK(1)"})
    type(wave).objects.filter(pk=wave.pk).update(closed_at=now() - timedelta(minutes=1))
    assert "'=HYPERLINK(1)" in file_of(client, wave, "csv").content.decode()


def test_the_document_is_the_report_itself(client, wave):
    document = json.loads(file_of(client, wave, "json").content)
    assert document["report"] == results_of(wave).report.document()
    assert (document["wave"]["title"], document["wave"]["smallest_group"]) == ("Spring", 5)


def test_a_file_of_another_kind_is_not_there(client, wave):
    assert file_of(client, wave, "exe").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_files_are_for_those_who_read_the_report(kind, wave, person, sign_in):
    assert file_of(sign_in(member(wave.school, person(), "teacher")), wave, kind).status_code == 404


def test_each_language_of_the_wave_is_in_one_report(wave, survey_version):
    """Answers are counted by key, whatever language they were read in."""
    assert [row.group for row in results_of(wave, "nl").report.who] == [
        row.group for row in results_of(wave).report.who
    ]


def test_a_stricter_minimum_is_another_report(wave):
    assert [who.reason for who in results_of(wave).report.who] == ["", "", "", "too_few"]
    wave.min_group = 13
    assert [who.reason for who in results_of(wave).report.who] == ["", "", "too_few", "too_few"]


def test_an_open_wave_has_no_results(school, survey_version):
    with pytest.raises(NotClosedError):
        results_of(answered_wave(school, survey_version))
