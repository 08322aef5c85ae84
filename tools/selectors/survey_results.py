"""The results of a wave that is closed: read from its tallies, and guarded before anybody gets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from tools.domain.comparing import Step, comparable_items
from tools.domain.disclosure import Earlier, NotClosedError, Thresholds, WaveNumbers, disclose
from tools.domain.instrument import Structure
from tools.domain.survey_report import SurveyReport, survey_report
from tools.models import InstrumentVersion, OwnItem, Wave
from tools.selectors.released import Released, in_words, steps_in, structure_in

# With so many waves before it a wave is compared, the newest first.
MOST_EARLIER = 3
# As many reports as a process keeps ready; each is some 200 kB.
MOST_KEPT = 40
_reports: dict[tuple[Any, ...], SurveyReport] = {}


@dataclass(frozen=True, slots=True)
class Results:
    """The report of a wave with the words of its version. `earlier` are the waves it is compared with, by key."""

    wave: Wave
    words: Released
    report: SurveyReport
    own: Mapping[str, OwnItem]
    earlier: Mapping[str, Wave]


def results_of(wave: Wave, language: str = "") -> Results:
    """Return the results of a closed wave in this language, by default the reader's.

    A wave that is not closed has none: `NotClosedError`. What was counted is final, so a process reads it once;
    then it asks four questions, and at most six before, however many have answered.
    """
    if wave.closed_at is None:
        raise NotClosedError
    before = list(_before(wave))
    own = {item.key: item for item in wave.own_items.all()}
    expected = {role.role: role.expected for role in wave.roles.all()}
    asked = tuple((key, tuple(item.roles)) for key, item in own.items())
    name = (tuple(map(_edition, (wave, *before))), asked, tuple(expected.items()))
    if name not in _reports:
        if len(_reports) >= MOST_KEPT:
            _reports.clear()
        _reports[name] = _report(wave, own, expected, before)
    return Results(
        wave=wave,
        words=in_words(wave.version, language),
        report=_reports[name],
        own=own,
        earlier={str(each.key): each for each in before},
    )


def _edition(wave: Wave) -> tuple[Any, ...]:
    """Return what the numbers that may be shown of a closed wave depend on."""
    return wave.key, wave.closed_at, wave.min_group, wave.min_open


def _report(
    wave: Wave, own: Mapping[str, OwnItem], expected: Mapping[str, int | None], before: Sequence[Wave]
) -> SurveyReport:
    prefetch_related_objects(before, "tallies")
    structure = structure_in(wave.version)
    shown = disclose(
        _numbers(wave, structure, own, expected),
        _thresholds(wave),
        [
            Earlier(
                str(each.key),
                disclose(_numbers(each, structure_in(each.version), {}, {}), _thresholds(each)),
                unchanged,
            )
            for each, unchanged in _comparable(wave, before)
        ],
    )
    return survey_report(shown, structure)


def _before(wave: Wave) -> QuerySet[Wave]:
    """Return the closed waves of the school before this one with the same instrument, the newest first."""
    found = Wave.objects.filter(
        school_id=wave.school_id,
        version__instrument_id=wave.version.instrument_id,
        closed_at__lt=wave.closed_at,
        cancelled_at=None,
    )
    return found.select_related("version").defer("version__document").order_by("-closed_at")[:MOST_EARLIER]


def _numbers(
    wave: Wave, structure: Structure, own: Mapping[str, OwnItem], expected: Mapping[str, int | None]
) -> WaveNumbers:
    tallies = {tally.role: tally.document for tally in wave.tallies.all()}
    return WaveNumbers(
        structure=structure,
        mode=wave.mode,
        tallies=tallies,
        expected=expected,
        own={role: tuple(key for key, item in own.items() if role in item.roles) for role in tallies},
        is_closed=wave.closed_at is not None and wave.cancelled_at is None,
    )


def _thresholds(wave: Wave) -> Thresholds:
    return Thresholds(group=wave.min_group, open=wave.min_open)


def _comparable(wave: Wave, before: Sequence[Wave]) -> list[tuple[Wave, frozenset[str]]]:
    """Return the earlier waves with the items that say the same in both. A scale that changed leaves none."""
    new = structure_in(wave.version)
    steps: Mapping[int, Step] = {}
    if any(each.version_id != wave.version_id for each in before):
        versions = InstrumentVersion.objects.filter(instrument_id=wave.version.instrument_id)
        steps = steps_in(versions.defer("document"))
    found = []
    for each in before:
        between = [step for number, step in steps.items() if each.version.number < number <= wave.version.number]
        same_scale = all(step.mapping is None for step in between)
        old = structure_in(each.version)
        found.append((each, comparable_items(old, new, between) if same_scale else frozenset()))
    return found
