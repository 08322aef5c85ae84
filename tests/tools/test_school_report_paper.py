"""The report of a wave on paper: asked for by its readers, made by the worker, fetched while they may still read it."""

import re
from uuid import uuid4

import pytest
from django.utils import translation

from academy_site.people.models import SchoolMembership
from tests.tools.reported import closed_wave, member
from tests.tools.test_reports import unpacked
from tools.enums import ReportState
from tools.models import GrowthReport
from tools.report_pages import GoneError, made
from tools.report_survey_paper import full_values, gaps_values
from tools.selectors.survey_results import results_of
from tools.services import reporting
from tools.tasks import make_report


@pytest.fixture
def wave(school, survey_version):
    return closed_wave(school, survey_version, {"leader": 2, "teacher": 18, "student": 40, "governor": 7})


@pytest.fixture
def reader(school, person):
    return member(school, person())


def address(wave):
    return f"/en/schools/{wave.school.key}/survey/{wave.key}/report/paper/"


def asked(client, wave, sheet="gaps", **more):
    return client.post(address(wave), {"sheet": sheet, "language": "en", "key": str(uuid4()), **more})


@pytest.mark.parametrize(("sheet", "pages"), [("gaps", 1), ("full", 9)])
def test_the_worker_makes_a_tagged_sheet(sheet, pages, wave, reader, sign_in):
    client = sign_in(reader)
    assert asked(client, wave, sheet)["Location"] == address(wave)
    report = GrowthReport.objects.get(person=reader)
    make_report.func(str(report.key))
    report.refresh_from_db()
    assert (report.state, report.progress) == (ReportState.READY, 100)
    answer = client.get(f"{address(wave)}{report.key}/")
    assert answer["Content-Disposition"] == (
        f'attachment; filename="school-profile-{sheet}-{wave.closed_at:%Y-%m-%d}-en.pdf"'
    )
    inside = unpacked(answer.content)
    assert [part in inside for part in (b"/StructTreeRoot", b"/Lang (en)", b"pdfuaid", b"/Alt")] == [True] * 4
    assert len(re.findall(rb"/Type ?/Page\b(?!s)", inside)) >= pages
    assert sheet == "full" or len(re.findall(rb"/Type ?/Page\b(?!s)", inside)) == 1
    # Files of webs have another address, where nobody asks whether one may still read a school's report.
    assert client.get(f"/en/web-report/{report.key}/").status_code == 404


def test_only_whoever_asked_and_still_reads_the_report_fetches_it(wave, reader, person, sign_in):
    asked(sign_in(reader), wave)
    report = GrowthReport.objects.get(person=reader)
    make_report.func(str(report.key))
    fetch = f"{address(wave)}{report.key}/"
    assert sign_in(member(wave.school, person())).get(fetch).status_code == 404
    SchoolMembership.objects.filter(person=reader).update(since="2020-01-01", expires_on="2020-12-31")
    assert sign_in(reader).get(fetch).status_code == 404


def test_a_sheet_is_not_made_for_whoever_may_not_read_the_report_any_more(wave, reader, sign_in):
    asked(sign_in(reader), wave)
    SchoolMembership.objects.filter(person=reader).delete()
    report = reporting.begun(GrowthReport.objects.get(person=reader).key)
    with pytest.raises(GoneError):
        made(report, reporting.progress_of(report))


def test_teachers_ask_for_nothing(wave, person, sign_in):
    assert asked(sign_in(member(wave.school, person(), "teacher")), wave).status_code == 404
    assert GrowthReport.objects.count() == 0


def test_a_form_that_is_sent_twice_counts_once(wave, reader, sign_in):
    client, key = sign_in(reader), str(uuid4())
    assert [asked(client, wave, key=key).status_code for _time in range(2)] == [302, 302]
    assert GrowthReport.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"sheet": "all"}, {"language": "de"}, {"key": "1"}])
def test_what_is_not_offered_is_refused(wrong, wave, reader, sign_in):
    assert asked(sign_in(reader), wave, **wrong).status_code == 400
    assert GrowthReport.objects.count() == 0


def test_the_page_lists_the_sheets_of_its_wave_only(wave, school, reader, survey_version, sign_in):
    other = closed_wave(school, survey_version, title="Other")
    client = sign_in(reader)
    asked(client, wave)
    listed = [[str(row["title"]) for row in client.get(address(one)).context["reports"]] for one in (wave, other)]
    assert listed == [["Role gaps, one page for a meeting"], []]


def test_paper_holds_what_the_page_holds(wave):
    results = results_of(wave)
    with translation.override("en"):
        full = full_values(results, "en", lambda percent: None)
        sheet = gaps_values(results, "en")
    assert [area["title"] for area in full["areas"]][0:1] == ["Vision and leadership"]
    assert [len(area["drawn"]) for area in full["areas"]] == [len(area.concepts) for area in results.report.areas]
    assert [line.key for line in sheet["lines"]] == [gap.key for gap in results.report.gaps[:12]]
    assert sheet["gaps"].says.startswith("The widest distance: ")
