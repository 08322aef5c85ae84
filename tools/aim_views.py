"""What a teacher works towards: targets and focus, set from the result of a web; reminders of the next one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tools.access import released_web
from tools.aim_forms import AimForm, RemindersForm
from tools.domain.focusing import ASK_WHICH, UNKNOWN
from tools.models import InstrumentVersion, Reassessment
from tools.selectors.released import in_words
from tools.services.aiming import add_focus, drop_focus, set_target
from tools.services.reminding import change_reminders, quiet_of

_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@sensitive_post_parameters()
@never_cache
@login_required
@_METHODS
def target(request, key: str) -> HttpResponse:
    """Set the target of a dimension, or take it away. A GET leads to the webs and changes nothing.

    400 for a form that was tampered with, naming what is wrong.
    """
    version = released_web(key)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web_growth", args=[key]))
    form = AimForm(request.POST)
    if not form.is_valid():
        return _refused(request, version, form.errors.as_data())
    dimension, level = form.cleaned_data["dimension"], form.cleaned_data["level"]
    try:
        set_target(person=request.user, version=version, dimension=dimension, level=level)
    except ValidationError as problem:
        return _refused(request, version, {"dimension": [problem]})
    return HttpResponseRedirect(_back(form, key))


@sensitive_post_parameters()
@never_cache
@login_required
@_METHODS
def focus(request, key: str) -> HttpResponse:
    """Put a dimension into the focus, or take it out with `drop`. A third asks which one makes room (409)."""
    version = released_web(key)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web_growth", args=[key]))
    form = AimForm(request.POST)
    if not form.is_valid():
        return _refused(request, version, form.errors.as_data())
    dimension, leaving = form.cleaned_data["dimension"], form.cleaned_data["leaving"]
    if form.cleaned_data["drop"]:
        drop_focus(person=request.user, version=version, dimension=dimension)
        return HttpResponseRedirect(_back(form, key))
    choice = add_focus(person=request.user, version=version, dimension=dimension, leaving=leaving)
    if choice.code == UNKNOWN:
        return _refused(request, version, {"dimension": [ValidationError(_("This spiderweb has no such dimension."))]})
    if choice.code == ASK_WHICH:
        return _asks_which(request, version, form, choice.focus)
    return HttpResponseRedirect(_back(form, key))


def _back(form: AimForm, key: str) -> str:
    """Lead back to the row of the dimension on the page it was chosen on."""
    web: UUID | None = form.cleaned_data.get("web")
    if web is None:
        return reverse("development_plan", args=[key])
    return f"{reverse('web', args=[web])}#axis-{form.cleaned_data['dimension']}"


def _asks_which(request, version: InstrumentVersion, form: AimForm, focused: tuple[str, ...]) -> HttpResponse:
    words = in_words(version)
    values = {
        "words": words,
        "instrument": version.instrument,
        "wanted": _dimension(words, form.cleaned_data["dimension"]),
        "focus": [_dimension(words, dimension) for dimension in focused],
        "web": form.cleaned_data.get("web"),
        "back": _back(form, version.instrument.key),
    }
    return render(request, "tools/web_focus.html", values, status=409)


def _dimension(words, key: str) -> dict[str, str]:
    text = words.text.groups.get(key)
    group = next((group for group in words.structure.groups if group.key == key), None)
    return {"key": key, "name": text.title if text else key, "dimension": group.dimension if group else ""}


def _refused(request, version: InstrumentVersion, errors: dict[str, list[ValidationError]]) -> HttpResponse:
    said = [
        (name, message) for name, problems in errors.items() for problem in problems for message in problem.messages
    ]
    values: dict[str, Any] = {"refused": said, "instrument": version.instrument, "words": in_words(version)}
    return render(request, "tools/web_focus.html", values, status=400)


@never_cache
@login_required
@_METHODS
def reminders(request, key: str) -> HttpResponse:
    """Say whether one is reminded of the next web, and in which weeks not. 422 with all that was typed."""
    version = released_web(key)
    instrument = version.instrument
    row = Reassessment.objects.filter(person=request.user, instrument=instrument).first()
    quiet = quiet_of(request.user)
    sent = request.POST if request.method == "POST" else None
    form = RemindersForm(sent, initial={"wanted": row.wanted if row else True}, quiet=quiet)
    if request.method == "POST" and form.is_valid():
        wanted, stretches = form.cleaned_data["wanted"], form.stretches
        change_reminders(person=request.user, instrument=instrument, wanted=wanted, quiet=stretches)
        messages.success(request, _("Your reminders are saved."))
        return HttpResponseRedirect(reverse("web_reminders", args=[key]))
    values = {
        "words": in_words(version),
        "instrument": instrument,
        "form": form,
        "due_on": row.due_on if row and row.wanted else None,
    }
    return render(request, "tools/web_reminders.html", values, status=422 if form.is_bound else 200)
