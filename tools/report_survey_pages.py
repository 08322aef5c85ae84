"""The report of a wave as pages show it: one overview, and one page for each area."""

from dataclasses import dataclass
from typing import Any

from academy_site.foundation import languages
from academy_site.foundation.selectors import phases, quadrants
from tools.domain.disclosure import Change, Trend
from tools.domain.survey_report import AreaPart, AreaRow, Concept, Who
from tools.report_survey_pictures import TICKS, Bar, GapLine, bars, gap_line, gap_lines, groups_on_lines
from tools.report_survey_words import (
    ALPHA,
    CAUTIONS,
    QUESTIONS,
    concept_name,
    gap_words,
    group_name,
    number,
    reason_words,
    share_words,
    signed,
    widest_words,
    wordings,
)
from tools.selectors.survey_results import Results

# As many of the widest gaps stand in the overview.
MOST_GAPS = 8


@dataclass(frozen=True, slots=True)
class WhoLine:
    """How many of a group answered, in words."""

    who: Who
    name: str
    why: str
    caution: str


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area of one group. `change` is that since the wave before."""

    name: str
    row: AreaRow
    why: str
    mean: str
    spread: str
    spread_why: str
    alpha: str
    alpha_says: str
    change: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class ConceptView:
    """One concept with the answers of all groups."""

    key: str
    name: str
    is_own: bool
    concept: Concept
    bars: list[Bar]
    said: list[str]
    wordings: list[tuple[str, str]]
    gap: GapLine | None
    changes: list[tuple[str, Change, str]]


def overview(results: Results) -> dict[str, Any]:
    """Return what the overview shows."""
    report = results.report
    lines = gap_lines(results, report.gaps[:MOST_GAPS])
    return {
        "who": [_who(who) for who in report.who],
        "lines": lines,
        "ticks": TICKS,
        "keys": groups_on_lines(report, lines),
        "says": widest_words(results, report.gaps),
        "groups": [(who.group, group_name(who.group)) for who in report.who],
        "means": [(area, title_of(results, area.key), area_lines(results, area)) for area in report.areas],
        "own": [concept_view(results, concept) for concept in report.own],
        "questions": QUESTIONS,
        "focus": focus_lines(results),
    }


def area_page(results: Results, area: AreaPart) -> dict[str, Any]:
    """Return what the page of one area shows."""
    lines = gap_lines(results, area.gaps)
    return {
        "area": area,
        "title": title_of(results, area.key),
        "leads_to": leads_to(area),
        "why": results.words.text.groups[area.key].question,
        "rows": area_lines(results, area),
        "lines": lines,
        "ticks": TICKS,
        "keys": groups_on_lines(results.report, lines),
        "says": widest_words(results, area.gaps),
        "concepts": [concept_view(results, concept) for concept in area.concepts],
    }


@dataclass(frozen=True, slots=True)
class FocusLine:
    """One focus concept with the widest distance on it, and where the guideline goes on from its area."""

    name: str
    is_own: bool
    gap: str
    area: str
    leads_to: list[str]


def focus_lines(results: Results) -> list[FocusLine]:
    """Return the focus concepts that the school has chosen."""
    areas = {concept.key: area for area in results.report.areas for concept in area.concepts}
    concepts = {concept.key: concept for concept in results.report.concepts()}
    return [
        FocusLine(
            concept_name(results, key),
            key in results.own,
            gap_words(results, gap) if (gap := concepts[key].gap) else "",
            title_of(results, areas[key].key) if key in areas else "",
            leads_to(areas[key]) if key in areas else [],
        )
        for key in results.wave.focus
        if key in concepts
    ]


def leads_to(area: AreaPart) -> list[str]:
    """Return the phases and quadrants of the guideline that an area points to."""
    language = languages.reader_language()
    named = {**phases(language), **quadrants(language)}
    return [named[key].title for key in area.focus if key in named]


def title_of(results: Results, area: str) -> str:
    """Return the title of an area."""
    return results.words.text.groups[area].title


def _who(who: Who) -> WhoLine:
    return WhoLine(who, group_name(who.group), reason_words(who.reason), str(CAUTIONS.get(who.caution, "")))


def newest_trend(results: Results) -> Trend | None:
    """Return what changed since the wave before; None for a first wave."""
    return next(iter(results.report.trends), None)


def area_lines(results: Results, area: AreaPart) -> list[AreaLine]:
    """Return an area in numbers, a line for each group."""
    trend = newest_trend(results)
    changes = {change.group: change for change in trend.areas if change.key == area.key} if trend else {}
    return [_area_line(row, changes.get(row.group)) for row in area.rows]


def _area_line(row: AreaRow, change: Change | None) -> AreaLine:
    shown = row.area if not row.reason else None
    return AreaLine(
        name=group_name(row.group),
        row=row,
        why=reason_words(row.reason),
        mean=number(shown.mean) if shown else "",
        spread=number(shown.spread) if shown else "",
        spread_why=reason_words(shown.spread_reason) if shown else "",
        alpha=(number(shown.alpha, 2) or reason_words(shown.alpha_reason)) if shown else "",
        alpha_says=str(ALPHA.get(row.alpha_says, "")),
        change=change_words(change),
        is_changed=bool(change and change.is_flagged),
    )


def change_words(change: Change | None) -> str:
    """Return a change in words, or why there is none."""
    if change is None:
        return ""
    return reason_words(change.reason) if change.change is None else signed(change.change)


def concept_view(results: Results, concept: Concept) -> ConceptView:
    """Return one concept with bars, sentences, wordings and changes."""
    trend = newest_trend(results)
    is_own = concept.key in results.own
    changes = [change for change in trend.items if change.key == concept.key] if trend and not is_own else []
    rows = [row for row in concept.rows if row.item and row.item.share is not None]
    roles = [role for who in results.report.who for role in who.roles]
    return ConceptView(
        key=concept.key,
        name=concept_name(results, concept.key),
        is_own=is_own,
        concept=concept,
        bars=bars(results, concept),
        said=[share_words(row.group, row.item) for row in rows if row.item],
        wordings=wordings(results, concept.key, roles),
        gap=gap_line(results, concept.gap) if concept.gap else None,
        changes=[(group_name(change.group), change, change_words(change)) for change in changes],
    )
