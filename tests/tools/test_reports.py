"""Reports and pictures: made by the worker, sealed for their teacher, in any language, forgotten after a week."""

import re
import zlib
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from tools.enums import ReportKind, ReportState
from tools.models import GrowthReport, Response
from tools.report_pages import as_pdf, growth_values
from tools.services import reporting
from tools.tasks import NotMadeError, make_report

NOTE = "Lotte chose her own path on Tuesday"
FIRST = {"knowing-level": "2", "ownership-level": "2", "pathways-level": "3"}
LATER = {"knowing-level": "3", "ownership-level": "2", "pathways-level": "4"}


@pytest.fixture
def teacher(person):
    return person(display_name="Anna Vries", timezone="Europe/Amsterdam")


@pytest.fixture
def webs(teacher, hand_in_web):
    first = hand_in_web(teacher, FIRST, days_ago=200)
    middle = hand_in_web(teacher, FIRST, days_ago=100)
    return [first, middle, hand_in_web(teacher, LATER, notes={"pathways": (NOTE, "")}, days_ago=1)]


@pytest.fixture
def asked(teacher, version):
    """Ask for a file as its form does."""

    def ask(kind=ReportKind.PDF, **more):
        given = {"language": "en", "key": uuid4(), "wish": {"earlier": "", "notes": False}}
        return reporting.ask_report(person=teacher, instrument=version.instrument, kind=kind, **{**given, **more})

    return ask


def made(report):
    make_report.func(str(report.key))
    report.refresh_from_db()
    return report


def unpacked(pdf):
    """All that a PDF says, whether packed or not."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    found = [pdf]
    for stream in streams:
        with suppress(zlib.error):
            found.append(zlib.decompress(stream))
    return b"".join(found)


def posted(client, **more):
    data = {"earlier": "", "language": "en", "key": str(uuid4()), **more}
    return client.post("/en/webs/spiderweb/reports/", data)


def test_the_worker_makes_a_tagged_report_that_only_its_teacher_fetches(
    webs, asked, teacher, person, sign_in, anonymous
):
    report = made(asked())
    assert (report.state, report.progress) == (ReportState.READY, 100)
    address = f"/en/web-report/{report.key}/"
    answer = sign_in(teacher).get(address)
    assert answer.content.startswith(b"%PDF-")
    inside = unpacked(answer.content)
    for part in (b"/StructTreeRoot", b"/Lang (en)", b"/DisplayDocTitle true", b"pdfuaid", b"/Alt"):
        assert part in inside
    assert answer["Content-Disposition"].startswith('attachment; filename="growth-report-')
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert sign_in(person()).get(address).status_code == 404
    assert sign_in(person(groups=["Stewards"])).get(address).status_code == 404
    assert anonymous.get(address).status_code == 302


def test_what_is_kept_is_sealed_for_its_person(webs, asked, person, teacher):
    report = made(asked(wish={"earlier": "", "notes": True}))
    assert b"%PDF" not in bytes(report.content)
    assert reporting.content_of(teacher, report.key)[1].startswith(b"%PDF-")
    GrowthReport.objects.update(person=person())
    assert reporting.content_of(GrowthReport.objects.get().person, report.key) is None


def test_a_picture_is_made_of_one_web(webs, asked, teacher):
    report = made(asked(ReportKind.PNG, response=webs[0].key))
    content = reporting.content_of(teacher, report.key)[1]
    assert content.startswith(b"\x89PNG")
    assert b"Furthest out, at 3.0" in content


def test_the_report_lays_the_newest_web_over_the_first_or_the_chosen_one(webs, asked):
    first = growth_values(asked())
    chosen = growth_values(asked(wish={"earlier": str(webs[1].key), "notes": True}))
    assert (first["result"].comparison.earlier_on, first["with_notes"]) == (webs[0].on, False)
    assert (chosen["result"].comparison.earlier_on, chosen["with_notes"]) == (webs[1].on, True)
    assert first["web"].says.startswith("Furthest out, at 4.0: Flexible pathways.")
    assert len(first["measures"][0]["lines"]) == 8


def test_a_report_fetches_nothing_from_elsewhere():
    html = '<html lang="en"><title>x</title><img alt="x" src="file:///etc/hostname"><p>x</p></html>'
    assert as_pdf(html).count(b"/Subtype /Image") == 0


@pytest.mark.parametrize("state", [ReportState.WAITING, ReportState.MAKING, ReportState.FAILED])
def test_a_file_that_is_not_ready_is_not_there(webs, asked, teacher, sign_in, state):
    report = asked()
    GrowthReport.objects.update(state=state)
    assert sign_in(teacher).get(f"/en/web-report/{report.key}/").status_code == 404
    page = sign_in(teacher).get("/en/webs/spiderweb/reports/").content.decode()
    assert 'data-waiting="/en/webs/spiderweb/reports/"' in page


def test_a_killed_worker_leaves_nothing_that_cannot_be_made_again(webs, asked):
    report = asked(ReportKind.PNG, response=webs[0].key)
    assert reporting.begun(report.key).state == ReportState.MAKING
    once = made(report).content
    assert bytes(made(report).content) == bytes(once)


def test_a_fault_says_where_and_not_what(webs, asked):
    report = asked(ReportKind.PNG, response=webs[0].key)
    Response.objects.filter(key=webs[0].key).delete()
    with pytest.raises(NotMadeError, match="GoneError in _picture, line") as fault:
        make_report.func(str(report.key))
    assert fault.value.__suppress_context__
    report.refresh_from_db()
    assert report.state == ReportState.FAILED


def test_the_page_asks_the_worker_with_a_key_and_nothing_else(webs, teacher, sign_in):
    client, key = sign_in(teacher), str(uuid4())
    assert posted(client, key=key, notes="on").status_code == 302
    assert posted(client, key=key, notes="on").status_code == 302
    report = GrowthReport.objects.get()
    assert (report.kind, report.language, str(report.key)) == ("pdf", "en", key)
    task = DBTaskResult.objects.get(task_path="tools.tasks.make_report")
    assert task.args_kwargs == {"args": [key], "kwargs": {}}
    assert posted(client, web=str(webs[0].key), language="pl").status_code == 302
    assert GrowthReport.objects.filter(kind="png", language="pl", response=webs[0].key).count() == 1


def test_bad_input_is_refused_at_its_field(webs, teacher, person, hand_in_web, sign_in):
    client = sign_in(teacher)
    foreign = hand_in_web(person(), LATER)
    for wrong in ({"language": "de"}, {"earlier": str(foreign.key)}, {"web": str(foreign.key)}, {"key": "x"}):
        assert posted(client, **wrong).status_code == 400
    assert GrowthReport.objects.count() == 0


def test_there_is_an_end_to_files(webs, asked, monkeypatch):
    monkeypatch.setattr(reporting, "MOST_KEPT", 1)
    asked()
    with pytest.raises(ValidationError):
        asked()


def test_files_are_forgotten_after_seven_days(webs, asked, teacher, sign_in):
    report = made(asked(ReportKind.PNG, response=webs[0].key))
    assert reporting.forget_old() == 0
    GrowthReport.objects.update(expires_at=now() - timedelta(seconds=1))
    assert sign_in(teacher).get(f"/en/web-report/{report.key}/").status_code == 404
    assert reporting.forget_old() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_any_number(webs, asked, teacher, sign_in, number, django_assert_num_queries):
    for _ in range(number):
        asked()
    client = sign_in(teacher)
    client.get("/en/webs/spiderweb/reports/")
    with django_assert_num_queries(6):  # session, person, version, webs, versions, files
        page = client.get("/en/webs/spiderweb/reports/").content.decode()
    assert len(re.findall("<progress", page)) == number
    assert page.count("English · asked for on") == number


def test_without_a_web_there_is_nothing_to_ask_for(version, person, sign_in):
    client = sign_in(person())
    assert "No web yet" in client.get("/en/webs/spiderweb/reports/").content.decode()
    assert posted(client).status_code == 200
    assert GrowthReport.objects.count() == 0
