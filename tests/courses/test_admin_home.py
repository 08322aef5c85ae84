"""Where many stopped stands on the home page of the admin, in bands, for those who may change the unit."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from academy_site.people.roles import STEWARDS, TEACHER_EDUCATORS, TRANSLATORS
from academy_site.starter import groups
from courses.admin_home import stopped_at
from courses.models import Enrolment, UnitDone, UnitPage

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(weeks=3, days=1)


@pytest.fixture
def editor(programme, person):
    for entry in groups.entries():
        entry.load()
    return person(groups=[TEACHER_EDUCATORS])


def stand(person, module, unit, count, *, ago=LONG_AGO, **fields):
    for _ in range(count):
        Enrolment.objects.create(
            person=person(), module=module.translation_key, last_unit=unit, last_seen_at=now() - ago, **fields
        )


def told(someone) -> list[tuple[str, str]]:
    return [(row.title.partition(":")[0], row.note.partition(" teachers")[0]) for row in stopped_at(someone)]


def test_where_five_or_more_stopped(module, keys, person, editor):
    stand(person, module, keys[0], 4)
    assert told(editor) == []
    stand(person, module, keys[0], 1)
    (row,) = stopped_at(editor)
    unit = UnitPage.objects.get(translation_key=keys[0])
    assert row.title == f"{unit.key}: {unit.title}"
    assert row.note == "5 to 19 teachers stand here and were not back for 3 weeks"
    assert row.url == f"/admin/pages/{unit.pk}/edit/"


def test_whoever_was_there_lately_or_is_through_or_withdrew_has_not_stopped(module, keys, person, editor):
    stand(person, module, keys[0], 4)
    stand(person, module, keys[0], 3, ago=timedelta(weeks=2))
    stand(person, module, keys[0], 3, finished_at=now())
    stand(person, module, keys[0], 3, withdrawn_at=now())
    assert told(editor) == []


def test_whoever_did_the_unit_stands_at_the_next(module, keys, person, editor):
    stand(person, module, keys[0], 5)
    for row in Enrolment.objects.all():
        UnitDone.objects.create(person=row.person, unit=keys[0], module=module.translation_key)
    assert [title for title, _note in told(editor)] == [UnitPage.objects.get(translation_key=keys[1]).key]


def test_the_order_says_nothing_within_a_band(module, keys, person, editor):
    stand(person, module, keys[0], 6)
    stand(person, module, keys[1], 9)
    first, second = (UnitPage.objects.get(translation_key=key).key for key in keys[:2])
    assert told(editor) == [(first, "5 to 19"), (second, "5 to 19")]
    stand(person, module, keys[1], 11)
    assert told(editor) == [(second, "20 to 99"), (first, "5 to 19")]


@pytest.mark.parametrize(
    ("group", "seen"), [(TEACHER_EDUCATORS, True), (TRANSLATORS, False), (STEWARDS, False), (None, False)]
)
def test_who_sees_it(module, keys, person, editor, sign_in, group, seen):
    stand(person, module, keys[0], 5)
    answer = sign_in(person(groups=[group] if group else [])).get("/admin/")
    assert ("Units at which many stopped" in answer.content.decode()) == seen


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same(programme, person, editor, count, django_assert_num_queries):
    for number in range(count):
        module = programme.module(programme.course(number))
        stand(person, module, programme.unit(module).translation_key, 5)
    assert len(stopped_at(editor)) == count
    with django_assert_num_queries(3):
        stopped_at(editor)
