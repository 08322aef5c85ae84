"""Rules of progress: what editors change later never takes away, what a person undoes honestly counts."""

import uuid

from hypothesis import given, strategies as st

from courses.domain.progress import Finish, Part, after, counting, finish_now, measure, resume

A, B, C, D, E = KEYS = tuple(uuid.UUID(int=number) for number in range(1, 6))

parts = st.lists(
    st.builds(Part, key=st.sampled_from(KEYS), required=st.booleans()), unique_by=lambda part: part.key, max_size=5
).map(tuple)
some = st.frozensets(st.sampled_from(KEYS))


def test_required_units_count():
    units = (Part(A), Part(B, required=False), Part(C))
    progress = measure(units, {A, B})
    assert (progress.counting, progress.optional) == ((A, C), (B,))
    assert (progress.done_count, progress.total, progress.left_count) == (1, 2, 1)
    assert not progress.worked_through
    assert measure(units, {A, C}).worked_through


def test_without_a_required_unit_all_count():
    units = (Part(A, required=False), Part(B, required=False))
    progress = measure(units, {A})
    assert (progress.all_count, progress.counting, progress.worked_through) == (True, (A, B), False)
    assert measure(units, {A, B}).worked_through


def test_nothing_to_do_is_not_worked_through():
    assert not measure((), {A}).worked_through


def test_a_unit_added_later_is_new_and_takes_nothing_away():
    finish = finish_now((Part(A), Part(B)))
    progress = measure((Part(A), Part(B), Part(C), Part(D)), {A, B}, finish, {A, B})
    assert progress.worked_through
    assert (progress.done_count, progress.total) == (2, 2)
    assert progress.new == {C, D}
    assert progress.optional == (C, D)


def test_a_unit_that_becomes_required_later_takes_nothing_away():
    finish = finish_now((Part(A), Part(B, required=False)))
    progress = measure((Part(A), Part(B)), {A}, finish, {A, B})
    assert (progress.worked_through, progress.by_finish) == (True, True)


def test_undoing_ones_own_is_honest_and_redoing_restores():
    finish, units = finish_now((Part(A), Part(B))), (Part(A), Part(B), Part(C))
    undone = measure(units, {A}, finish)
    assert (undone.worked_through, undone.total) == (False, 3)
    assert measure(units, {A, B}, finish).worked_through


def test_a_unit_that_was_done_or_there_at_the_finish_is_not_new():
    finish = Finish(frozenset({A}), frozenset({A, B}))
    assert measure((Part(A), Part(B), Part(C), Part(D)), {A, C}, finish, ()).new == {D}


@given(parts, some, parts)
def test_what_editors_do_never_takes_away(before, done, later):
    if measure(before, done).worked_through:
        assert measure(later, done, finish_now(before)).worked_through


@given(parts, some, some)
def test_removing_a_required_unit_is_in_the_learners_favour(units, done, removed):
    left = tuple(part for part in units if part.key not in removed)
    if measure(units, done).worked_through and any(part.required for part in left):
        assert measure(left, done).worked_through


@given(parts, some, some)
def test_doing_more_never_takes_away(units, done, more):
    before, now = measure(units, done), measure(units, done | more)
    assert now.worked_through or not before.worked_through
    assert now.done_count >= before.done_count


@given(parts, some, st.none() | st.builds(Finish, required=some, all=some), some)
def test_numbers_fit_together(units, done, finish, known):
    progress = measure(units, done, finish, known)
    there = {part.key for part in units}
    assert {*progress.counting, *progress.optional} == there
    assert not set(progress.counting) & set(progress.optional)
    assert 0 <= progress.done_count <= progress.total
    assert progress.new <= there - progress.done
    if progress.worked_through:
        assert progress.left_count == 0
    elif units:
        assert progress.left_count > 0


@given(parts, some, st.none() | st.sampled_from(KEYS))
def test_one_goes_on_at_something_that_is_not_done(units, done, last):
    progress = measure(units, done)
    goal = resume(units, progress, last)
    assert (goal is None) == (progress.left_count == 0)
    if goal is not None:
        assert goal not in done
        assert goal == last or goal in counting(units)


def test_resume():
    units = (Part(A), Part(B), Part(C, required=False), Part(D))
    places = {
        (frozenset(), None): A,
        (frozenset(), B): B,
        (frozenset({B}), B): D,
        (frozenset({B, D}), D): A,
        (frozenset({A}), C): C,
        (frozenset({A, B, D}), C): None,
        (frozenset({A}), E): B,
    }
    assert {case: resume(units, measure(units, case[0]), case[1]) for case in places} == places


def test_after():
    units = (Part(A), Part(B, required=False), Part(C), Part(D))
    assert [after(units, measure(units, set()), key) for key in (A, B, C, D)] == [C, C, D, A]
    assert after(units, measure(units, {A, C, D}), D) is None
