"""The numbers and words that a survey of a school rests on. Source: the privacy rules of the school survey."""

from collections.abc import Mapping

# Who is asked, in the order in which a report names them.
LEADER, TEACHER, STUDENT, PARENT, GOVERNOR = "leader", "teacher", "student", "parent", "governor"
ROLES = (LEADER, TEACHER, STUDENT, PARENT, GOVERNOR)
# Roles that the link for staff lets in.
STAFF = (LEADER, TEACHER)

# Thresholds of a wave can be made stricter, never looser.
LEAST_GROUP = 5
LEAST_OPEN = 10
LEAST_ALPHA = 30
LEAST_GAP_FLAG = 10

# As many signs of an answer in own words are kept.
MOST_WORDS = 1500

# Leaders and teachers together, where there are too few leaders to be shown alone.
STAFF_GROUP = "staff"


def group_of(role: str, people: Mapping[str, int], least: int = LEAST_GROUP) -> str:
    """Return the group in which a role is shown, from how many of each role have answered.

    Leaders below `least`, even if nobody of them answered, are shown with the teachers as staff, and then teachers
    are not shown alone either. Nobody else is ever merged. `people` holds each role that was asked.
    """
    merged = role in STAFF and set(STAFF) <= set(people) and people[LEADER] < least
    return STAFF_GROUP if merged else role
