"""A coordinator prepares, opens, extends, closes and cancels a survey; others see no more than is theirs."""

from datetime import date, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import localdate

from academy_site.people.models import School, SchoolMembership
from tests.tools.surveys import opened_wave, prepared_wave, random_sheet
from tools.domain.wave_days import Days, moments
from tools.models import OwnItem, Tally, Wave
from tools.services.coding import issue_silently
from tools.services.survey_drafts import begin
from tools.services.surveying import send_sheet
from tools.services.waves import close_wave, open_wave

WARSAW = ZoneInfo("Europe/Warsaw")
TOLD = {"told": "on", "letters": "on"}


@pytest.fixture
def joined(school, person):
    """Let somebody be something at a school: `joined("coordinator")`."""

    def join(role, *, at=None, who=None):
        someone = who or person()
        day = localdate()
        SchoolMembership.objects.create(
            school=at or school, person=someone, role=role, since=day, expires_on=day + timedelta(days=300)
        )
        return someone

    return join


@pytest.fixture
def other_school(db):
    return School.objects.create(
        name="Other", normal_name="other", town="Turku", normal_town="turku", country="FI", timezone="Europe/Helsinki"
    )


@pytest.fixture
def coordinator(joined, sign_in):
    """The client of a coordinator who has a second one beside them."""
    joined("coordinator")
    return sign_in(joined("coordinator"))


def address(wave, page=""):
    return f"/en/schools/{wave.school.key}/survey/{wave.key}/{page}"


def plan(**more):
    today = localdate()
    return {
        "key": str(uuid4()),
        "mode": "full",
        "title": "Spring",
        "languages": ["en"],
        "first_day": str(today),
        "last_day": str(today + timedelta(days=13)),
        "ask_teacher": "on",
        "count_teacher": "20",
        "ask_student": "on",
        "min_group": "5",
        "min_open": "10",
        **more,
    }


def test_from_nothing_to_an_open_survey(school, survey_version, coordinator):
    listed = f"/en/schools/{school.key}/survey/"
    assert "No survey yet" in coordinator.get(listed).content.decode()
    new = coordinator.get(listed + "new/").content.decode()
    assert "Time zone of the school: Europe/Warsaw." in new
    sent = plan()
    answer = coordinator.post(listed + "new/", sent)
    wave = Wave.objects.get()
    assert answer.url == address(wave)
    # Sent again it is the same one.
    assert coordinator.post(listed + "new/", sent).url == address(wave)
    assert Wave.objects.count() == 1
    page = coordinator.get(address(wave)).content.decode()
    assert "Before you open it" in page
    answer = coordinator.post(address(wave, "open/"), TOLD, follow=True)
    assert "Version and languages are fixed now" in answer.content.decode()
    wave.refresh_from_db()
    first = wave.opened_at
    assert first
    coordinator.post(address(wave, "open/"), TOLD)
    wave.refresh_from_db()
    assert wave.opened_at == first


def test_days_are_those_of_the_school(school, survey_version, coordinator):
    coordinator.post(f"/en/schools/{school.key}/survey/new/", plan(first_day="2027-03-15", last_day="2027-03-28"))
    wave = Wave.objects.get()
    assert wave.opens_at.isoformat() == "2027-03-14T23:00:00+00:00"
    # The night in which clocks go forward lies before the end.
    assert wave.closes_at.isoformat() == "2027-03-28T22:00:00+00:00"
    assert (wave.opens_at, wave.closes_at) == moments(Days(date(2027, 3, 15), date(2027, 3, 28)), WARSAW)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"last_day": "2020-01-01"}, "id_last_day_error"),
        ({"first_day": "2099-01-02", "last_day": "2099-01-01"}, "id_last_day_error"),
        ({"first_day": "someday"}, "id_first_day_error"),
        ({"languages": []}, "id_languages_error"),
        ({"languages": ["pl"]}, "id_languages_error"),
        ({"count_parent": "30"}, "id_ask_parent_error"),
        ({"count_teacher": "0"}, "id_count_teacher_error"),
        ({"title": ""}, "id_title_error"),
        ({"min_group": "4"}, "id_min_group_error"),
        ({"min_open": "9"}, "id_min_open_error"),
        ({"ask_teacher": "", "count_teacher": "", "ask_student": ""}, "id_ask_leader_error"),
    ],
)
def test_a_slip_is_said_at_its_place_and_nothing_is_lost(school, survey_version, coordinator, wrong, place):
    answer = coordinator.post(f"/en/schools/{school.key}/survey/new/", plan(**{"title": "Ours & theirs", **wrong}))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f'id="{place}"' in page
    assert ("Ours &amp; theirs" in page) is ("title" not in wrong)
    assert Wave.objects.count() == 0


def test_opening_needs_a_second_coordinator(school, survey_version, joined, sign_in):
    wave = prepared_wave(school, survey_version)
    alone = sign_in(joined("coordinator"))
    answer = alone.post(address(wave, "open/"), TOLD)
    assert answer.status_code == 400
    assert "Invite a second coordinator first" in answer.content.decode()
    assert Wave.objects.get().opened_at is None


def test_opening_needs_both_ticks(school, survey_version, coordinator):
    wave = prepared_wave(school, survey_version)
    answer = coordinator.post(address(wave, "open/"), {"told": "on"})
    assert answer.status_code == 400
    assert 'id="id_letters_error"' in answer.content.decode()
    assert Wave.objects.get().opened_at is None


def test_nothing_is_planned_any_more_once_it_is_open(school, survey_version, coordinator):
    wave = opened_wave(school, survey_version)
    for page in ("change/", "own-items/"):
        assert coordinator.get(address(wave, page)).status_code == 404
        assert coordinator.post(address(wave, page), plan()).status_code == 404


def test_it_can_be_changed_before(school, survey_version, coordinator):
    wave = prepared_wave(school, survey_version)
    page = coordinator.get(address(wave, "change/")).content.decode()
    assert 'value="Spring"' in page
    coordinator.post(address(wave, "change/"), plan(title="Summer", mode="pulse", min_group="8"))
    wave.refresh_from_db()
    assert (wave.title, wave.mode, wave.min_group) == ("Summer", "pulse", 8)
    assert dict(wave.roles.values_list("role", "expected")) == {"teacher": 20, "student": None}


def test_own_items_are_text(school, survey_version, coordinator):
    wave = prepared_wave(school, survey_version)
    words = "I <b>like</b> <script>alert(1)</script>"
    answer = coordinator.post(address(wave, "own-items/"), {"words_2_en": words, "roles_2": ["student"]})
    assert answer.status_code == 302
    item = OwnItem.objects.get()
    assert (item.place, item.roles, item.wordings) == (1, ["student"], {"en": words})
    page = coordinator.get(address(wave, "preview/student/en/")).content.decode()
    assert "I &lt;b&gt;like&lt;/b&gt; &lt;script&gt;" in page
    assert "&lt;b&gt;like" not in coordinator.get(address(wave, "preview/teacher/en/")).content.decode()
    answer = coordinator.post(address(wave, "own-items/"), {"words_1_en": "Good"})
    assert answer.status_code == 400
    assert 'id="id_roles_1_error"' in answer.content.decode()
    assert coordinator.post(address(wave, "own-items/"), {}).status_code == 302
    assert OwnItem.objects.count() == 0


def test_a_preview_shows_what_the_role_is_asked(school, survey_version, coordinator):
    wave = prepared_wave(school, survey_version)
    student = coordinator.get(address(wave, "preview/student/en/")).content.decode()
    governor = coordinator.get(address(wave, "preview/governor/en/")).content.decode()
    assert (student.count('class="question"'), governor.count('class="question"')) == (29, 8)
    for wrong in ("student/pl", "walker/en"):
        assert coordinator.get(address(wave, f"preview/{wrong}/")).status_code == 404


def test_extending_is_once_and_later_only(school, survey_version, coordinator):
    wave = opened_wave(school, survey_version)
    day = localdate() + timedelta(days=30)
    for _ in range(2):
        assert coordinator.post(address(wave, "extend/"), {"last_day": str(day)}).status_code == 302
    wave.refresh_from_db()
    assert wave.closes_at == moments(Days(day, day), WARSAW)[1]
    answer = coordinator.post(address(wave, "extend/"), {"last_day": str(localdate())})
    assert answer.status_code == 400
    assert 'id="id_last_day_error"' in answer.content.decode()


def test_closing_and_cancelling_ask_first_and_can_be_repeated(school, survey_version, coordinator):
    wave = opened_wave(school, survey_version)
    assert "cannot be opened again" in coordinator.get(address(wave, "close/")).content.decode()
    assert "are deleted" in coordinator.get(address(wave, "cancel/")).content.decode()
    wave.refresh_from_db()
    assert (wave.closed_at, wave.cancelled_at) == (None, None)
    for _ in range(2):
        assert coordinator.post(address(wave, "close/")).status_code == 302
    assert coordinator.get(address(wave, "cancel/")).status_code == 404
    other = opened_wave(school, survey_version)
    for _ in range(2):
        assert coordinator.post(address(other, "cancel/")).status_code == 302
    assert Tally.objects.filter(wave=other).count() == 0
    assert coordinator.post(address(other, "open/"), TOLD).status_code == 404


def sent(wave, role, number):
    for seed in range(number):
        code = issue_silently(wave=wave, role=role)
        send_sheet(wave=wave, code=code, sheet=random_sheet(wave, role, seed))


def test_counts_go_up_in_steps_of_five_and_say_nothing_else(school, survey_version, coordinator, joined, sign_in):
    wave = opened_wave(school, survey_version)
    sent(wave, "student", 4)
    before = coordinator.get(address(wave)).content.decode()
    assert "fewer than 5 of 60" in before
    sent(wave, "student", 5)
    page = coordinator.get(address(wave)).content.decode()
    assert "5 or more of 60" in page
    assert "More answers than there are people" not in page
    leader = sign_in(joined("leader"))
    assert "5 or more of 60" in leader.get(address(wave)).content.decode()
    assert "Close it now" not in leader.get(address(wave)).content.decode()


def test_more_answers_than_people_raise_an_alarm(school, survey_version, coordinator):
    wave = opened_wave(school, survey_version, roles={"student": 5, "leader": 2})
    # Of so few leaders not even that is said.
    sent(wave, "leader", 3)
    assert "More answers than" not in coordinator.get(address(wave)).content.decode()
    sent(wave, "student", 6)
    assert "More answers than there are people: Students." in coordinator.get(address(wave)).content.decode()


def test_surveys_that_nobody_sends_raise_an_alarm(school, survey_version, coordinator):
    wave = opened_wave(school, survey_version)
    for number in range(10):
        code = issue_silently(wave=wave, role="parent")
        begin(wave=wave, code=code, language="en", today=localdate())
        piled = "Many have begun and not sent." in coordinator.get(address(wave)).content.decode()
        assert piled is (number == 9)
    sent(wave, "student", 10)
    assert "Many have begun and not sent." not in coordinator.get(address(wave)).content.decode()


def test_the_workspace_offers_one_next_step(school, survey_version, coordinator, joined, sign_in):
    place = f"/en/schools/{school.key}/"
    teacher, governor = sign_in(joined("teacher")), sign_in(joined("governor"))
    assert "Preparing it takes about 15 minutes." in coordinator.get(place).content.decode()
    assert "School survey" not in teacher.get(place).content.decode()
    wave = prepared_wave(school, survey_version)
    assert "Go through the checklist" in coordinator.get(place).content.decode()
    open_wave(wave=wave)
    assert "Codes, letters and counts" in coordinator.get(place).content.decode()
    assert f"/survey/{wave.key}/lesson/" in teacher.get(place).content.decode()
    assert "School survey" not in governor.get(place).content.decode()
    close_wave(wave=wave)
    assert f"/survey/{wave.key}/report/" in coordinator.get(place).content.decode()


def test_thresholds_only_become_stricter_after_the_first_answer(school, survey_version, coordinator):
    wave = opened_wave(school, survey_version)
    assert coordinator.post(address(wave, "thresholds/"), {"min_group": "8", "min_open": "12"}).status_code == 302
    assert coordinator.post(address(wave, "thresholds/"), {"min_group": "6", "min_open": "10"}).status_code == 302
    sent(wave, "student", 1)
    for less in ({"min_group": "5", "min_open": "10"}, {"min_group": "4", "min_open": "10"}):
        assert coordinator.post(address(wave, "thresholds/"), less).status_code == 400
    assert coordinator.post(address(wave, "thresholds/"), {"min_group": "7", "min_open": "10"}).status_code == 302
    wave.refresh_from_db()
    assert (wave.min_group, wave.min_open) == (7, 10)


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_costs_the_same_for_any_number(school, survey_version, coordinator, number, django_assert_num_queries):
    for _ in range(number):
        opened_wave(school, survey_version)
    coordinator.get(f"/en/schools/{school.key}/survey/")
    with django_assert_num_queries(6):  # session, person, membership, waves, roles, version
        page = coordinator.get(f"/en/schools/{school.key}/survey/").content.decode()
    assert page.count("wave-row__title") == number


@pytest.mark.parametrize("number", [1, 3])
def test_counts_cost_the_same_for_any_number(school, survey_version, coordinator, number, django_assert_num_queries):
    wave = opened_wave(school, survey_version, roles=dict.fromkeys(["teacher", "student", "parent"][:number], 30))
    coordinator.get(address(wave))
    # session, person, membership, wave; tallies, piles, unspent, roles, drafts
    with django_assert_num_queries(9):
        page = coordinator.get(address(wave)).content.decode()
    assert page.count("counts__bar") == number
