"""Pages of the report of a wave, for coordinators and leaders of its school, after the close only."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from academy_site.foundation import languages
from tools.report_survey_files import as_csv, as_json, as_xlsx
from tools.report_survey_pages import area_page, newest_trend, overview, title_of
from tools.report_views import as_file
from tools.selectors.survey_results import Results, results_of
from tools.survey_access import access_report

FILES: dict[str, tuple[Callable[[Results], str | bytes], str]] = {
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json; charset=utf-8"),
}


@never_cache
@login_required
@require_safe
def wave_report(request: HttpRequest, school: UUID, wave: UUID) -> HttpResponse:
    """Show who answered, the widest gaps and the means of all areas."""
    results = results_of(access_report(request.user, school, wave))
    return render(request, "tools/school_report.html", _common(results) | overview(results))


@never_cache
@login_required
@require_safe
def wave_report_area(request: HttpRequest, school: UUID, wave: UUID, area: str) -> HttpResponse:
    """Show one area with all answers to its concepts; one that was not asked is 404."""
    results = results_of(access_report(request.user, school, wave))
    part = results.report.area(area)
    if part is None:
        raise Http404
    return render(request, "tools/school_report_area.html", _common(results) | area_page(results, part))


def _common(results: Results) -> dict[str, Any]:
    trend = newest_trend(results)
    return {
        "results": results,
        "wave": results.wave,
        "school": results.wave.school,
        "lang": results.words.lang,
        "scale": [results.words.text.scale[step.key].label for step in results.words.structure.scale],
        "tabs": [(area.key, title_of(results, area.key)) for area in results.report.areas],
        "file_kinds": [(kind, kind.upper()) for kind in FILES],
        "before": results.earlier[trend.wave] if trend else None,
    }


@never_cache
@login_required
@require_safe
def wave_report_file(request: HttpRequest, school: UUID, wave: UUID, kind: str) -> HttpResponse:
    """Give the report as a file for spreadsheets or programs, in the language of the reader."""
    results = results_of(access_report(request.user, school, wave))
    if kind not in FILES:
        raise Http404
    content, kind_of_file = FILES[kind]
    name = f"school-profile-{results.wave.closed_at:%Y-%m-%d}-{languages.reader_language()}.{kind}"
    return as_file(content(results), name, kind_of_file)
