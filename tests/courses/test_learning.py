"""Enrolling, marking units, withdrawing: once, whatever is asked twice; and the questions to it."""

import pytest
from django.db import IntegrityError, transaction

from academy_site.foundation import stamp
from courses import selectors, services, signals
from courses.models import CourseEnrolment, Enrolment, UnitDone
from courses.selectors import learning_in, learning_of


@pytest.fixture
def learn(teacher, module):
    """Mark units of the module as done, or undo it."""

    class Learn:
        key = module.translation_key

        def done(self, *units):
            return [services.mark_done(person=teacher, unit=unit, module=self.key) for unit in units][-1]

        def undo(self, unit):
            return services.undo_done(person=teacher, unit=unit, module=self.key)

    services.enrol(person=teacher, module=module.translation_key)
    return Learn()


@pytest.fixture
def heard(django_capture_on_commit_callbacks):
    """What was told of learners."""
    said = []

    def unit_done(unit, **_):
        said.append(("unit_done", unit))

    def through(module, **_):
        said.append(("through", module))

    signals.unit_done.connect(unit_done)
    signals.module_worked_through.connect(through)
    yield said
    signals.unit_done.disconnect(unit_done)
    signals.module_worked_through.disconnect(through)


class TestEnrolling:
    def test_twice_is_once(self, teacher, module, keys):
        first = services.enrol(person=teacher, module=module.translation_key)
        again = services.enrol(person=teacher, module=module.translation_key)
        assert (first.pk, Enrolment.objects.count()) == (again.pk, 1)
        assert again.known_units == [str(key) for key in keys]

    @pytest.mark.parametrize(
        ("model", "values"),
        [(Enrolment, ["module"]), (CourseEnrolment, ["course"]), (UnitDone, ["unit", "module"])],
    )
    def test_the_database_says_so(self, teacher, module, model, values):
        row = dict.fromkeys(values, module.translation_key)
        model.objects.create(person=teacher, **row)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(person=teacher, **row)

    def test_a_course_is_its_modules(self, programme, teacher):
        course = programme.course(1)
        for number in (1, 2):
            programme.unit(programme.module(course, number), "see")
        services.enrol_in_course(person=teacher, course=course.translation_key)
        services.enrol_in_course(person=teacher, course=course.translation_key)
        assert (Enrolment.objects.count(), CourseEnrolment.objects.count()) == (2, 1)

    def test_coming_back_finds_everything(self, teacher, module, keys, learn):
        learn.done(keys[0])
        services.withdraw(person=teacher, module=module.translation_key)
        assert not selectors.is_enrolled(teacher, module.translation_key)
        services.enrol(person=teacher, module=module.translation_key)
        assert selectors.is_enrolled(teacher, module.translation_key)
        assert learning_in(teacher, module.translation_key).progress.done == {keys[0]}

    def test_leaving_a_course_leaves_what_only_it_has_under_way(self, programme, teacher):
        course, other = programme.course(1), programme.course(2)
        modules = [programme.module(course, number) for number in (1, 2, 3)]
        units = [programme.unit(module, "see") for module in modules]
        programme.add_to(other, modules[1])
        for one in (course, other):
            services.enrol_in_course(person=teacher, course=one.translation_key)
        finished = modules[2].translation_key
        services.mark_done(person=teacher, unit=units[2].translation_key, module=finished)
        services.withdraw_from_course(person=teacher, course=course.translation_key)
        active = Enrolment.objects.filter(withdrawn_at=None).values_list("module", flat=True)
        assert set(active) == {modules[1].translation_key, finished}
        services.enrol_in_course(person=teacher, course=course.translation_key)
        assert Enrolment.objects.filter(withdrawn_at=None).count() == 3


class TestMarking:
    def test_twice_is_once(self, learn, keys, heard, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            learn.done(keys[0])
            learn.done(keys[0])
        assert (UnitDone.objects.count(), heard) == (1, [("unit_done", keys[0])])

    def test_all_required_units_are_enough(self, learn, keys, heard, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            assert not learn.done(keys[0]).worked_through
            assert learn.done(keys[1]).worked_through
            assert learn.done(keys[2]).worked_through
        assert Enrolment.objects.get().finished_with["required"] == [str(keys[0]), str(keys[1])]
        assert [told for told in heard if told[0] == "through"] == [("through", learn.key)]

    def test_undoing_and_redoing(self, learn, keys):
        learn.done(*keys[:2])
        assert not learn.undo(keys[0]).worked_through
        assert Enrolment.objects.get().finished_at is None
        assert learn.done(keys[0]).worked_through
        assert Enrolment.objects.get().finished_at is not None

    def test_undoing_an_optional_unit(self, learn, keys):
        learn.done(*keys)
        assert learn.undo(keys[2]).worked_through

    @pytest.mark.parametrize("withdrawn", [True, False])
    def test_who_is_not_enrolled_marks_nothing(self, person, module, keys, withdrawn):
        someone = person()
        if withdrawn:
            services.enrol(person=someone, module=module.translation_key)
            services.withdraw(person=someone, module=module.translation_key)
        for change in (services.mark_done, services.undo_done):
            with pytest.raises(services.NotEnrolledError):
                change(person=someone, unit=keys[0], module=module.translation_key)
        assert UnitDone.objects.count() == 0

    def test_a_course_is_worked_through_with_its_modules(self, programme, teacher):
        course = programme.course(1)
        modules = [programme.module(course, number) for number in (1, 2)]
        units = [programme.unit(module, "see") for module in modules]
        services.enrol_in_course(person=teacher, course=course.translation_key)
        states = []
        for module, unit in zip(modules, units, strict=True):
            services.mark_done(person=teacher, unit=unit.translation_key, module=module.translation_key)
            states.append(CourseEnrolment.objects.get().finished_at is not None)
        services.undo_done(person=teacher, unit=units[0].translation_key, module=modules[0].translation_key)
        states.append(CourseEnrolment.objects.get().finished_at is not None)
        assert states == [False, True, False]


class TestEditing:
    """What an editor does to a module with a teacher who worked through it."""

    def test_adding_a_unit(self, programme, module, teacher, learn, keys):
        learn.done(*keys[:2])
        new = programme.unit(module, "try")
        learning = learning_in(teacher, module.translation_key)
        assert learning.progress.worked_through
        assert learning.progress.new == {new.translation_key}
        services.note_visit(enrolment=learning.enrolment, unit=new.translation_key)
        assert learning_in(teacher, module.translation_key).progress.new == set()

    def test_requiring_a_unit(self, module, teacher, learn, keys):
        learn.done(*keys[:2])
        optional = module.get_children().last().specific
        optional.required = True
        optional.save_revision().publish()
        assert learning_in(teacher, module.translation_key).progress.worked_through

    def test_removing_a_required_unit(self, module, teacher, learn, keys):
        learn.done(keys[0])
        module.get_children().get(slug="study").unpublish()
        assert learning_in(teacher, module.translation_key).progress.worked_through


class TestVisits:
    def test_only_what_changes_is_written(self, module, teacher, learn, keys, django_assert_num_queries):
        enrolment = Enrolment.objects.get()
        services.note_visit(enrolment=enrolment, unit=keys[1])
        enrolment.refresh_from_db()
        assert enrolment.last_unit == keys[1]
        with django_assert_num_queries(0):
            services.note_visit(enrolment=enrolment, unit=keys[1])


class TestCounts:
    def test_under_way_and_left_at(self, person, module, keys):
        key = module.translation_key
        people = [person() for _ in range(5)]
        for someone in people:
            services.enrol(person=someone, module=key)
        services.mark_done(person=people[0], unit=keys[0], module=key)
        services.note_visit(enrolment=Enrolment.objects.get(person=people[1]), unit=keys[0])
        for unit in keys[:2]:
            services.mark_done(person=people[2], unit=unit, module=key)
        services.withdraw(person=people[3], module=key)
        assert selectors.under_way([key]) == {key: 3}
        assert selectors.left_at([key]) == {key: {keys[0]: 1, keys[1]: 1}}

    def test_nobody(self, module):
        key = module.translation_key
        assert (selectors.under_way([key]), selectors.left_at([key])) == ({key: 0}, {})

    @pytest.mark.parametrize("size", [1, 3])
    def test_queries(self, programme, teacher, size, django_assert_num_queries):
        course = programme.course(1)
        for number in range(1, size + 1):
            programme.unit(programme.module(course, number), "see")
        services.enrol_in_course(person=teacher, course=course.translation_key)
        keys = [part.key for part in selectors.modules_of(course.translation_key)]
        with django_assert_num_queries(2):
            learned = learning_of(teacher)
        assert len(learned) == size
        with django_assert_num_queries(1):
            selectors.courses_of(teacher, learned)
        with django_assert_num_queries(1):
            selectors.under_way(keys)
        with django_assert_num_queries(1):
            selectors.left_at(keys)
        with django_assert_num_queries(1):
            assert selectors.is_enrolled(teacher, keys[0])


@pytest.mark.parametrize("size", [1, 3])
def test_what_counts_is_read_once(programme, size, django_assert_num_queries):
    course = programme.course()
    for number in range(1, size + 1):
        programme.unit(programme.module(course, number), "see")
    key = selectors.modules_of(course.translation_key)[0].key
    stamp.touch()
    with django_assert_num_queries(6):  # four, the languages and what is restricted
        assert len(selectors.units_of(key)) == 1
    with django_assert_num_queries(0):
        selectors.units_of(key)
        selectors.modules_of(course.translation_key)
