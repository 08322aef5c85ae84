"""Why a survey cannot be answered here and now, and what is said of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from tools.models import Wave


class State(StrEnum):
    """What somebody meets instead of the survey."""

    UNKNOWN = "unknown"
    USED = "used"
    RECEIVED = "received"
    NOT_YET = "not_yet"
    OVER = "over"
    CANCELLED = "cancelled"
    LESSON_OVER = "lesson_over"
    FULL = "full"
    WAIT = "wait"
    MOVED = "moved"
    OTHER_CODE = "other_code"
    ELSEWHERE = "elsewhere"


class Turned(Exception):  # noqa: N818 - nothing went wrong
    """Somebody cannot go on, for this reason; `wave` where it is known."""

    def __init__(self, state: State, wave: Wave | None = None):
        super().__init__(state)
        self.state = state
        self.wave = wave


@dataclass(frozen=True, slots=True)
class Said:
    """How a state is told. `web` is the picture: torn, shut or wait."""

    status: int
    web: str
    title: str | Promise
    text: str | Promise
    again: bool = True


SAID = {
    State.UNKNOWN: Said(
        404,
        "torn",
        _("This code opens nothing"),
        _("There may be a slip in it, or its survey is over. Compare it sign by sign, or ask whoever gave it to you."),
    ),
    State.USED: Said(
        410,
        "shut",
        _("Already received"),
        _(
            "Answers with this code were received, and are counted once. If they were not yours, somebody else "
            "used the slip: ask the school for a new one."
        ),
    ),
    State.RECEIVED: Said(
        200,
        "shut",
        _("Already received"),
        _("Answers with this code were received, and are counted once. There is nothing more to do. Thank you."),
    ),
    State.NOT_YET: Said(
        403,
        "wait",
        _("This survey has not begun"),
        _("Keep your code or the address: it works as soon as the survey is open."),
        again=False,
    ),
    State.OVER: Said(
        410,
        "shut",
        _("This survey is over"),
        _("No more answers are taken. The school can tell you about the results."),
        again=False,
    ),
    State.CANCELLED: Said(
        410,
        "shut",
        _("This survey was called off"),
        _("The school stopped it. What was sent has been deleted, and nobody has seen it."),
        again=False,
    ),
    State.LESSON_OVER: Said(
        410,
        "shut",
        _("This lesson is over"),
        _("The code on the board worked for one lesson. Ask your teacher for a new one."),
    ),
    State.FULL: Said(
        409,
        "wait",
        _("All places are taken"),
        _("As many have begun as there are places in this lesson. Ask your teacher to open more, then try again."),
    ),
    State.WAIT: Said(
        429,
        "wait",
        _("One moment, please"),
        _("Many wrong codes came from this device. Wait half a minute, then try again. Nothing is locked."),
    ),
    State.MOVED: Said(
        410,
        "torn",
        _("These answers cannot be opened here"),
        _(
            "They were begun anew or on another device, or their seven days are over. Nothing was counted. "
            "Your code still works: type it in again."
        ),
    ),
    State.OTHER_CODE: Said(
        409,
        "torn",
        _("Another code was opened on this device"),
        _("So this page was not saved, to keep both apart. What was saved before is kept: type in your code again."),
    ),
    State.ELSEWHERE: Said(
        403,
        "torn",
        _("This form came from another place"),
        _("Answers are only taken from the pages of this academy. Open the survey with your code or address."),
    ),
}


def state_of(wave: Wave, at: datetime) -> State | None:
    """Return why a wave cannot be answered at this moment, None when it can."""
    if wave.cancelled_at:
        return State.CANCELLED
    if wave.closed_at or wave.closes_at <= at:
        return State.OVER
    return None if wave.takes_answers(at) else State.NOT_YET


def moment_in_school(wave: Wave, moment: datetime) -> str:
    """Return a moment as the clock of the school shows it."""
    return date_format(localtime(moment, ZoneInfo(wave.school.timezone)), "DATETIME_FORMAT")


def state_page(request, turned: Turned) -> HttpResponse:
    """Say why it does not go on here, with the day where it is about one."""
    wave, said = turned.wave, SAID[turned.state]
    day = ""
    if wave is not None and turned.state == State.OVER:
        day = moment_in_school(wave, wave.closed_at or wave.closes_at)
    if wave is not None and turned.state == State.NOT_YET and wave.opened_at:
        day = moment_in_school(wave, wave.opens_at)
    values = {"said": said, "state": turned.state, "day": day, "zone": wave.school.timezone if wave else ""}
    response = render(request, "tools/survey/state.html", values, status=said.status)
    if turned.state == State.WAIT:
        response["Retry-After"] = "20"
    return response
