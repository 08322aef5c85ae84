"""Preparing a wave: the list of a school's waves, planning one, its own items, and how it will look."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _, override
from django.views.decorators.http import require_http_methods, require_safe

from tools.domain.wave_days import State
from tools.enums import Role
from tools.selectors.released import in_words
from tools.selectors.waves import (
    complete_languages,
    roles_of,
    state_of_wave,
    survey_version,
    version_of,
    waves_of,
)
from tools.services.wave_plans import change_wave, plan_wave, set_own_items
from tools.survey_pages import Shown
from tools.survey_walk import walk_through
from tools.wave_access import COORDINATORS, READERS, Place, for_members, posted
from tools.wave_forms import MANY, OwnItemsForm, WaveForm, own_items_now, planned, season, usual_days

METHODS = ["GET", "HEAD", "POST"]


@for_members(*READERS)
@require_safe
def waves(request, place: Place) -> HttpResponse:
    """List the waves of a school, the latest first."""
    moment = now()
    rows = [
        {
            "wave": wave,
            "state": state_of_wave(wave, moment),
            "days": place.days(wave),
            "roles": [MANY[Role(role.role)] for role in wave.roles.all()],
        }
        for wave in waves_of(place.school)
    ]
    return render(
        request, "tools/waves/list.html", {"place": place, "rows": rows, "can_ask": survey_version() is not None}
    )


@for_members(*COORDINATORS)
@require_http_methods(METHODS)
def wave_new(request, place: Place) -> HttpResponse:
    """Plan a wave: who is asked what, in which languages, on which days."""
    version = survey_version()
    if version is None:
        return render(request, "tools/waves/none.html", {"place": place}, status=404)
    complete = complete_languages(version)
    own = [code for code in place.school.languages if code in complete] or complete[:1]
    days = usual_days(place.today)
    begun = {
        "mode": "full",
        "languages": own,
        "first_day": days.first,
        "last_day": days.last,
        "title": season(days.first),
        "ask_leader": True,
        "ask_teacher": True,
        "ask_student": True,
    }
    asked: dict[str, Any] = {
        "words": in_words(version),
        "languages": complete,
        "zone": place.zone,
        "today": place.today,
    }
    if request.method != "POST":
        return _plan(request, place, WaveForm(initial=begun, **asked))
    form = WaveForm(request.POST, initial=begun, **asked)
    if form.is_valid():
        try:
            wave = plan_wave(school=place.school, version=version, key=form.cleaned_data["key"], plan=form.plan())
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return redirect("wave", place.school.key, wave.key)
    return _plan(request, place, form, 400)


@for_members(*COORDINATORS)
@require_http_methods(METHODS)
def wave_change(request, place: Place) -> HttpResponse:
    """Change a wave that is not opened yet."""
    _not_opened(place)
    version = version_of(place.at)
    complete = complete_languages(version)
    asked: dict[str, Any] = {
        "words": in_words(version),
        "languages": complete,
        "zone": place.zone,
        "today": place.today,
    }
    begun = planned(place.at, roles_of(place.at), place.zone)
    if request.method != "POST":
        return _plan(request, place, WaveForm(initial=begun, **asked))
    form = WaveForm(request.POST, initial=begun, **asked)
    if form.is_valid():
        try:
            change_wave(wave=place.at, plan=form.plan())
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Saved."))
            return redirect("wave", place.school.key, place.at.key)
    return _plan(request, place, form, 400)


def _plan(request, place: Place, form: WaveForm, status: int = 200) -> HttpResponse:
    return render(request, "tools/waves/plan.html", {"place": place, "form": form}, status=status)


def _not_opened(place: Place) -> None:
    """Let nothing be planned any more that is fixed."""
    if place.state != State.PREPARED:
        raise Http404


@for_members(*COORDINATORS)
@require_http_methods(METHODS)
def wave_own_items(request, place: Place) -> HttpResponse:
    """Write up to five items of the school's own."""
    _not_opened(place)
    asked: dict[str, Any] = {"languages": place.at.languages, "roles": list(roles_of(place.at))}
    form = OwnItemsForm(posted(request), initial=own_items_now(place.at), **asked)
    if request.method == "POST" and form.is_valid():
        try:
            set_own_items(wave=place.at, items=form.items())
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Saved."))
            return redirect("wave", place.school.key, place.at.key)
    status = 400 if request.method == "POST" else 200
    return render(request, "tools/waves/own_items.html", {"place": place, "form": form}, status=status)


@for_members(*COORDINATORS)
@require_safe
def wave_preview(request, place: Place, role: str, language: str) -> HttpResponse:
    """Show what a role is asked in a language, as it will be answered. Nothing is sent."""
    wave = place.at
    roles = roles_of(wave)
    if role not in roles or language not in wave.languages:
        raise Http404
    # Until it is opened a wave asks the newest version.
    wave.version = version_of(wave)
    with override(language):
        walk = walk_through(wave, role, language)
    shown = Shown()
    named = dict(settings.LANGUAGES)
    values = {
        "place": place,
        "role": role,
        "role_name": MANY[Role(role)],
        "shown_in": language,
        "roles": [(key, MANY[Role(key)]) for key in roles],
        "in_languages": [(code, named[code]) for code in wave.languages],
        "walk": walk,
        "parts": [(part, shown.items(part), shown.texts(part)) for part in walk.parts],
    }
    return render(request, "tools/waves/preview.html", values)
