"""A unit that asks for a web: done when one is handed in, never by a click before; nothing is taken away."""

import re

import pytest
from django.urls import reverse

from courses import selectors, services
from courses.models import UnitDone, UnitPage
from courses.wanted import mark_done as wanted
from tests.courses.conftest import tool

TRY = "/en/curriculum/course-0/m-1/try/"


def text_of(response) -> str:
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.fixture
def unit(programme, module, version, spiderweb) -> UnitPage:
    """A unit with the spiderweb, which counts."""
    return programme.unit(module, "try", body=[tool(spiderweb, counts=True)])


@pytest.fixture
def enrolled(teacher, module, unit):
    return services.enrol(person=teacher, module=module.translation_key)


def mark(teacher, module, unit):
    return services.mark_done(person=teacher, unit=unit.translation_key, module=module.translation_key)


def done(teacher) -> list:
    return list(UnitDone.objects.filter(person=teacher).values_list("unit", flat=True))


class TestHandingIn:
    def test_makes_the_unit_done(self, enrolled, teacher, unit, hand_in_web, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            hand_in_web(teacher)
        assert done(teacher) == [unit.translation_key]
        enrolled.refresh_from_db()
        assert enrolled.last_unit is None

    def test_twice_is_once(self, enrolled, teacher, unit, hand_in_web, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            hand_in_web(teacher)
            hand_in_web(teacher)
        assert done(teacher) == [unit.translation_key]

    def test_counts_for_nobody_else_and_in_no_module_one_left(
        self, module, enrolled, teacher, unit, person, hand_in_web, django_capture_on_commit_callbacks
    ):
        services.withdraw(person=teacher, module=module.translation_key)
        other = person()
        services.enrol(person=other, module=module.translation_key)
        with django_capture_on_commit_callbacks(execute=True):
            hand_in_web(teacher)
        assert (done(teacher), done(other)) == ([], [])

    def test_a_tool_that_does_not_count_marks_nothing(
        self, programme, module, teacher, version, spiderweb, hand_in_web, django_capture_on_commit_callbacks
    ):
        programme.unit(module, "try", body=[tool(spiderweb)])
        services.enrol(person=teacher, module=module.translation_key)
        with django_capture_on_commit_callbacks(execute=True):
            hand_in_web(teacher)
        assert done(teacher) == []


class TestAClick:
    def test_before_a_web_changes_nothing(self, enrolled, teacher, module, unit, sign_in):
        with pytest.raises(services.NotHandedInError):
            mark(teacher, module, unit)
        client = sign_in(teacher)
        answer = client.post(reverse("mark_done", args=[unit.translation_key]))
        assert (answer.status_code, answer.url, done(teacher)) == (302, f"{TRY}#finish", [])
        page = client.get(TRY)
        text = text_of(page)
        assert "This unit is done as soon as you have handed in a web. Nothing was changed." in page.content.decode()
        assert "This unit waits for your web" in text
        assert "Mark as done" not in text

    def test_after_a_web_from_before_says_so(self, teacher, module, unit, hand_in_web, sign_in):
        hand_in_web(teacher)
        services.enrol(person=teacher, module=module.translation_key)
        assert done(teacher) == []
        assert "Mark as done" in text_of(sign_in(teacher).get(TRY))
        mark(teacher, module, unit)
        assert done(teacher) == [unit.translation_key]

    def test_is_undone_and_done_again(self, enrolled, teacher, module, unit, hand_in_web):
        hand_in_web(teacher)
        mark(teacher, module, unit)
        services.undo_done(person=teacher, unit=unit.translation_key, module=module.translation_key)
        assert done(teacher) == []
        mark(teacher, module, unit)
        assert done(teacher) == [unit.translation_key]

    def test_that_was_wanted_before_signing_up_enrols_and_waits(self, teacher, module, unit):
        assert wanted(teacher, TRY) == "You are enrolled. The unit is done as soon as you have handed in a web."
        assert selectors.is_enrolled(teacher, module.translation_key)
        assert done(teacher) == []


class TestEditors:
    def test_switching_it_on_takes_nothing_away(self, programme, module, teacher, version, spiderweb):
        unit = programme.unit(module, "try")
        services.enrol(person=teacher, module=module.translation_key)
        mark(teacher, module, unit)
        unit.body = [tool(spiderweb, counts=True)]
        unit.save_revision().publish()
        assert selectors.asked_by(unit.translation_key) == {spiderweb.translation_key}
        assert mark(teacher, module, unit).done == {unit.translation_key}

    def test_what_is_not_released_asks_for_nothing(self, programme, module, teacher, spiderweb):
        unit = programme.unit(module, "try", body=[tool(spiderweb, counts=True)])
        services.enrol(person=teacher, module=module.translation_key)
        mark(teacher, module, unit)
        assert done(teacher) == [unit.translation_key]

    def test_a_translation_asks_for_nothing_of_its_own(self, programme, module, unit, spiderweb):
        english = UnitPage.objects.get(pk=unit.pk)
        english.body = []
        english.save_revision().publish()
        assert selectors.asked_by(unit.translation_key) == frozenset()


def test_a_visitor_is_told(unit, anonymous):
    text = text_of(anonymous.get(TRY))
    assert "With an account it is done as soon as you hand in a web" in text
    assert "Sign up and enrol" in text


@pytest.mark.parametrize("count", [1, 3])
def test_looking_costs_one_query_for_a_unit_that_waits(
    programme, module, version, spiderweb, teacher, count, django_assert_num_queries
):
    unit = programme.unit(module, "try", body=[tool(spiderweb, counts=True)] * count)
    selectors.asked_by(unit.translation_key)
    with django_assert_num_queries(1):
        assert selectors.awaited_webs(teacher, unit.translation_key) == [spiderweb.translation_key]
