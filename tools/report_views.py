"""Files made from the webs of the teacher who is signed in. Everybody else's are 404."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tools.access import access_response, released_web
from tools.domain.instrument import SURVEY
from tools.enums import ReportKind, ReportState
from tools.exports import as_csv, as_json, as_svg
from tools.models import GrowthReport
from tools.one_web import OneWeb, one_web
from tools.report_forms import GrowthReportForm, PictureForm
from tools.selectors.webs import History, history_of
from tools.services import reporting
from tools.tasks import make_report

KINDS = {ReportKind.PDF.value: "application/pdf", ReportKind.PNG.value: "image/png"}


@never_cache
@login_required
@require_safe
def web_svg(request, key: UUID) -> HttpResponse:
    """Give a web as a picture that stands alone."""
    web = one_web(access_response(request.user, key))
    return as_file(as_svg(web), f"{_name(web)}.svg", "image/svg+xml; charset=utf-8")


@never_cache
@login_required
@require_safe
def web_csv(request, key: UUID) -> HttpResponse:
    """Give a web as a table for spreadsheets."""
    web = one_web(access_response(request.user, key))
    return as_file(as_csv(web), f"{_name(web)}.csv", "text/csv; charset=utf-8")


@never_cache
@login_required
@require_safe
def web_json(request, key: UUID) -> HttpResponse:
    """Give a web as a document for programs."""
    web = one_web(access_response(request.user, key))
    return as_file(as_json(web), f"{_name(web)}.json", "application/json; charset=utf-8")


def _name(web: OneWeb) -> str:
    return f"web-{web.response.on:%Y-%m-%d}"


def as_file(content: str | bytes, name: str, kind: str) -> HttpResponse:
    """Return a file that the browser saves, and that nothing on the way keeps."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def web_reports(request, key: str) -> HttpResponse:
    """Ask for a growth report or a picture, and show how far they are; the page loads itself until all are there."""
    version = released_web(key)
    history = history_of(request.user, version.instrument)
    posted = request.POST if request.method == "POST" else None
    growth, picture = _forms(history, posted)
    form: Any = picture if posted is not None and "web" in posted else growth
    if posted is None or not history.latest:
        return _reports(request, version.instrument, history, growth, picture)
    if not form.is_valid() or not _asked(request, version.instrument, form):
        return _reports(request, version.instrument, history, growth, picture, 400)
    return redirect("web_reports", key)


def _forms(history: History, posted) -> tuple[GrowthReportForm, PictureForm]:
    """Return both forms; the one that was sent is the one with its field in it."""
    earlier = history.before(history.latest) if history.latest else []
    is_picture = posted is not None and "web" in posted
    growth = GrowthReportForm(None if is_picture else posted, earlier=earlier)
    return growth, PictureForm(posted if is_picture else None, webs=history.responses)


def _asked(request, instrument, form: Any) -> bool:
    """Note what is wanted and tell the worker, both or neither; say whether it was possible."""
    given = form.cleaned_data
    is_picture = isinstance(form, PictureForm)
    more: dict[str, Any] = (
        {"kind": ReportKind.PNG, "response": UUID(given["web"])}
        if is_picture
        else {"kind": ReportKind.PDF, "wish": {"earlier": given["earlier"], "notes": given["notes"]}}
    )
    try:
        with transaction.atomic():
            report = reporting.ask_report(
                person=request.user, instrument=instrument, language=given["language"], key=given["key"], **more
            )
            make_report.enqueue(str(report.key))
    except reporting.AskedAlreadyError:
        messages.info(request, _("You asked for this file already: it is below."))
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    return True


def _reports(request, instrument, history: History, growth, picture, status: int = 200) -> HttpResponse:
    reports = list(reporting.reports_of(request.user, instrument))
    named = dict(settings.LANGUAGES)
    unfinished = {ReportState.WAITING, ReportState.MAKING, ReportState.FAILED}
    values = {
        "instrument": instrument,
        "has_webs": history.latest is not None,
        "growth": growth,
        "picture": picture,
        "reports": [
            {"report": report, "web": _web_of(report, history), "language": named.get(report.language, report.language)}
            for report in reports
        ],
        "is_waiting": any(report.state in unfinished for report in reports),
    }
    return render(request, "tools/reports.html", values, status=status)


def _web_of(report: GrowthReport, history: History):
    return history.response(report.response) if report.response else None


@never_cache
@login_required
@require_safe
def web_report_file(request, key: UUID) -> HttpResponse:
    """Give a file that is ready; anybody else's, and one that is forgotten, is 404."""
    found = reporting.content_of(request.user, key)
    # A sheet of a school is fetched where it is asked each time whether this person may still read it.
    if found is None or found[0].instrument.kind == SURVEY:
        raise Http404
    report, content = found
    name = "growth-report" if report.kind == ReportKind.PDF else "web"
    return as_file(content, f"{name}-{report.created_at:%Y-%m-%d}-{report.language}.{report.kind}", KINDS[report.kind])
