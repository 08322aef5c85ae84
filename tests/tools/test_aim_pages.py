"""Targets, focus and reminders, set from pages without JavaScript; nobody else's, and nothing typed is lost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from academy_site.people.models import Message
from tools.models import Focus, QuietWeeks, Reassessment, Response, Target
from tools.selectors.webs import aims_of
from tools.services.answering import delete_web
from tools.services.reminding import change_reminders, remind_due

TARGET, FOCUS = "/en/webs/spiderweb/target/", "/en/webs/spiderweb/focus/"
REMINDERS = "/en/webs/spiderweb/reminders/"


@pytest.fixture
def teacher(person):
    return person(timezone="Europe/Helsinki")


@pytest.fixture
def client(teacher, sign_in):
    return sign_in(teacher)


def test_a_target_is_set_changed_and_taken_away(client, hand_in_web, teacher, version):
    web = hand_in_web(teacher)
    for level, kept in (("4", {"coaching": 4}), ("5", {"coaching": 5}), ("", {})):
        answer = client.post(TARGET, {"dimension": "coaching", "level": level, "web": web.key})
        assert (answer.status_code, answer["Location"]) == (302, f"/en/web/{web.key}/#axis-coaching")
        assert aims_of(teacher, version.instrument).targets == kept


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ({"dimension": "coaching", "level": "6"}, "“level”"),
        ({"dimension": "nothing", "level": "3"}, "“dimension”"),
        ({"level": "3"}, "“dimension”"),
        ({"dimension": "coaching", "level": "3", "web": "x"}, "“web”"),
    ],
)
def test_a_tampered_target_is_400_and_names_the_item(client, version, sent, named):
    answer = client.post(TARGET, sent)
    assert (answer.status_code, named in answer.content.decode(), Target.objects.count()) == (400, True, 0)


def test_a_third_focus_asks_which_to_swap(client, hand_in_web, teacher, version):
    web = hand_in_web(teacher)
    for dimension in ("coaching", "digital"):
        assert client.post(FOCUS, {"dimension": dimension, "web": web.key}).status_code == 302
    answer = client.post(FOCUS, {"dimension": "together", "web": web.key})
    assert (answer.status_code, [one["key"] for one in answer.context["focus"]]) == (409, ["coaching", "digital"])
    assert aims_of(teacher, version.instrument).focus == ("coaching", "digital")
    client.post(FOCUS, {"dimension": "together", "leaving": "coaching", "web": web.key})
    assert aims_of(teacher, version.instrument).focus == ("together", "digital")
    client.post(FOCUS, {"dimension": "digital", "drop": "1"})
    assert aims_of(teacher, version.instrument).focus == ("together",)


def test_a_dimension_that_is_not_there_comes_into_no_focus(client, version):
    answer = client.post(FOCUS, {"dimension": "nothing"})
    assert (answer.status_code, Focus.objects.count()) == (400, 0)


def test_the_page_advises_against_a_third_target(client, hand_in_web, teacher):
    web = hand_in_web(teacher)
    for number, dimension in enumerate(("coaching", "digital", "together"), 1):
        client.post(TARGET, {"dimension": dimension, "level": "4"})
        result = client.get(reverse("web", args=[web.key])).context["result"]
        assert len(result.many_targets) == (3 if number == 3 else 0)


def test_reading_an_address_changes_nothing(client, version):
    for address in (TARGET, FOCUS):
        answer = client.get(address, {"dimension": "coaching", "level": "3"})
        assert (answer.status_code, answer["Location"]) == (302, "/en/webs/spiderweb/growth/")
    assert (Target.objects.count(), Focus.objects.count()) == (0, 0)


# Reminders


def test_reminders_are_switched_off_and_on(client, hand_in_web, teacher):
    last = hand_in_web(teacher).on
    assert client.get(REMINDERS).context["due_on"] == last + timedelta(weeks=12)
    assert client.post(REMINDERS, {}).status_code == 302
    assert (client.get(REMINDERS).context["due_on"], Reassessment.objects.get().wanted) == (None, False)
    client.post(REMINDERS, {"wanted": "on"})
    assert client.get(REMINDERS).context["due_on"] == last + timedelta(weeks=12)


def test_who_wants_none_before_the_first_web_gets_none(client, hand_in_web, teacher, version):
    client.post(REMINDERS, {})
    hand_in_web(teacher)
    assert Reassessment.objects.get().due_on is None


def test_quiet_weeks_move_the_reminder(client, hand_in_web, teacher):
    due = hand_in_web(teacher).on + timedelta(weeks=12)
    first, last = due - timedelta(days=3), due + timedelta(days=10)
    client.post(REMINDERS, {"wanted": "on", "first_1": first.isoformat(), "last_1": last.isoformat()})
    assert Reassessment.objects.get().due_on == last + timedelta(days=1)
    page = client.get(REMINDERS)
    assert [field.value() for pair in page.context["form"].rows for field in pair] == [first, last, None, None]
    client.post(REMINDERS, {"wanted": "on", "first_1": "", "last_1": ""})
    assert (QuietWeeks.objects.count(), Reassessment.objects.get().due_on) == (0, due)


@pytest.mark.parametrize(
    ("first", "last", "at"),
    [("2027-02-01", "2027-01-01", "last_1"), ("2027-02-01", "", "last_1"), ("x", "2027-02-01", "first_1")],
)
def test_days_that_cannot_be_come_back_as_they_were_typed(client, version, first, last, at):
    answer = client.post(REMINDERS, {"wanted": "on", "first_1": first, "last_1": last})
    assert (answer.status_code, list(answer.context["form"].errors), QuietWeeks.objects.count()) == (422, [at], 0)
    body = answer.content.decode()
    assert [f'value="{typed}"' in body for typed in (first, last) if typed] == [
        True for typed in (first, last) if typed
    ]


def test_the_chore_tells_once_on_the_day_of_the_teacher(hand_in_web, teacher):
    last = hand_in_web(teacher).on
    due = last + timedelta(weeks=12)
    # Midnight in Helsinki is 22:00 of the day before in UTC, in winter; 21:00 in summer.
    evening = datetime(due.year, due.month, due.day, 20, 30, tzinfo=UTC) - timedelta(days=1)
    assert remind_due(at=evening) == 0
    assert remind_due(at=evening + timedelta(hours=2)) == 1
    assert remind_due(at=evening + timedelta(days=30)) == 0
    message = Message.objects.get()
    assert (message.kind, message.link) == ("look_again", "/en/webs/spiderweb/")
    assert message.title == "Time to look again"


def test_switching_on_again_does_not_tell_twice(hand_in_web, teacher, version):
    hand_in_web(teacher, days_ago=100)
    assert remind_due(at=now()) == 1
    change_reminders(person=teacher, instrument=version.instrument, wanted=True, quiet=[])
    remind_due(at=now())
    assert Message.objects.count() == 1


def test_nobody_is_reminded_in_quiet_weeks_also_when_they_were_set_late(hand_in_web, teacher, version):
    hand_in_web(teacher, days_ago=100)
    today = now().date()
    QuietWeeks.objects.create(person=teacher, first=today - timedelta(days=5), last=today + timedelta(days=5))
    assert (remind_due(at=now()), Message.objects.count()) == (0, 0)
    assert remind_due(at=now() + timedelta(days=7)) == 1


def test_a_deleted_web_is_not_reminded_of(hand_in_web, teacher):
    older, newest = hand_in_web(teacher, days_ago=30), hand_in_web(teacher)
    delete_web(person=teacher, key=newest.key)
    assert Reassessment.objects.get().due_on == older.on + timedelta(weeks=12)
    delete_web(person=teacher, key=older.key)
    assert (Reassessment.objects.get().due_on, Response.objects.count()) == (None, 0)
    assert remind_due(at=datetime.combine(date(2200, 1, 1), datetime.min.time(), tzinfo=UTC)) == 0
