"""What publishing changes for teachers under way."""

from hypothesis import given, strategies as st

from courses.domain.changes import Change, Kind, UnitState, changes

QUESTIONS = st.dictionaries(st.text(min_size=1, max_size=3), st.text(max_size=5), max_size=4)
STATES = st.builds(UnitState, st.booleans(), QUESTIONS, QUESTIONS)


def test_each_kind_of_change_is_told():
    live = UnitState(required=False, reflections={"a": "Why?", "b": "How?"}, checks={"c": "Which?"})
    new = UnitState(required=True, reflections={"b": "How so?"}, checks={})
    assert changes(live, new) == [
        Change(Kind.NOW_REQUIRED),
        Change(Kind.QUESTION_GONE, "Why?"),
        Change(Kind.CHECK_GONE, "Which?"),
    ]
    assert changes(new, live) == [Change(Kind.NOW_OPTIONAL)]


@given(STATES)
def test_the_same_changes_nothing(state):
    assert changes(state, state) == []


@given(STATES, STATES)
def test_nothing_new_is_told_as_gone(live, new):
    gone = [change.question for change in changes(live, new) if change.kind in (Kind.QUESTION_GONE, Kind.CHECK_GONE)]
    kept = live.reflections.keys() & new.reflections.keys()
    assert len(gone) == len(live.reflections) - len(kept) + len(live.checks.keys() - new.checks.keys())
