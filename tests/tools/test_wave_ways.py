"""Slips, letters, lessons, open addresses and the team: who may, what comes out, and what is left behind."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from academy_site.foundation.domain.codes import LESSON, read_code
from academy_site.people.services.school_roles import hold_role
from tests.tools.surveys import opened_wave, prepared_wave, random_sheet
from tools.models import ClassSession, CodeBatch, IssuedCode, UnspentCode, WaveFile, WaveReader
from tools.services import wave_files
from tools.services.coding import issue_silently
from tools.services.lessons import MOST_PLACES, add_places, begin_lesson
from tools.services.survey_chores import forget_codes
from tools.services.surveying import SentAlreadyError, UnknownCodeError, send_sheet
from tools.services.waves import close_wave
from tools.survey_addresses import base_address, code_address, link_address, typed_address
from tools.tasks import make_wave_file
from tools.wave_pages import letter_values, slip_values


@pytest.fixture
def wave(school, survey_version):
    return opened_wave(school, survey_version)


@pytest.fixture
def coordinator(school, person, sign_in):
    someone = person()
    hold_role(school=school, person=someone, role="coordinator", by=someone)
    return sign_in(someone)


@pytest.fixture
def teacher(school, person, sign_in):
    someone = person()
    hold_role(school=school, person=someone, role="teacher", by=someone)
    return sign_in(someone)


def address(wave, page=""):
    return f"/en/schools/{wave.school.key}/survey/{wave.key}/{page}"


def asked_slips(wave, count=12, role="parent"):
    return wave_files.ask_slips(wave=wave, role=role, count=count, language="en", key=uuid4(), today=localdate())


def test_slips_are_asked_for_once_and_the_worker_is_told_a_key_and_nothing_else(wave, coordinator):
    form = {"key": str(uuid4()), "role": "parent", "count": "12", "language": "en"}
    for _ in range(2):
        assert coordinator.post(address(wave, "slips/"), form).status_code == 302
    assert (CodeBatch.objects.count(), UnspentCode.objects.count()) == (1, 12)
    task = DBTaskResult.objects.get(task_path="tools.tasks.make_wave_file")
    assert task.args_kwargs == {"args": [form["key"]], "kwargs": {}}
    page = coordinator.get(address(wave, "slips/")).content.decode()
    assert "12 slips" in page
    assert "Waiting for its turn" in page


@pytest.mark.parametrize(
    "wrong", [{"count": "4"}, {"count": "2001"}, {"count": "x"}, {"role": "walker"}, {"language": "pl"}, {"key": "x"}]
)
def test_a_wrong_number_gives_out_nothing(wave, coordinator, wrong):
    form = {"key": str(uuid4()), "role": "parent", "count": "12", "language": "en", **wrong}
    assert coordinator.post(address(wave, "slips/"), form).status_code == 400
    assert IssuedCode.objects.count() == 0


def test_codes_are_sealed_and_open_what_is_printed(wave):
    file = asked_slips(wave)
    codes = wave_files.codes_of(file)
    assert len(set(codes)) == 12
    stored = bytes(WaveFile.objects.get().content)
    assert not any(code.encode() in stored for code in codes)
    sheets = slip_values(WaveFile.objects.select_related("batch").get(), codes)["sheets"]
    assert [len(sheet) for sheet in sheets] == [10, 2]
    assert [slip.code.replace(" ", "") for sheet in sheets for slip in sheet] == list(codes)
    send_sheet(wave=wave, code=codes[0], sheet=random_sheet(wave, "parent", 1))


def test_slips_are_made_fetched_and_forgotten(wave, coordinator):
    file = asked_slips(wave)
    make_wave_file.func(str(file.key))
    here = address(wave, f"file/{file.key}/")
    assert coordinator.get(here).status_code == 405
    answer = coordinator.post(here)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="slips-parent-en.pdf"'
    assert WaveFile.objects.get().expires_at <= now() + timedelta(minutes=10)
    # The line broke: once more.
    assert coordinator.post(here).status_code == 200
    WaveFile.objects.update(expires_at=now())
    assert coordinator.post(here).status_code == 404
    assert wave_files.forget_old() == 1
    assert UnspentCode.objects.count() == 12


def test_slips_that_nobody_fetched_are_taken_back(wave):
    file = asked_slips(wave)
    make_wave_file.func(str(file.key))
    WaveFile.objects.update(expires_at=now())
    assert wave_files.forget_old() == 1
    assert (CodeBatch.objects.get().revoked, UnspentCode.objects.count()) == (True, 0)


def test_a_killed_worker_makes_the_same_slips_again(wave):
    file = asked_slips(wave)
    codes = wave_files.codes_of(wave_files.begun(file.key))
    assert wave_files.codes_of(wave_files.begun(file.key)) == codes


def test_a_pile_is_taken_back_as_a_whole(wave, coordinator):
    file = asked_slips(wave)
    codes = wave_files.codes_of(file)
    kept = wave_files.codes_of(asked_slips(wave))
    send_sheet(wave=wave, code=codes[0], sheet=random_sheet(wave, "parent", 1))
    here = address(wave, f"slips/{file.batch.key}/")
    assert "Take these slips back?" in coordinator.get(here).content.decode()
    for _ in range(2):
        assert coordinator.post(here).status_code == 302
    with pytest.raises(SentAlreadyError):
        send_sheet(wave=wave, code=codes[0], sheet=random_sheet(wave, "parent", 1))
    with pytest.raises((SentAlreadyError, UnknownCodeError)):
        send_sheet(wave=wave, code=codes[1], sheet=random_sheet(wave, "parent", 1))
    send_sheet(wave=wave, code=kept[0], sheet=random_sheet(wave, "parent", 2))
    assert "Taken back" in coordinator.get(address(wave, "slips/")).content.decode()


def test_no_slips_before_the_survey_is_open(school, survey_version, coordinator):
    wave = prepared_wave(school, survey_version)
    assert coordinator.get(address(wave, "slips/")).status_code == 404
    with pytest.raises(ValidationError):
        asked_slips(wave)


@pytest.mark.parametrize("number", [1, 3])
def test_piles_cost_the_same_for_any_number(wave, coordinator, number, django_assert_num_queries):
    for _ in range(number):
        asked_slips(wave, 5)
    coordinator.get(address(wave, "slips/"))
    with django_assert_num_queries(7):  # session, person, membership, wave, roles, files, piles
        page = coordinator.get(address(wave, "slips/")).content.decode()
    assert page.count("<progress") == number


@pytest.mark.parametrize("kind", ["parents", "staff"])
@pytest.mark.parametrize("is_open", [False, True])
def test_letters_are_made_before_and_after_the_opening(school, survey_version, coordinator, kind, is_open):
    wave = opened_wave(school, survey_version) if is_open else prepared_wave(school, survey_version)
    form = {"key": str(uuid4()), "kind": kind, "language": "en"}
    for _ in range(2):
        assert coordinator.post(address(wave, "letters/"), form).status_code == 302
    file = WaveFile.objects.get()
    make_wave_file.func(str(file.key))
    assert coordinator.post(address(wave, f"file/{file.key}/")).content.startswith(b"%PDF-")
    assert bool(letter_values(file)["link"]) is (is_open and kind == "staff")


def test_a_teacher_lets_a_class_answer(wave, teacher):
    answer = teacher.post(address(wave, "lesson/"), {"role": "student", "places": "8"})
    lesson = ClassSession.objects.get()
    assert answer.url == address(wave, f"lesson/{lesson.key}/")
    page = teacher.get(answer.url).content.decode()
    assert read_code(lesson.code, LESSON) == lesson.code
    assert f"{lesson.code[:3]} {lesson.code[3:]}" in page
    assert "Fewer than 5 sent" in page
    for seed in range(6):
        code = issue_silently(wave=wave, role="student", session=lesson)
        if seed < 5:
            send_sheet(wave=wave, code=code, sheet=random_sheet(wave, "student", seed))
    assert "5 sent" in teacher.get(answer.url).content.decode()
    teacher.post(answer.url, {"more": "1"})
    lesson.refresh_from_db()
    assert lesson.places == 13
    for _ in range(2):
        assert teacher.post(answer.url, {"end": "1"}).status_code == 302
    assert "This lesson is over." in teacher.get(answer.url).content.decode()


def test_a_lesson_does_not_keep_who_leads_it(wave, teacher):
    teacher.post(address(wave, "lesson/"), {"role": "student", "places": "8"})
    fields = {field.name for field in ClassSession._meta.get_fields()}
    assert fields == {"id", "key", "wave", "role", "code", "closes_at", "places", "taken"}


def test_a_lesson_has_its_limits(wave, teacher):
    for wrong in ({"places": "0"}, {"places": "201"}, {"role": "walker"}):
        form = {"role": "student", "places": "8", **wrong}
        assert teacher.post(address(wave, "lesson/"), form).status_code == 400
    lesson = begin_lesson(wave=wave, role="student", places=MOST_PLACES - 3)
    assert add_places(lesson=lesson) == MOST_PLACES - 3
    close_wave(wave=wave)
    with pytest.raises(ValidationError):
        begin_lesson(wave=type(wave).objects.get(), role="student", places=8)
    assert teacher.get(address(wave, "lesson/")).status_code == 404


def test_open_addresses_are_shown_with_the_warning(wave, coordinator):
    page = coordinator.get(address(wave, "addresses/")).content.decode()
    assert "Whoever has the address can answer more than once." in page
    for link in wave.links.all():
        assert f"/en/s/all/{link.token}/" in page


def test_what_is_printed_leads_where_people_get_in(wave):
    link = wave.links.first()
    assert code_address("X4XX36JH") == base_address() + reverse("survey_slip", args=["X4XX36JH"])
    with override("pl"):
        assert link_address(link, "pl") == base_address() + reverse("survey_link", args=[link.token])
    assert f"http://{typed_address()}/" == base_address() + reverse("survey_short")


def test_the_team_is_three_members_of_the_school(wave, school, coordinator, person):
    someone = [person() for _ in range(5)]
    for one in someone[:4]:
        hold_role(school=school, person=one, role="teacher", by=one)
    stranger = someone[4]
    for one in someone[:3]:
        assert coordinator.post(address(wave, "team/"), {"person": str(one.pk)}).status_code == 302
    assert coordinator.post(address(wave, "team/"), {"person": str(someone[3].pk)}).status_code == 400
    assert coordinator.post(address(wave, "team/"), {"out": str(someone[0].pk)}).status_code == 302
    assert coordinator.post(address(wave, "team/"), {"person": str(stranger.pk)}).status_code == 400
    assert set(WaveReader.objects.values_list("person", flat=True)) == {someone[1].pk, someone[2].pk}


def test_the_list_of_codes_is_forgotten_a_month_after_the_end(wave):
    asked_slips(wave)
    close_wave(wave=wave)
    assert forget_codes() == 0
    type(wave).objects.update(closed_at=now() - timedelta(days=31))
    assert forget_codes() == 12
    assert IssuedCode.objects.count() == 0


def test_what_the_worker_keeps_is_no_code(wave):
    """The queue is in the database as well: neither arguments nor faults hold a code."""
    file = asked_slips(wave)
    make_wave_file.enqueue(str(file.key))
    kept = json.dumps([row.args_kwargs for row in DBTaskResult.objects.all()])
    assert not any(code in kept for code in wave_files.codes_of(file))
