"""Two requests at the same moment: one enrolment, one unit done, one finish."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from courses import selectors, services
from courses.models import CourseEnrolment, Enrolment, UnitDone

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*changes):
    """Run changes in threads that begin together, each with a connection of its own; return what went wrong."""
    barrier, wrong = Barrier(len(changes)), []

    def run(change):
        try:
            barrier.wait()
            change()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[change]) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_everything_counts_once(programme, person):
    course = programme.course()
    module = programme.module(course)
    for step in ("see", "study"):
        programme.unit(module, step)
    teacher, key = person(), module.translation_key
    first, second = (part.key for part in selectors.units_of(key))

    def enrol():
        services.enrol(person=teacher, module=key)

    def enrol_in_course():
        services.enrol_in_course(person=teacher, course=course.translation_key)

    def mark(unit):
        return lambda: services.mark_done(person=teacher, unit=unit, module=key)

    assert at_once(enrol, enrol, enrol_in_course, enrol_in_course) == []
    assert (Enrolment.objects.count(), CourseEnrolment.objects.count()) == (1, 1)
    assert at_once(mark(first), mark(first), mark(second), mark(second)) == []
    assert UnitDone.objects.count() == 2
    assert Enrolment.objects.get().finished_at is not None
    assert CourseEnrolment.objects.get().finished_at is not None
