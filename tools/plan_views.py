"""My development plan: one page to read, print and write, for the teacher alone."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tools.access import released_web
from tools.aim_forms import PlanForm
from tools.models import DevelopmentPlan, InstrumentVersion
from tools.offers import chosen_modules
from tools.plans import facts_of
from tools.selectors.released import in_words
from tools.selectors.webs import aims_of, history_of
from tools.services.planning import WRITTEN, plan_of, save_plan

BOTH = "both"


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def development_plan(request, key: str) -> HttpResponse:
    """Show the plan, or with `edit` its form; keep what is posted.

    422 with everything typed when part of it cannot be kept, 409 when the plan was written elsewhere
    meanwhile: both versions are shown, and nothing is written over.
    """
    version = released_web(key)
    plan = plan_of(request.user, version.instrument)
    if request.method != "POST":
        is_new = plan.pk is None
        form = PlanForm(instance=plan, initial={"version": plan.version}) if is_new or "edit" in request.GET else None
        return _shown(request, version, plan, form=form)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _shown(request, version, plan, form=form, status=400 if "version" in form.errors else 422)
    seen, values = form.cleaned_data["version"], {name: form.cleaned_data[name] for name in WRITTEN}
    if request.POST.get("keep") == BOTH:
        values = _together(plan, values)
    saved = save_plan(person=request.user, instrument=version.instrument, seen=seen, values=values)
    if saved.is_conflict:
        again = PlanForm({**request.POST.dict(), "version": saved.plan.version})
        return _shown(request, version, saved.plan, form=again, theirs=_theirs(saved.plan, values), status=409)
    messages.success(request, _("Your plan is saved."))
    return HttpResponseRedirect(reverse("development_plan", args=[key]))


def _theirs(plan: DevelopmentPlan, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parts of the kept plan that differ from what was typed."""
    differing = [name for name in WRITTEN if getattr(plan, name) != values[name] and getattr(plan, name)]
    labels = PlanForm().fields
    return [{"label": labels[name].label, "value": getattr(plan, name)} for name in differing]


def _together(plan: DevelopmentPlan, values: dict[str, Any]) -> dict[str, Any]:
    """Return both versions, one below the other; of two days the one that was just chosen."""
    joined = {}
    for name in WRITTEN:
        kept, typed = getattr(plan, name), values[name]
        if name == "next_talk" or not kept or not typed:
            joined[name] = typed or kept
        else:
            joined[name] = typed if kept in typed else kept if typed in kept else f"{kept}\n\n{typed}"
    return joined


def _shown(
    request,
    version: InstrumentVersion,
    plan: DevelopmentPlan,
    *,
    form: PlanForm | None,
    theirs: list[dict[str, Any]] | None = None,
    status: int = 200,
) -> HttpResponse:
    words = in_words(version)
    history = history_of(request.user, version.instrument)
    values = {
        "words": words,
        "instrument": version.instrument,
        "plan": plan,
        "form": form,
        "theirs": theirs,
        "facts": facts_of(history, aims_of(request.user, version.instrument), words),
        "modules": chosen_modules(request),
        "latest": history.latest,
    }
    return render(request, "tools/development_plan.html", values, status=status)
