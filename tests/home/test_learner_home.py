"""The learner's home: one next step, panels of every app, nothing that depends on how much there is."""

import re

from wagtail import hooks

from academy_site.foundation import stamp
from academy_site.foundation.desk import Desk, NextStep, Panel
from courses import services
from courses.models import CoursePage
from tests.courses.conftest import programme  # noqa: F401

DESK = "/en/desk/"


def text_of(response) -> str:
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def fill(programme, modules, units=1, course=0):  # noqa: F811
    course = programme.course(course)
    for number in range(1, modules + 1):
        module = programme.module(course, number, task_title="Talk to a learner")
        for step in ("see", "study", "try")[:units]:
            programme.unit(module, step)
    return CoursePage.objects.get(pk=course.pk)


def test_a_visitor_is_asked_to_sign_in(programme, anonymous):  # noqa: F811
    assert anonymous.get(DESK).url == "/en/account/login/?next=/en/desk/"


def test_a_newcomer_chooses_a_module(programme, person, sign_in):  # noqa: F811
    fill(programme, 1)
    answer = sign_in(person(display_name="Aino")).get(DESK)
    text = text_of(answer)
    assert "Welcome, Aino." in text
    assert "Choose a module" in text
    assert answer.content.decode().count('class="button"') == 1
    assert "no-store" in answer["Cache-Control"]


def test_where_to_go_on(programme, person, sign_in):  # noqa: F811
    course = fill(programme, 2)
    teacher = person()
    services.enrol_in_course(person=teacher, course=course.translation_key)
    client = sign_in(teacher)
    assert "Begin with unit 1" in text_of(client.get(DESK))
    first = course.get_children().first().specific
    client.post(f"/en/learning/units/{first.get_children().get().translation_key}/done/")
    text = text_of(client.get(DESK))
    assert "Next: Module C0-2, unit 1 of 1" in text
    assert "Worked through. The task waits for you, without a date." in text
    services.withdraw(person=teacher, module=first.translation_key)
    assert "Module C0-1" not in text_of(client.get(DESK))


def test_queries(programme, person, sign_in, django_assert_max_num_queries):  # noqa: F811
    counts = []
    for size in (1, 3):
        course = fill(programme, size, size, course=size)
        teacher = person()
        services.enrol_in_course(person=teacher, course=course.translation_key)
        stamp.touch()
        client = sign_in(teacher)
        client.get(DESK)
        with django_assert_max_num_queries(10) as asked:  # of every app that has a panel
            client.get(DESK)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_apps_contribute_is_put_in_order():
    desk = Desk()
    words = {"kicker": "", "title": "", "text": "", "action": "", "url": ""}
    desk.steps += [NextStep(rank=2, **words), NextStep(rank=1, **words)]
    late, early, wide = Panel(), Panel(), Panel()
    late.order, early.order, wide.wide = 90, 10, True
    desk.panels += [late, early, wide]
    assert (desk.next_step.rank, desk.side_panels, desk.wide_panels) == (1, [early, late], [wide])


def test_the_hook_is_called(programme, person, sign_in):  # noqa: F811
    def say(request, desk):
        desk.steps.append(NextStep(rank=0, kicker="K", title="Most urgent", text="T", action="A", url="/en/"))

    with hooks.register_temporarily("construct_learner_home", say):
        assert "Most urgent" in text_of(sign_in(person()).get(DESK))
