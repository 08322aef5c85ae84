"""What the pictures of a survey report are drawn from: dots on a line and stacked bars, in percent of the width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.domain.disclosure import Gap, ShownItem
from tools.domain.survey_report import Concept, SurveyReport
from tools.report_survey_words import band_words, concept_name, group_name, number, reason_words
from tools.selectors.survey_results import Results

# The line begins and ends so far from the edge, for the marks at its ends.
EDGE = Decimal(3)
TICKS = tuple(EDGE + Decimal(step) / 4 * (100 - 2 * EDGE) for step in range(5))
# A mark has a lane of its own when another one is nearer than this.
NEAR = Decimal("0.2")
LANES = (22, 9, 35)
# A part of a bar that is narrower has no number in it.
ROOM = 7


@dataclass(frozen=True, slots=True)
class Dot:
    """One group on the line of a concept."""

    group: str
    name: str
    x: Decimal
    y: int
    mean: str
    deviation: str
    n: int


@dataclass(frozen=True, slots=True)
class GapLine:
    """One concept with the groups on its line."""

    key: str
    name: str
    is_own: bool
    is_flagged: bool
    size: str
    begin: Decimal
    end: Decimal
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One answer in a bar."""

    key: str
    shade: str
    x: Decimal
    width: Decimal
    count: int
    percent: int
    has_room: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """All answers of one group to one concept, or `why` there are none to see."""

    group: str
    name: str
    n: int | None
    why: str
    is_asked: bool
    parts: tuple[Part, ...]
    item: ShownItem | None


def place(mean: Decimal) -> Decimal:
    """Return where a mean from 1 to 5 stands on the line."""
    return EDGE + (mean - 1) / 4 * (100 - 2 * EDGE)


def gap_line(results: Results, gap: Gap) -> GapLine:
    """Return the line of one gap. Marks that would cover each other stand above and below."""
    dots: list[Dot] = []
    for side in sorted(gap.sides, key=lambda side: side.mean):
        near = sum(place(side.mean) - dot.x < NEAR / 4 * 100 for dot in dots)
        lane = LANES[near % len(LANES)]
        dots.append(
            Dot(
                side.group,
                group_name(side.group),
                place(side.mean),
                lane,
                number(side.mean),
                number(side.deviation),
                side.n,
            )
        )
    order = [side.group for side in gap.sides]
    return GapLine(
        gap.key,
        concept_name(results, gap.key),
        gap.key in results.own,
        gap.is_flagged,
        number(gap.size),
        min(dot.x for dot in dots),
        max(dot.x for dot in dots),
        tuple(sorted(dots, key=lambda dot: order.index(dot.group))),
    )


def gap_lines(results: Results, gaps: Iterable[Gap]) -> list[GapLine]:
    """Return the lines of gaps, in the order given."""
    return [gap_line(results, gap) for gap in gaps]


def groups_on_lines(report: SurveyReport, lines: Sequence[GapLine]) -> list[tuple[str, str]]:
    """Return the groups that have a mark somewhere, by key and name, for the legend."""
    there = {dot.group for line in lines for dot in line.dots}
    return [(who.group, group_name(who.group)) for who in report.who if who.group in there]


def bars(results: Results, concept: Concept) -> list[Bar]:
    """Return the bars of a concept, one for each group."""
    return [_bar(results, row.group, row.reason, row.item) for row in concept.rows]


def _bar(results: Results, group: str, reason: str, item: ShownItem | None) -> Bar:
    why = band_words(results, item) if item and item.band else reason_words(reason)
    parts = tuple(_parts(results, item)) if item and item.counts else ()
    return Bar(group, group_name(group), item.n if item else None, why, reason != "not_asked", parts, item)


def _parts(results: Results, item: ShownItem) -> Iterable[Part]:
    begin, n = Decimal(0), item.n or 1
    for step in results.words.structure.scale:
        count = (item.counts or {}).get(step.key, 0)
        width = Decimal(100 * count) / n
        shade = "n" if step.value is None else str(step.value)
        yield Part(step.key, shade, round(begin, 3), round(width, 3), count, round(width), width >= ROOM)
        begin += width
