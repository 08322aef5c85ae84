"""A draft is saved at each choice and handed in once; what was handed in never changes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import now, override as override_zone

from tools.models import Focus, Reassessment, Response, ResponseDraft
from tools.selectors.webs import aims_of, history_of
from tools.sentences import day_of
from tools.services.aiming import add_focus, set_target
from tools.services.answering import (
    AsksWhetherItReplacesError,
    NothingAnsweredError,
    correct_web,
    hand_in,
    look_back,
    save_answers,
    start_web,
)
from tools.signals import response_submitted

LEVELS = {"knowing-level": "3", "ownership-level": "2", "pathways-level": "4"}


@pytest.fixture
def teacher(person):
    return person(timezone="Europe/Helsinki")


@pytest.fixture
def draft(teacher, version):
    return start_web(person=teacher, version=version, mode="quick")


def test_a_second_start_goes_on_with_the_draft_there_is(draft, teacher, version):
    assert start_web(person=teacher, version=version, mode="full").key == draft.key
    assert ResponseDraft.objects.count() == 1


def test_choices_add_up_and_what_is_wrong_is_named(draft, teacher):
    save_answers(person=teacher, key=draft.key, answers=[("knowing-level", "3")])
    saved = save_answers(
        person=teacher, key=draft.key, answers=[("ownership-level", "2"), ("pathways-level", "9"), ("nothing", "1")]
    )
    assert saved.draft.answers == {"knowing-level": "3", "ownership-level": "2"}
    assert [(error.code, error.item) for error in saved.errors] == [
        ("outside_scale", "pathways-level"),
        ("unknown_item", "nothing"),
    ]


def test_a_note_written_on_two_devices_keeps_both(draft, teacher):
    save_answers(person=teacher, key=draft.key, notes={"knowing": ("From the phone", "")})
    saved = save_answers(person=teacher, key=draft.key, notes={"knowing": ("From the desk", "")})
    assert saved.draft.notes == {"knowing": "From the phone\n\nFrom the desk"}


def test_a_note_that_is_too_long_is_named_and_the_answers_are_kept(draft, teacher):
    saved = save_answers(
        person=teacher, key=draft.key, answers=[("knowing-level", "3")], notes={"knowing": ("x" * 100_000, "")}
    )
    assert saved.draft.answers == {"knowing-level": "3"}
    assert saved.draft.notes == {}
    assert [(error.code, error.item) for error in saved.errors] == [("note_too_long", "knowing")]


def test_a_draft_is_handed_in_once_however_often_it_is_asked(draft, teacher, django_capture_on_commit_callbacks):
    heard = []
    response_submitted.connect(lambda **told: heard.append(told["response"].key), weak=False, dispatch_uid="heard")
    save_answers(person=teacher, key=draft.key, answers=LEVELS.items(), learners="  Class   5b ")
    with django_capture_on_commit_callbacks(execute=True):
        first = hand_in(person=teacher, key=draft.key)
        second = hand_in(person=teacher, key=draft.key)
    response_submitted.disconnect(dispatch_uid="heard")
    assert first.pk == second.pk
    assert first.key == draft.key
    assert (first.answers, first.learners, first.text.language) == (LEVELS, "Class 5b", "en")
    assert heard == [first.key]
    assert not ResponseDraft.objects.exists()


def test_nobody_else_hands_it_in(draft, person):
    with pytest.raises(ResponseDraft.DoesNotExist):
        hand_in(person=person(), key=draft.key)
    with pytest.raises(ResponseDraft.DoesNotExist):
        save_answers(person=person(), key=draft.key, answers=[("knowing-level", "3")])


def test_an_empty_web_is_not_kept(draft, teacher):
    with pytest.raises(NothingAnsweredError):
        hand_in(person=teacher, key=draft.key)
    assert ResponseDraft.objects.filter(key=draft.key).exists()


def test_the_day_is_that_of_the_teachers_time_zone(draft, teacher):
    save_answers(person=teacher, key=draft.key, answers=LEVELS.items())
    late = now().replace(year=2026, month=3, day=3, hour=22, minute=30)
    assert hand_in(person=teacher, key=draft.key, at=late).on == date(2026, 3, 4)


def _again(teacher, version, answers, at, **more):
    draft = start_web(person=teacher, version=version, mode="quick")
    save_answers(person=teacher, key=draft.key, answers=answers.items())
    return hand_in(person=teacher, key=draft.key, at=at, **more)


def test_a_correction_within_half_an_hour_takes_the_place_of_the_first(teacher, version):
    moment = now().replace(hour=9, minute=0)
    first = _again(teacher, version, LEVELS, moment)
    draft = correct_web(person=teacher, response=first)
    assert draft.answers == LEVELS
    save_answers(person=teacher, key=draft.key, answers=[("knowing-level", "4")])
    second = hand_in(person=teacher, key=draft.key, at=moment + timedelta(minutes=30))
    assert list(Response.objects.all()) == [second]
    assert second.answers == LEVELS | {"knowing-level": "4"}
    assert (second.submitted_at, second.on) == (first.submitted_at, first.on)


def test_another_web_within_half_an_hour_is_no_correction(teacher, version):
    moment = now().replace(hour=9, minute=0)
    first = _again(teacher, version, LEVELS, moment)
    with pytest.raises(AsksWhetherItReplacesError):
        _again(teacher, version, {"knowing-level": "5"}, moment + timedelta(minutes=5))
    assert list(Response.objects.all()) == [first]


def test_a_second_one_on_the_same_day_asks_whether_it_replaces(teacher, version):
    moment = now().replace(hour=7, minute=0)
    first = _again(teacher, version, LEVELS, moment)
    with pytest.raises(AsksWhetherItReplacesError) as asked:
        _again(teacher, version, {"knowing-level": "5"}, moment + timedelta(hours=2))
    assert asked.value.earlier == first
    draft = ResponseDraft.objects.get()
    both = hand_in(person=teacher, key=draft.key, at=moment + timedelta(hours=2), replaces=False)
    assert list(Response.objects.all()) == [first, both]
    with pytest.raises(AsksWhetherItReplacesError):
        _again(teacher, version, {"knowing-level": "1"}, moment + timedelta(hours=4))
    third = hand_in(person=teacher, key=ResponseDraft.objects.get().key, at=moment + timedelta(hours=4), replaces=True)
    assert list(Response.objects.all()) == [first, third]


def test_what_was_handed_in_never_changes(hand_in_web, teacher):
    response = hand_in_web(teacher, LEVELS)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Response.objects.filter(pk=response.pk).update(answers={"knowing-level": "5"})
    response.delete()
    assert not Response.objects.exists()


def test_the_database_refuses_an_empty_web_and_a_third_focus(version, teacher):
    empty = Response(
        person=teacher,
        instrument=version.instrument,
        version=version,
        text=version.texts.get(),
        mode="quick",
        on=date(2026, 3, 3),
        submitted_at=now(),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        empty.save()
    for place in (1, 2):
        Focus.objects.create(person=teacher, instrument=version.instrument, dimension=f"d{place}", place=place)
    for place in (2, 3):
        with pytest.raises(IntegrityError), transaction.atomic():
            Focus.objects.create(person=teacher, instrument=version.instrument, dimension="d3", place=place)


def test_a_recheck_asks_the_focus_and_takes_the_rest_over(hand_in_web, teacher, version):
    earlier = hand_in_web(teacher, days_ago=100)
    draft = start_web(person=teacher, version=version, mode="quick", focus=["coaching"])
    save_answers(person=teacher, key=draft.key, answers=[("coaching-level", "5"), ("knowing-level", "1")])
    response = hand_in(person=teacher, key=draft.key)
    assert response.answers == earlier.answers | {"coaching-level": "5"}
    assert set(response.taken) == {key.removesuffix("-level") for key in earlier.answers} - {"coaching"}
    assert set(response.taken.values()) == {earlier.on.isoformat()}


def test_a_recheck_needs_an_earlier_web(teacher, version):
    with pytest.raises(ValidationError):
        start_web(person=teacher, version=version, mode="quick", focus=["coaching"])


def test_the_earlier_moment_is_rated_again_and_kept_apart(hand_in_web, teacher, version):
    earlier = hand_in_web(teacher, LEVELS, days_ago=100)
    draft = start_web(person=teacher, version=version, mode="quick")
    look_back(person=teacher, key=draft.key, earlier=earlier.key)
    save_answers(person=teacher, key=draft.key, answers=[("knowing-level", "4")])
    save_answers(person=teacher, key=draft.key, answers=[("knowing-level", "1")], part="then")
    response = hand_in(person=teacher, key=draft.key)
    assert (response.answers, response.then, response.then_on) == (
        {"knowing-level": "4"},
        {"knowing-level": "1"},
        earlier.on,
    )
    with pytest.raises(Response.DoesNotExist):
        look_back(person=teacher, key=start_web(person=teacher, version=version, mode="full").key, earlier=earlier.key)


def test_the_next_reminder_is_planned(hand_in_web, teacher):
    response = hand_in_web(teacher, LEVELS)
    assert Reassessment.objects.get(person=teacher).due_on == response.on + timedelta(weeks=12)


def test_a_third_focus_asks_which_to_swap(teacher, version):
    assert add_focus(person=teacher, version=version, dimension="knowing").code == "added"
    assert add_focus(person=teacher, version=version, dimension="coaching").code == "added"
    assert add_focus(person=teacher, version=version, dimension="digital").code == "ask_which"
    swapped = add_focus(person=teacher, version=version, dimension="digital", leaving="knowing")
    assert swapped.focus == ("digital", "coaching")
    assert aims_of(teacher, version.instrument).focus == ("digital", "coaching")


def test_a_target_is_one_of_five_levels_of_a_dimension(teacher, version):
    set_target(person=teacher, version=version, dimension="knowing", level=4)
    set_target(person=teacher, version=version, dimension="knowing", level=5)
    set_target(person=teacher, version=version, dimension="coaching", level=3)
    set_target(person=teacher, version=version, dimension="coaching", level=None)
    assert aims_of(teacher, version.instrument).targets == {"knowing": 5}
    for dimension, level in (("knowing", 6), ("knowing", 0), ("nothing", 3)):
        with pytest.raises(ValidationError):
            set_target(person=teacher, version=version, dimension=dimension, level=level)


@pytest.mark.parametrize("webs", [1, 3])
def test_history_costs_two_queries(hand_in_web, teacher, version, webs, django_assert_num_queries):
    for number in range(webs):
        hand_in_web(teacher, LEVELS, days_ago=100 * (webs - number))
    with django_assert_num_queries(2):
        history = history_of(teacher, version.instrument)
        assert len(history.webs) == webs
    assert history.response(uuid4()) is None
    assert history.latest == history.responses[-1]


def test_two_webs_of_one_day_are_told_apart_by_their_time(hand_in_web, teacher, version):
    early = now().replace(year=2026, month=3, day=3, hour=7, minute=5)
    for answers, at in ((LEVELS, early - timedelta(days=99)), (LEVELS, early), (LEVELS, early + timedelta(hours=3))):
        draft = start_web(person=teacher, version=version, mode="quick")
        save_answers(person=teacher, key=draft.key, answers=answers.items())
        hand_in(person=teacher, key=draft.key, at=at, replaces=False)
    with override_zone("Europe/Helsinki"):
        days = [day_of(response) for response in history_of(teacher, version.instrument).responses]
    assert days == ["24 November 2025", "3 March 2026, 09:05", "3 March 2026, 12:05"]
