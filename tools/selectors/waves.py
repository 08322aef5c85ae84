"""Waves of a school: which there are, what state they are in, and how many have answered so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Sum

from tools.domain.asking import open_questions, steps
from tools.domain.instrument import SURVEY
from tools.domain.pacing import minutes_for
from tools.domain.survey import LEAST_GROUP, ROLES
from tools.domain.wave_days import State, state_of, told
from tools.models import ClassSession, CodeBatch, InstrumentVersion, SurveyDraft, UnspentCode, Wave
from tools.selectors.released import in_words, languages_in, newest_released

SCHOOL_SURVEY = "school-survey"
# From so many surveys under way on, when they are more than those that were sent, something is wrong.
MANY_DRAFTS = 10


def survey_version() -> InstrumentVersion | None:
    """Return the version that new waves ask; None before the survey was released. One query."""
    return newest_released(SCHOOL_SURVEY, SURVEY)


def version_of(wave: Wave) -> InstrumentVersion:
    """Return the version that a wave asks: the newest until it is opened, then the one it was opened with."""
    return wave.version if wave.opened_at else (survey_version() or wave.version)


def complete_languages(version: InstrumentVersion) -> list[str]:
    """Return the languages in which a version can be asked as a whole. One query."""
    return languages_in(version)


def state_of_wave(wave: Wave, at: datetime) -> State:
    """Return the state of a wave at a moment."""
    return state_of(
        opens=wave.opens_at,
        closes=wave.closes_at,
        opened=wave.opened_at,
        closed=wave.closed_at,
        cancelled=wave.cancelled_at,
        at=at,
    )


def waves_of(school: Any) -> QuerySet[Wave]:
    """Return the waves of a school, the latest first, each with its roles. Two queries."""
    return Wave.objects.filter(school=school).prefetch_related("roles")


def roles_of(wave: Wave) -> dict[str, int | None]:
    """Return the roles that a wave asks, in the order of a report, and how many of each are expected. One query."""
    found = dict(wave.roles.values_list("role", "expected"))
    return {role: found[role] for role in ROLES if role in found}


def minutes_of(version: InstrumentVersion, mode: str, role: str, more: int = 0) -> int:
    """Return about how many minutes a role needs, with so many items of the school's own. One query."""
    words = in_words(version)
    asked = steps(words.structure, words.text, audience=role, mode=mode)
    texts = open_questions(words.structure, words.text, audience=role)
    return minutes_for(sum(len(step.questions) for step in asked) + more, len(texts))


@dataclass(frozen=True, slots=True)
class RoleCount:
    """How many of a role have answered, as it is told while a wave is open: in steps of five, nothing exact.

    `slips_used` and `slips_out` count slips that were not taken back.
    """

    role: str
    expected: int | None
    sent: int
    slips_out: int
    slips_used: int
    too_many: bool

    @property
    def of(self) -> int:
        """What a bar is drawn against."""
        return max(self.expected or 0, self.sent, 1)


@dataclass(frozen=True, slots=True)
class Counts:
    """What coordinators see of a wave that is open."""

    roles: tuple[RoleCount, ...]
    drafts_pile_up: bool

    @property
    def too_many(self) -> tuple[str, ...]:
        """The roles that answered more often than there are people."""
        return tuple(row.role for row in self.roles if row.too_many)


def counts_of(wave: Wave) -> Counts:
    """Return how many have answered, by role. Five queries, and none of them reads an answer out of the sums."""
    sent = {tally.role: tally.document.get("n", 0) for tally in wave.tallies.all()}
    standing = CodeBatch.objects.filter(wave=wave, revoked=False).order_by()
    out = dict(standing.values_list("role").annotate(Sum("count")))
    unspent = UnspentCode.objects.filter(wave=wave, batch__revoked=False)
    left = dict(unspent.values_list("role").annotate(Count("pk")))
    rows = tuple(_row(role, expected, sent, out, left) for role, expected in roles_of(wave).items())
    drafts = SurveyDraft.objects.filter(code__wave=wave).count()
    return Counts(rows, MANY_DRAFTS <= drafts > sum(sent.values()))


def _row(
    role: str, expected: int | None, sent: Mapping[str, int], out: Mapping[str, int], left: Mapping[str, int]
) -> RoleCount:
    used = out.get(role, 0) - left.get(role, 0)
    many = max(sent.get(role, 0), used)
    return RoleCount(
        role=role,
        expected=expected,
        sent=told(sent.get(role, 0)),
        slips_out=out.get(role, 0),
        slips_used=told(used),
        # Below the smallest group that is shown, not even that is said.
        too_many=expected is not None and many > expected and many >= LEAST_GROUP,
    )


def piles_of(wave: Wave) -> QuerySet[CodeBatch]:
    """Return the piles of slips of a wave, the latest first. One query."""
    return CodeBatch.objects.filter(wave=wave).order_by("-pk")


def lessons_now(wave: Wave, at: datetime) -> QuerySet[ClassSession]:
    """Return the lessons that can be joined now, the latest first. One query."""
    return ClassSession.objects.filter(wave=wave, closes_at__gt=at).order_by("-closes_at")


def sent_in(lesson: ClassSession) -> int:
    """Return how many of a lesson have sent: those that began, without those whose code is not used. One query."""
    return lesson.taken - UnspentCode.objects.filter(session=lesson).count()
