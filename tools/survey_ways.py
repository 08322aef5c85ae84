"""How somebody comes into a survey: by a slip, by the code of a lesson, by the open address of staff or parents.

Looking never uses anything up.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.timezone import now

from academy_site.foundation.domain.codes import LESSON, SLIP, read_code
from academy_site.foundation.languages import reader_language
from academy_site.foundation.secrets_kept import known_hashes
from academy_site.foundation.slowing import must_wait, note_wrong
from tools.domain.survey import PARENT, STAFF
from tools.enums import WayIn
from tools.models import ClassSession, IssuedCode, UnspentCode, Wave, WaveLink
from tools.services.coding import CODE
from tools.survey_states import State, Turned, state_of

_WITH = ("wave__version", "wave__school")


@dataclass(frozen=True, slots=True)
class Way:
    """A way in that is open now, and for which roles. What it was opened with is one of the last three."""

    wave: Wave
    roles: tuple[str, ...]
    code: str = ""
    lesson: ClassSession | None = None
    link: WaveLink | None = None

    @property
    def language(self) -> str:
        """The language to begin in: the reader's where the wave speaks it."""
        return language_for(self.wave)


def language_for(wave: Wave) -> str:
    """Return the reader's language where a wave speaks it, else its first one."""
    reader = reader_language()
    return reader if reader in wave.languages else wave.languages[0]


def read_typed(typed: str) -> str:
    """Return the code of a slip or a lesson that somebody typed, nothing when there is a slip in it."""
    return read_code(typed, SLIP, LESSON)


def way_of_code(request: Any, code: str) -> Way:
    """Return the way that a code opens. Raise `Turned` with the reason when it does not. Three queries at most."""
    if must_wait(request):
        raise Turned(State.WAIT)
    way = _of_lesson(code) if len(code) == LESSON else _of_slip(code)
    if way is None:
        note_wrong(request)
        raise Turned(State.UNKNOWN)
    return way


def _of_slip(code: str) -> Way | None:
    digests = known_hashes(code, CODE)
    issued = IssuedCode.objects.select_related(*_WITH).filter(digest__in=digests).first()
    if issued is None:
        return None
    _must_be_open(issued.wave)
    if not UnspentCode.objects.filter(digest__in=digests).exists():
        raise Turned(State.USED, issued.wave)
    return Way(issued.wave, (issued.role,), code=code)


def _of_lesson(code: str) -> Way | None:
    lesson = ClassSession.objects.select_related(*_WITH).filter(code=code).first()
    if lesson is None:
        return None
    _must_be_open(lesson.wave)
    if lesson.closes_at <= now():
        raise Turned(State.LESSON_OVER, lesson.wave)
    return Way(lesson.wave, (lesson.role,), code=code, lesson=lesson)


def is_full(lesson: ClassSession) -> bool:
    """Whether a lesson has no place left now."""
    return ClassSession.objects.filter(pk=lesson.pk, taken__gte=F("places")).exists()


def way_of_link(token: str) -> Way:
    """Return the way that an open address is. Raise `Turned` when there is none, or none now. Two queries."""
    link = WaveLink.objects.select_related(*_WITH).filter(token=token).first()
    if link is None:
        raise Turned(State.UNKNOWN)
    _must_be_open(link.wave)
    asked = set(link.wave.roles.values_list("role", flat=True))
    roles = tuple(role for role in (STAFF if link.way == WayIn.STAFF else (PARENT,)) if role in asked)
    if not roles:
        raise Turned(State.UNKNOWN)
    return Way(link.wave, roles, link=link)


def _must_be_open(wave: Wave) -> None:
    state = state_of(wave, now())
    if state is not None:
        raise Turned(state, wave)
