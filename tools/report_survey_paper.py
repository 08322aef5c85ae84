"""The report of a wave on paper: all of it, or the role gaps on one page. For the worker only."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.template.loader import render_to_string
from django.utils.timezone import localtime, now

from tools.models import GrowthReport
from tools.paper import as_pdf, svg_source
from tools.report_pages import Drawn, GoneError
from tools.report_survey_figures import bars_figure, gap_figure
from tools.report_survey_forms import GAPS
from tools.report_survey_pages import ConceptView, area_page, newest_trend, overview
from tools.report_survey_pictures import GapLine, gap_lines, groups_on_lines
from tools.report_survey_words import widest_words
from tools.selectors.survey_results import Results, results_of
from tools.services.reporting import Progress, wish_of
from tools.survey_access import access_report

# As many gaps as have room on one page with the questions and lines to write on.
MOST_ON_A_PAGE = 12
SHEETS = ("growth-report.css", "school-report-paper.css")


def made_school_report(report: GrowthReport, progress: Progress) -> bytes:
    """Return the report that was asked for. Who may no longer read it, or never might, gets none: `GoneError`."""
    wish = wish_of(report)
    try:
        wave = access_report(report.person, UUID(wish["school"]), UUID(wish["wave"]))
    except Http404 as fault:
        raise GoneError from fault
    results = results_of(wave, report.language)
    progress(20)
    if wish["sheet"] == GAPS:
        html = render_to_string("tools/pdf/role_gaps.html", gaps_values(results, report.language))
    else:
        html = render_to_string("tools/pdf/school_report.html", full_values(results, report.language, progress))
    progress(70)
    return as_pdf(html, *SHEETS)


def gaps_values(results: Results, language: str) -> dict[str, Any]:
    """Return what the page of role gaps shows: the widest ones."""
    lines = gap_lines(results, results.report.gaps[:MOST_ON_A_PAGE])
    return _common(results, language) | _gaps(results, lines) | {"more": len(results.report.gaps) - len(lines)}


def full_values(results: Results, language: str, progress: Progress) -> dict[str, Any]:
    """Return what the full report shows. Drawing the areas takes most of the time, so they tell how far it is."""
    areas = []
    for number, area in enumerate(results.report.areas, 1):
        values = area_page(results, area)
        drawn = [{"view": view, "figure": _bars(view)} for view in values["concepts"]]
        areas.append(values | _figure(results, values["lines"], values["says"]) | {"drawn": drawn})
        progress(20 + 45 * number // len(results.report.areas))
    common = _common(results, language)
    own = [{"view": view, "figure": _bars(view)} for view in common["own"]]
    return common | _gaps(results, common["lines"]) | {"areas": areas, "own": own}


def _common(results: Results, language: str) -> dict[str, Any]:
    trend = newest_trend(results)
    scale = results.words.structure.scale
    return {
        "results": results,
        "wave": results.wave,
        "school": results.wave.school,
        "language": language,
        "lang": "" if results.words.language == language else results.words.language,
        "scale": [results.words.text.scale[step.key].label for step in scale],
        "shades": [("n" if step.value is None else str(step.value)) for step in scale],
        "before": results.earlier[trend.wave] if trend else None,
        "made_on": localtime(now()).date(),
        **overview(results),
    }


def _gaps(results: Results, lines: list[GapLine]) -> dict[str, Any]:
    says = widest_words(results, results.report.gaps)
    return {**_figure(results, lines, says), "lines": lines, "says": says}


def _figure(results: Results, lines: list[GapLine], says: str) -> dict[str, Any]:
    if not lines:
        return {"gaps": None}
    labels = [results.words.text.scale[step.key].label for step in results.words.structure.scale if step.value]
    said = (f"{line.name}: {', '.join(f'{dot.name} {dot.mean}' for dot in line.dots)}." for line in lines)
    drawn = gap_figure(lines, groups_on_lines(results.report, lines), low=labels[0], high=labels[-1])
    return {"gaps": Drawn(svg_source(drawn), _together([says, *said]))}


def _bars(view: ConceptView) -> Drawn:
    hidden = (f"{bar.name}: {bar.why}." for bar in view.bars if bar.is_asked and not bar.parts)
    return Drawn(svg_source(bars_figure(view.bars)), _together([f"{view.name}.", *view.said, *hidden]))


def _together(sentences: Iterable[str]) -> str:
    return " ".join(sentences)
