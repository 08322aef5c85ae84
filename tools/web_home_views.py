"""A spiderweb's own page: what it is, start, go on, my webs. And what begins or ends a web under way."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tools.access import access_draft, access_response, refused_to, released_web
from tools.answer_pages import UnderWay, result_address, web_address
from tools.answer_views import sign_in_first
from tools.domain.answering import may_be_corrected
from tools.selectors.webs import aims_of, draft_of
from tools.services.answering import correct_web, start_web, throw_away
from tools.web_home import home_values


@never_cache
@require_safe
def webs(request, key: str) -> HttpResponse:
    """Show what a spiderweb is and how to begin; to a teacher what is under way, and their webs."""
    values = home_values(request.user, released_web(key))
    return render(request, "tools/web_home.html", values)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request, key: str) -> HttpResponse:
    """Begin a web, or go on with the one under way. A GET leads to the page of the spiderweb.

    `mode` says how it is answered; with `focus` only the dimensions in focus are asked again.
    """
    home = reverse("webs", args=[key])
    version = released_web(key)
    if request.method != "POST":
        return HttpResponseRedirect(home)
    if not request.user.is_authenticated:
        return redirect_to_login(home)
    there = draft_of(request.user, version.instrument)
    focus = aims_of(request.user, version.instrument).focus if request.POST.get("focus") else ()
    if request.POST.get("focus") and not focus:
        messages.error(request, _("You have no dimension in focus. Choose one at your last web first."))
        return HttpResponseRedirect(home)
    try:
        draft = start_web(
            person=request.user,
            version=version,
            mode=request.POST.get("mode", ""),
            focus=focus,
            begun_on=_uuid(request.POST.get("begun_on", "")),
        )
    except ValidationError as refused:
        return render(request, "tools/web_home.html", home_values(request.user, version, refused.messages), status=400)
    if there is not None:
        messages.info(request, _("You have a web under way, so you go on with that one."))
    return HttpResponseRedirect(UnderWay(draft).address_to_go_on)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def throw_away_web(request, key: UUID) -> HttpResponse:
    """Ask whether a web under way is to be thrown away, with all in it; do it by POST."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    with refused_to(request):
        draft = access_draft(request.user, key)
    if request.method == "POST":
        throw_away(person=request.user, key=key)
        messages.success(request, _("The web under way is thrown away."))
        return HttpResponseRedirect(reverse("webs", args=[draft.instrument.key]))
    return render(request, "tools/web_throw_away.html", {"web": UnderWay(draft)})


@never_cache
@require_POST
def correct(request, key: UUID) -> HttpResponse:
    """Open a web that was handed in once more, so that it can be corrected; only within half an hour."""
    if not request.user.is_authenticated:
        return redirect_to_login(web_address(key))
    with refused_to(request):
        response = access_response(request.user, key)
    if not may_be_corrected(response.submitted_at, now()):
        messages.error(request, _("A web can be corrected for half an hour. This one stays as it is; begin a new one."))
        return HttpResponseRedirect(result_address(response))
    there = draft_of(request.user, response.instrument)
    draft = correct_web(person=request.user, response=response)
    if there is not None and there.answers != response.answers:
        messages.warning(request, _("You have another web under way. Hand it in or throw it away first."))
    return HttpResponseRedirect(UnderWay(draft).address(1))
