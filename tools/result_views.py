"""The result of one web, for the teacher whose it is; deleting it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from academy_site.foundation.languages import reader_language
from tools.access import access_response, refusals_noted
from tools.domain.answering import CORRECTION
from tools.domain.instrument import LEVELS
from tools.models import Response
from tools.offers import offer_for
from tools.results import result_of
from tools.selectors.released import in_words
from tools.selectors.sharing import open_shares
from tools.selectors.webs import History, aims_of, history_of
from tools.services.answering import delete_web
from tools.then_now import then_now_of
from tools.what_next import what_next

ALONE = "none"


@never_cache
@login_required
@require_safe
def web(request, key: UUID) -> HttpResponse:
    """Show a web of this person, over the last one in the same mode or the one that `earlier` names.

    Anybody else's web is 404, and so is an earlier one that is not theirs or of the other mode.
    """
    response = access_response(request.user, key)
    instrument = response.version.instrument
    history = history_of(request.user, instrument)
    choices = history.before(response)
    earlier = _earlier(request.GET.get("earlier", ""), choices)
    aims = aims_of(request.user, instrument)
    result = result_of(response, earlier, history, aims, in_words(response.version))
    is_latest = history.latest == response
    values = {
        "result": result,
        "response": response,
        "instrument": instrument,
        "words": result.words,
        "choices": choices,
        "earlier": earlier,
        "latest": history.latest,
        "is_latest": is_latest,
        "next": what_next(result, aims, offer_for(request.user, reader_language())) if is_latest else None,
        "aims": aims,
        "levels": LEVELS,
        "then_now": then_now_of(history.webs[key], result.words),
        "shown_to": open_shares().filter(response=response).count(),
        "correct_until": _correct_until(response, history),
    }
    return render(request, "tools/web_result.html", values)


def _earlier(asked: str, choices: list[Response]) -> Response | None:
    if asked == ALONE:
        return None
    if not asked:
        return choices[0] if choices else None
    found = next((choice for choice in choices if str(choice.key) == asked), None)
    if found is None:
        raise Http404
    return found


def _correct_until(response: Response, history: History) -> datetime | None:
    """Return until when a web may be corrected: half an hour, and only the last one of its mode."""
    last = next(one for one in reversed(history.responses) if one.mode == response.mode)
    until = response.submitted_at + CORRECTION
    return until if last == response and now() <= until else None


@never_cache
@login_required
@refusals_noted
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, key: UUID) -> HttpResponse:
    """Ask whether a web is to be deleted, saying what goes with it; delete it by POST."""
    response = access_response(request.user, key)
    instrument = response.version.instrument
    if request.method == "POST":
        delete_web(person=request.user, key=key)
        messages.success(request, _("The web is deleted."))
        return HttpResponseRedirect(_after(instrument.key))
    values: dict[str, Any] = {"response": response, "words": in_words(response.version)}
    return render(request, "tools/delete_web.html", values)


def _after(instrument: str) -> str:
    return reverse("web_growth", args=[instrument])
