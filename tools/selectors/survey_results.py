"""The results of a wave that is closed: read from its tallies, and guarded before anybody gets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from tools.domain.comparing import Step, comparable_items
from tools.domain.disclosure import Earlier, Thresholds, WaveNumbers, disclose
from tools.domain.instrument import Structure
from tools.domain.survey_report import SurveyReport, survey_report
from tools.models import InstrumentVersion, OwnItem, Wave
from tools.selectors.released import Released, in_words, steps_in, structure_in

# With so many waves before it a wave is compared, the newest first.
MOST_EARLIER = 3


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

    A wave that is not closed has none: `NotClosedError`. At most seven queries, however many have answered.
    """
    before = list(_before(wave))
    structure = structure_in(wave.version)
    own = {item.key: item for item in wave.own_items.all()}
    shown = disclose(
        _numbers(wave, structure, list(own.values())),
        _thresholds(wave),
        [
            Earlier(
                str(each.key),
                disclose(_numbers(each, structure_in(each.version), []), _thresholds(each)),
                unchanged,
            )
            for each, unchanged in _comparable(wave, before)
        ],
    )
    return Results(
        wave=wave,
        words=in_words(wave.version, language),
        report=survey_report(shown, structure),
        own=own,
        earlier={str(each.key): each for each in before},
    )


def _before(wave: Wave) -> QuerySet[Wave]:
    """Return the closed waves of the school before this one with the same instrument, the newest first."""
    found = Wave.objects.filter(
        school_id=wave.school_id,
        version__instrument_id=wave.version.instrument_id,
        closed_at__lt=wave.closed_at,
        cancelled_at=None,
    )
    return found.select_related("version").prefetch_related("tallies", "roles").order_by("-closed_at")[:MOST_EARLIER]


def _numbers(wave: Wave, structure: Structure, own: Sequence[OwnItem]) -> WaveNumbers:
    return WaveNumbers(
        structure=structure,
        mode=wave.mode,
        tallies={tally.role: tally.document for tally in wave.tallies.all()},
        expected={role.role: role.expected for role in wave.roles.all()},
        own={role.role: tuple(item.key for item in own if role.role in item.roles) for role in wave.roles.all()},
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
