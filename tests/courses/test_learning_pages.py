"""What a teacher sees and does on units, modules and courses; what visitors and others get."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from academy_site.foundation import stamp
from courses import selectors, services
from courses.models import Enrolment, UnitDone

MODULE = "/en/curriculum/course-0/m-1/"
SEE, STUDY, SHARE = f"{MODULE}see/", f"{MODULE}study/", f"{MODULE}share/"


def text_of(response) -> str:
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.fixture
def client(sign_in, teacher) -> Client:
    return sign_in(teacher)


@pytest.fixture
def enrolled(teacher, module) -> Enrolment:
    return services.enrol(person=teacher, module=module.translation_key)


def address(name, key, language="en") -> str:
    with override(language):
        return reverse(name, args=[key])


class TestAUnit:
    def test_is_marked_and_unmarked(self, client, enrolled, keys):
        assert "Mark as done" in text_of(client.get(SEE))
        answer = client.post(address("mark_done", keys[0]))
        assert (answer.status_code, answer.url) == (302, f"{SEE}#finish")
        text = text_of(client.get(SEE))
        assert "This unit is done" in text
        assert "1 of 2 required units done; optional ones do not count." in text
        assert re.search(r"Go on with Study: Study of C0-1", text)
        client.post(address("undo_done", keys[0]))
        assert UnitDone.objects.count() == 0
        assert "Mark as done" in text_of(client.get(SEE))

    def test_the_last_required_one_leads_to_the_task(self, client, enrolled, keys):
        for key in keys[:2]:
            client.post(address("mark_done", key))
        text = text_of(client.get(STUDY))
        assert "You have worked through this module" in text
        assert "To the task: Talk to a learner" in text

    def test_a_replayed_form_counts_once(self, client, enrolled, keys):
        for _ in range(3):
            client.post(address("mark_done", keys[0]))
        assert UnitDone.objects.count() == 1

    def test_who_is_not_enrolled_is_asked(self, client, module, keys):
        assert "Enrol and mark as done" in text_of(client.get(SEE))
        answer = client.post(address("mark_done", keys[0]))
        assert (answer.status_code, UnitDone.objects.count()) == (409, 0)
        assert "You are not enrolled in this module" in text_of(answer)
        answer = client.post(address("mark_done", keys[0]), {"enrol": "1"})
        assert (answer.status_code, UnitDone.objects.count(), Enrolment.objects.count()) == (302, 1, 1)

    def test_nothing_changes_on_get(self, client, enrolled, keys):
        for name in ("mark_done", "undo_done"):
            assert client.get(address(name, keys[0])).url == SEE
        assert UnitDone.objects.count() == 0

    def test_a_visitor_sees_nothing_of_a_person_and_may_sign_up(self, anonymous, module):
        answer = anonymous.get(SEE)
        assert "csrfmiddlewaretoken" not in answer.content.decode()
        assert "/en/account/signup/?next=%2Fen%2Fcurriculum%2Fcourse-0%2Fm-1%2Fsee%2F%3Fdo%3Ddone" in (
            answer.content.decode()
        )

    def test_a_session_that_ended_leads_back_with_the_action(self, anonymous, module, keys):
        answer = anonymous.post(address("mark_done", keys[0]))
        assert answer.url == f"/en/account/login/?next={SEE}%3Fdo%3Ddone"

    def test_nobody_keeps_what_is_personal(self, client, enrolled):
        assert client.get(SEE)["Cache-Control"] == "private, no-store"

    def test_the_place_is_remembered(self, client, enrolled, keys):
        client.get(STUDY)
        client.head(SEE)
        assert Enrolment.objects.get().last_unit == keys[1]


class TestAModule:
    def test_enrol_leave_come_back(self, client, module, keys):
        key = module.translation_key
        assert "Enrol" in text_of(client.get(MODULE))
        assert client.post(address("enrol", key)).url == f"{MODULE}#begin"
        text = text_of(client.get(MODULE))
        assert "You are enrolled" in text
        assert "Begin with See: See of C0-1" in text
        client.post(address("mark_done", keys[0]))
        assert "Go on with Study: Study of C0-1" in text_of(client.get(MODULE))
        assert "Nothing is deleted." in text_of(client.get(address("withdraw", key)))
        assert selectors.is_enrolled(Enrolment.objects.get().person, key)
        client.post(address("withdraw", key))
        assert "Come back" in text_of(client.get(MODULE))
        client.post(address("enrol", key))
        assert "1 of 2 required units done; optional ones do not count." in text_of(client.get(MODULE))

    def test_says_what_is_new(self, programme, client, enrolled, module, keys):
        for key in keys[:2]:
            client.post(address("mark_done", key))
        programme.unit(module, "try")
        text = text_of(client.get(MODULE))
        assert "1 new unit since you finished" in text
        assert "2 of 2 required" not in text
        assert "Worked through: all units that were required then are done." in text

    def test_without_required_units_all_count(self, programme, client, teacher):
        module = programme.module(programme.course())
        programme.unit(module, "see", required=False)
        services.enrol(person=teacher, module=module.translation_key)
        assert "0 of 1 unit done. None is marked as required, so all count." in text_of(client.get(MODULE))

    def test_a_visitor_may_begin_or_sign_up(self, anonymous, module):
        text = text_of(anonymous.get(MODULE))
        assert "Begin with See: See of C0-1" in text
        assert "Sign up and enrol" in text


class TestACourse:
    def test_enrol_and_leave(self, client, module, keys):
        course = module.get_parent()
        page = "/en/curriculum/course-0/"
        assert "Enrol in the course and its module" in text_of(client.get(page))
        client.post(address("enrol_in_course", course.translation_key))
        for key in keys[:2]:
            client.post(address("mark_done", key))
        text = text_of(client.get(page))
        assert "You have worked through this course" in text
        assert "1 of 1 module worked through." in text
        client.post(address("withdraw_from_course", course.translation_key))
        assert "Come back to this course" in text_of(client.get(page))


@pytest.mark.parametrize("count", [1, 3])
class TestQueries:
    """The same whatever the number of units, modules and enrolments."""

    @pytest.fixture
    def taught(self, programme, teacher, count):
        course = programme.course()
        for number in range(1, count + 1):
            module = programme.module(course, number)
            for step in ("see", "study", "try")[:count]:
                programme.unit(module, step)
        services.enrol_in_course(person=teacher, course=course.translation_key)
        stamp.touch()

    @pytest.mark.parametrize(("page", "queries"), [(SEE, 5), (MODULE, 5), ("/en/curriculum/course-0/", 6)])
    def test_pages(self, client, taught, page, queries, django_assert_num_queries):
        client.get(page)
        with django_assert_num_queries(queries):
            client.get(page)
