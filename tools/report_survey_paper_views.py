"""The report of a wave on paper: asked for, made by the worker, fetched by whoever asked and still may read it."""

from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tools.access import refusals_noted
from tools.enums import ReportKind, ReportState
from tools.models import GrowthReport, Wave
from tools.report_survey_forms import SHEETS, SchoolReportForm
from tools.report_views import as_file
from tools.selectors.released import languages_in
from tools.services import reporting
from tools.survey_access import access_report
from tools.tasks import make_report

_UNFINISHED = {ReportState.WAITING, ReportState.MAKING, ReportState.FAILED}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_noted
def wave_report_paper(request: HttpRequest, school: UUID, wave: UUID) -> HttpResponse:
    """Ask for a sheet, and show how far the own ones are; the page loads itself until all are there."""
    closed = access_report(request.user, school, wave)
    posted = request.POST if request.method == "POST" else None
    form = SchoolReportForm(posted, languages=languages_in(closed.version))
    if posted is not None and form.is_valid() and _asked(request, closed, form):
        return redirect("wave_report_paper", school, wave)
    rows = list(_rows(request.user, closed))
    values = {
        "wave": closed,
        "school": closed.school,
        "form": form,
        "reports": rows,
        "is_waiting": any(row["report"].state in _UNFINISHED for row in rows),
    }
    return render(request, "tools/school_report_paper.html", values, status=400 if posted is not None else 200)


@never_cache
@login_required
@require_safe
def wave_report_sheet(request: HttpRequest, school: UUID, wave: UUID, key: UUID) -> HttpResponse:
    """Give a sheet that is ready; anybody else's, and one of another wave, is 404."""
    closed = access_report(request.user, school, wave)
    found = reporting.content_of(request.user, key)
    sheet = _sheets(closed).get(found[0].response) if found else None
    if found is None or sheet is None:
        raise Http404
    report, content = found
    name = f"school-profile-{sheet[0]}-{closed.closed_at:%Y-%m-%d}-{report.language}.pdf"
    return as_file(content, name, "application/pdf")


def _sheets(wave: Wave) -> dict[UUID | None, tuple[str, Any]]:
    """Return the sheets of a wave by the key under which a file says what it is about."""
    return {uuid5(wave.key, sheet): (sheet, title) for sheet, title in SHEETS}


def _asked(request: HttpRequest, wave: Wave, form: SchoolReportForm) -> bool:
    """Note what is wanted and tell the worker, both or neither; say whether it was possible."""
    given = form.cleaned_data
    try:
        with transaction.atomic():
            report = reporting.ask_report(
                person=request.user,
                instrument=wave.version.instrument,
                kind=ReportKind.PDF,
                language=given["language"],
                key=given["key"],
                response=uuid5(wave.key, given["sheet"]),
                wish={"school": str(wave.school.key), "wave": str(wave.key), "sheet": given["sheet"]},
            )
            make_report.enqueue(str(report.key))
    except reporting.AskedAlreadyError:
        messages.info(request, _("You asked for this file already: it is below."))
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    return True


def _rows(person: Any, wave: Wave) -> Any:
    named, sheets = dict(settings.LANGUAGES), _sheets(wave)
    for report in _of_wave(person, wave):
        language = named.get(report.language, report.language)
        yield {"report": report, "title": sheets[report.response][1], "language": language}


def _of_wave(person: Any, wave: Wave) -> list[GrowthReport]:
    found = reporting.reports_of(person, wave.version.instrument)
    return list(found.filter(response__in=[key for key in _sheets(wave) if key]))
