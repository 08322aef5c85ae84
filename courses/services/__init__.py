"""Changes that learners make. Each is safe to repeat, also at the same moment in two tabs."""

from .enrolment import enrol, enrol_in_course, withdraw, withdraw_from_course
from .finishing import recount, recount_course
from .units import NotEnrolledError, mark_done, note_visit, undo_done

__all__ = [
    "NotEnrolledError",
    "enrol",
    "enrol_in_course",
    "mark_done",
    "note_visit",
    "recount",
    "recount_course",
    "undo_done",
    "withdraw",
    "withdraw_from_course",
]
