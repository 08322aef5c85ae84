"""A teacher's own courses in the catalogue, and modules that were added to a course since they enrolled."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from academy_site.foundation import stamp
from courses import selectors, services
from courses.models import Enrolment
from tests.courses.test_learning_pages import text_of

CATALOGUE = "/en/curriculum/"
COURSE = "/en/curriculum/course-0/"
DESK = "/en/desk/"


def done(person, module):
    for part in selectors.units_of(module.translation_key):
        services.mark_done(person=person, unit=part.key, module=module.translation_key)


@pytest.fixture
def client(sign_in, teacher) -> Client:
    return sign_in(teacher)


@pytest.fixture
def course(programme):
    """A course of two modules of two units each."""
    course = programme.course()
    for number in (1, 2):
        module = programme.module(course, number)
        programme.unit(module, "see")
        programme.unit(module, "study")
    return course


@pytest.fixture
def modules(course):
    return [row.module for row in course.course_modules.order_by("sort_order")]


def own_part(response) -> str:
    html = response.content.decode()
    found = re.search(r'<section[^>]*aria-labelledby="my-courses".*?</section>', html, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])).strip() if found else ""


class TestTheCatalogue:
    def test_says_where_one_is_and_what_is_next(self, client, teacher, course, modules):
        services.enrol_in_course(person=teacher, course=course.translation_key)
        assert "0 of 2 modules worked through. Begin with See: See of C0-1" in own_part(client.get(CATALOGUE))
        done(teacher, modules[0])
        text = own_part(client.get(CATALOGUE))
        assert text.startswith("Your course Course 0 1 of 2 modules worked through. Begin with See: See of C0-2")
        assert text.endswith("Module C0-1 Worked through 2 Module C0-2 0 of 2 done")

    def test_a_module_taken_by_itself_shows_its_course(self, client, teacher, course, modules):
        services.enrol(person=teacher, module=modules[1].translation_key)
        text = own_part(client.get(CATALOGUE))
        assert "0 of 2 modules worked through. Begin with See: See of C0-2" in text
        assert text.endswith("1 Module C0-1 Not enrolled yet 2 Module C0-2 0 of 2 done")

    def test_a_course_that_was_left_is_not_mine(self, client, teacher, course):
        services.enrol_in_course(person=teacher, course=course.translation_key)
        services.withdraw_from_course(person=teacher, course=course.translation_key)
        assert own_part(client.get(CATALOGUE)) == ""

    def test_the_course_one_was_in_last_comes_first(self, client, teacher, programme, course):
        other = programme.course(1)
        module = programme.module(other, 1)
        programme.unit(module, "see")
        for page in (course, other):
            services.enrol_in_course(person=teacher, course=page.translation_key)
        assert own_part(client.get(CATALOGUE)).startswith("Your courses Course 1")
        client.get(f"{COURSE}m-2/study/")
        assert "Begin with Study: Study of C0-2" in own_part(client.get(CATALOGUE))
        assert own_part(client.get(CATALOGUE)).startswith("Your courses Course 0")
        for own in course.course_modules.all():
            done(teacher, own.module)
        assert own_part(client.get(CATALOGUE)).startswith("Your courses Course 1")

    def test_the_fourth_course_is_listed(self, client, teacher, programme):
        for number in range(4):
            page = programme.course(number)
            programme.unit(programme.module(page, 1), "see")
            services.enrol_in_course(person=teacher, course=page.translation_key)
        text = own_part(client.get(CATALOGUE))
        assert "1 more course of yours" in text
        assert text.count("module worked through.") == 4

    def test_every_id_stands_once(self, client, teacher, course):
        services.enrol_in_course(person=teacher, course=course.translation_key)
        ids = re.findall(r'\sid="([^"]+)"', client.get(CATALOGUE).content.decode())
        assert len(ids) == len(set(ids))

    def test_is_the_same_for_visitors_and_those_who_search(self, client, anonymous, teacher, course):
        before = anonymous.get(CATALOGUE).content
        services.enrol_in_course(person=teacher, course=course.translation_key)
        answer = client.get(CATALOGUE)
        assert answer["Cache-Control"] == "private, no-store"
        assert anonymous.get(CATALOGUE).content == before
        assert own_part(client.get(f"{CATALOGUE}?q=module")) == ""

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, client, teacher, programme, count, django_assert_num_queries):
        for number in range(count):
            page = programme.course(number)
            for place in range(1, count + 1):
                module = programme.module(page, place)
                for step in ("see", "study", "try")[:count]:
                    programme.unit(module, step)
            services.enrol_in_course(person=teacher, course=page.translation_key)
        stamp.touch()
        client.get(CATALOGUE)
        with django_assert_num_queries(6):
            client.get(CATALOGUE)


class TestAModuleThatWasAdded:
    @pytest.fixture
    def added(self, teacher, programme, course):
        services.enrol_in_course(person=teacher, course=course.translation_key)
        module = programme.module(course, 3)
        programme.unit(module, "see")
        return module

    @pytest.mark.parametrize("page", [CATALOGUE, COURSE, DESK])
    def test_is_marked_and_enrolled_in_with_one_click(self, client, added, page):
        answer = client.get(page)
        assert "1 new module since you enrolled" in text_of(answer)
        action = reverse("enrol", args=[added.translation_key])
        assert f'action="{action}"' in answer.content.decode()
        assert client.post(action).url == f"{COURSE}m-3/#begin"
        answer = client.get(page)
        assert "new module" not in text_of(answer)
        assert f'action="{action}"' not in answer.content.decode()
        assert Enrolment.objects.filter(module=added.translation_key).count() == 1

    def test_takes_nothing_away_from_who_has_finished(self, client, teacher, programme, course, modules):
        services.enrol_in_course(person=teacher, course=course.translation_key)
        for module in modules:
            done(teacher, module)
        programme.unit(programme.module(course, 3), "see")
        text = text_of(client.get(COURSE))
        assert "You have worked through this course" in text
        assert "1 new module since you finished" in text

    def test_a_module_of_two_courses_stands_once_on_the_desk(self, client, teacher, programme, course):
        other = programme.course(1)
        programme.unit(programme.module(other, 1), "see")
        for page in (course, other):
            services.enrol_in_course(person=teacher, course=page.translation_key)
        module = programme.module(course, 3)
        programme.add_to(other, module)
        action = reverse("enrol", args=[module.translation_key])
        assert client.get(DESK).content.decode().count(f'action="{action}"') == 1

    def test_one_that_was_left_is_not_new(self, client, teacher, added):
        services.enrol(person=teacher, module=added.translation_key)
        services.withdraw(person=teacher, module=added.translation_key)
        assert "new module" not in text_of(client.get(COURSE))
