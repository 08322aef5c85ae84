"""Editors change modules; who is worked through by that is stored by the worker, and nobody loses it."""

import pytest
from django_tasks_db.models import DBTaskResult

from courses import selectors, services, tasks
from courses.models import CourseEnrolment, CourseModule, Enrolment, ModulePage, UnitDone


@pytest.fixture
def module(programme):
    module = programme.module(programme.course())
    for step in ("see", "study"):
        programme.unit(module, step)
    return ModulePage.objects.get(pk=module.pk)


@pytest.fixture
def teacher(person, module):
    """Somebody who has done the first of two units."""
    teacher = person()
    services.enrol(person=teacher, module=module.translation_key)
    first = selectors.units_of(module.translation_key)[0].key
    services.mark_done(person=teacher, unit=first, module=module.translation_key)
    return teacher


def work_off():
    """Do, twice, what the worker was asked to recount."""
    for row in DBTaskResult.objects.filter(task_path__startswith="courses.tasks."):
        for _ in range(2):
            getattr(tasks, row.task_path.rpartition(".")[2]).call(*row.args_kwargs["args"])


def unpublish(unit):
    unit.unpublish()


def delete(unit):
    unit.delete()


def make_optional(unit):
    unit.required = False
    unit.save_revision().publish()


def move_away(unit):
    other = ModulePage.objects.exclude(pk=unit.get_parent().pk).get()
    unit.move(other, pos="last-child")


@pytest.mark.parametrize("change", [unpublish, delete, make_optional, move_away])
def test_the_last_open_unit_goes(programme, module, teacher, change, django_capture_on_commit_callbacks):
    programme.module(module.get_parent().specific, 2)
    with django_capture_on_commit_callbacks(execute=True):
        change(module.get_children().get(slug="study").specific)
    work_off()
    assert Enrolment.objects.get().finished_at is not None


def test_a_unit_added_takes_nothing_away(programme, module, teacher, django_capture_on_commit_callbacks):
    key = module.translation_key
    services.mark_done(person=teacher, unit=selectors.units_of(key)[1].key, module=key)
    with django_capture_on_commit_callbacks(execute=True):
        programme.unit(module, "try")
    work_off()
    assert Enrolment.objects.get().finished_at is not None


def test_nobody_is_counted_who_has_something_to_do(module, teacher, person):
    key = module.translation_key
    services.enrol(person=person(), module=key)
    assert services.recount(module=key) == 0
    UnitDone.objects.create(person=teacher, unit=selectors.units_of(key)[1].key, module=key)
    assert [services.recount(module=key) for _ in range(2)] == [1, 0]
    assert Enrolment.objects.exclude(finished_at=None).get().person == teacher


def test_a_module_goes_from_a_course(programme, module, teacher, django_capture_on_commit_callbacks):
    course = module.get_parent().specific
    other = programme.module(course, 2)
    programme.unit(other, "see")
    services.enrol_in_course(person=teacher, course=course.translation_key)
    key = module.translation_key
    services.mark_done(person=teacher, unit=selectors.units_of(key)[1].key, module=key)
    assert CourseEnrolment.objects.get().finished_at is None
    CourseModule.objects.filter(module=other).delete()
    with django_capture_on_commit_callbacks(execute=True):
        type(course).objects.get(pk=course.pk).save_revision().publish()
    work_off()
    assert CourseEnrolment.objects.get().finished_at is not None


def test_nobody_enrolled_asks_nothing_of_the_worker(programme, module, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        programme.unit(module, "try")
    assert not DBTaskResult.objects.filter(task_path__startswith="courses.tasks.").exists()
