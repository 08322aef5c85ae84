"""Running a wave: the checklist before it opens, the counts while it is open, and how it ends."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tools.domain.wave_days import Days, State, moments
from tools.enums import Role
from tools.selectors.waves import counts_of, lessons_now, roles_of
from tools.services.wave_plans import open_prepared, set_thresholds
from tools.services.waves import cancel_wave, close_wave, extend_wave
from tools.survey_addresses import report_address
from tools.wave_access import COORDINATORS, READERS, Place, for_members, posted
from tools.wave_checklist import checklist, is_ready
from tools.wave_forms import MANY, ExtendForm, OpenForm, ThresholdsForm
from tools.wave_words import reminder

METHODS = ["GET", "HEAD", "POST"]
UNDER_WAY = (State.PLANNED, State.OPEN)


@for_members(*READERS)
@require_safe
def wave(request, place: Place) -> HttpResponse:
    """Show a wave: its checklist, its counts, or the way to its report. Leaders read along."""
    return _wave(request, place, OpenForm())


def _wave(request, place: Place, form: OpenForm, status: int = 200) -> HttpResponse:
    found, state = place.at, place.state
    named = dict(settings.LANGUAGES)
    values: dict[str, Any] = {
        "place": place,
        "wave": found,
        "state": state,
        "days": place.days(found),
        "in_languages": [(code, named[code]) for code in found.languages],
        "report": report_address(found),
    }
    if state == State.PREPARED and place.coordinates:
        points = checklist(place)
        first_role = next(iter(roles_of(found)), "")
        values |= {"points": points, "ready": is_ready(points), "form": form, "first_role": first_role}
    elif state in (*UNDER_WAY, State.ENDING):
        counts = counts_of(found)
        values |= {
            "counts": counts,
            "rows": [(row, MANY[Role(row.role)]) for row in counts.roles],
            "too_many": [MANY[Role(role)] for role in counts.too_many],
            "lessons": lessons_now(found, now()),
            "reminders": [reminder(place, code) for code in found.languages] if place.coordinates else [],
        }
    return render(request, "tools/waves/wave.html", values, status=status)


@for_members(*COORDINATORS)
@require_POST
def wave_open(request, place: Place) -> HttpResponse:
    """Open a wave. Sent again it changes nothing."""
    if place.state == State.CANCELLED:
        raise Http404
    if place.state != State.PREPARED:
        return _to(place)
    form = OpenForm(request.POST)
    if form.is_valid():
        try:
            open_prepared(wave=place.at)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("The survey is open. Version and languages are fixed now."))
            return _to(place)
    return _wave(request, place, form, 400)


def _to(place: Place) -> HttpResponse:
    return redirect("wave", place.school.key, place.at.key)


@for_members(*COORDINATORS)
@require_http_methods(METHODS)
def wave_extend(request, place: Place) -> HttpResponse:
    """Let a wave last longer."""
    if place.state not in UNDER_WAY:
        raise Http404
    days = place.days(place.at)
    form = ExtendForm(posted(request), initial={"last_day": days.last})
    if request.method == "POST" and form.is_valid():
        closes_at = moments(Days(days.first, form.cleaned_data["last_day"]), place.zone)[1]
        try:
            if closes_at != place.at.closes_at:
                extend_wave(wave=place.at, closes_at=closes_at)
        except ValidationError as fault:
            form.add_error("last_day", fault)
        else:
            messages.success(request, _("The survey is open for longer."))
            return _to(place)
    status = 400 if request.method == "POST" else 200
    return render(request, "tools/waves/extend.html", {"place": place, "form": form, "days": days}, status=status)


@for_members(*COORDINATORS)
@require_http_methods(METHODS)
def wave_close(request, place: Place) -> HttpResponse:
    """Ask whether a wave shall close before its last day, and close it. Sent again it changes nothing."""
    if place.state in (State.PREPARED, State.CANCELLED):
        raise Http404
    if request.method == "POST":
        close_wave(wave=place.at)
        messages.success(request, _("The survey is closed. Its report is there."))
    if request.method == "POST" or place.state == State.CLOSED:
        return _to(place)
    values = {"place": place, "days": place.days(place.at)}
    return render(request, "tools/waves/close.html", values)


@for_members(*COORDINATORS)
@require_http_methods(METHODS)
def wave_cancel(request, place: Place) -> HttpResponse:
    """Say what is deleted when a wave is cancelled, and cancel it. Sent again it changes nothing."""
    if place.state == State.CLOSED:
        raise Http404
    if request.method == "POST":
        cancel_wave(wave=place.at)
        messages.success(request, _("The survey is cancelled. Nothing of what was answered is kept."))
        return redirect("waves", place.school.key)
    if place.state == State.CANCELLED:
        return redirect("waves", place.school.key)
    return render(request, "tools/waves/cancel.html", {"place": place, "state": place.state})


@for_members(*COORDINATORS)
@require_http_methods(METHODS)
def wave_thresholds(request, place: Place) -> HttpResponse:
    """Show results of larger groups only."""
    if place.state not in (*UNDER_WAY, State.ENDING):
        raise Http404
    begun = {"min_group": place.at.min_group, "min_open": place.at.min_open}
    form = ThresholdsForm(posted(request), initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            set_thresholds(wave=place.at, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Saved."))
            return _to(place)
    status = 400 if request.method == "POST" else 200
    return render(request, "tools/waves/thresholds.html", {"place": place, "form": form}, status=status)
