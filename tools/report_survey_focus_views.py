"""After a report: the two or three concepts that a school goes on with."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tools.access import refusals_noted
from tools.report_survey_forms import FocusForm
from tools.report_survey_pages import title_of
from tools.report_survey_words import concept_name
from tools.selectors.survey_results import Results, results_of
from tools.services.survey_focus import choose_focus
from tools.survey_access import access_report


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_noted
def wave_report_focus(request: HttpRequest, school: UUID, wave: UUID) -> HttpResponse:
    """Choose focus concepts, area by area; what is refused comes back with all that was ticked."""
    results = results_of(access_report(request.user, school, wave))
    concepts = [(concept.key, concept_name(results, concept.key)) for concept in results.report.concepts()]
    posted = request.POST if request.method == "POST" else None
    form = FocusForm(posted, concepts=concepts, initial={"focus": results.wave.focus})
    if posted is not None and form.is_valid() and _chosen(results, form, [key for key, _name in concepts]):
        return redirect("wave_report", school, wave)
    ticked = posted.getlist("focus") if posted is not None else results.wave.focus
    values = {
        "results": results,
        "wave": results.wave,
        "school": results.wave.school,
        "lang": results.words.lang,
        "form": form,
        "ticked": ticked,
        "areas": [
            (title_of(results, area.key), [(each.key, concept_name(results, each.key)) for each in area.concepts])
            for area in results.report.areas
        ],
        "own": [(each.key, concept_name(results, each.key)) for each in results.report.own],
    }
    return render(request, "tools/school_report_focus.html", values, status=400 if posted is not None else 200)


def _chosen(results: Results, form: FocusForm, reported: list[str]) -> bool:
    try:
        choose_focus(wave=results.wave, keys=form.cleaned_data["focus"], reported=reported)
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    return True
