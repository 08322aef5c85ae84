"""Changes that learners make. Each is safe to repeat, also at the same moment in two tabs."""

from .blocks import copy_blocks
from .checks import remember_answer
from .demand import count_demand
from .enrolment import enrol, enrol_in_course, withdraw, withdraw_from_course
from .finishing import recount, recount_course
from .notes import Saved, delete_note, save_note, set_aside, take_up, throw_away
from .units import NotEnrolledError, NotHandedInError, count_web, mark_done, note_visit, undo_done

__all__ = [
    "NotEnrolledError",
    "NotHandedInError",
    "Saved",
    "copy_blocks",
    "count_demand",
    "count_web",
    "delete_note",
    "enrol",
    "enrol_in_course",
    "mark_done",
    "note_visit",
    "recount",
    "recount_course",
    "remember_answer",
    "save_note",
    "set_aside",
    "take_up",
    "throw_away",
    "undo_done",
    "withdraw",
    "withdraw_from_course",
]
