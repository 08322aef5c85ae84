"""Answering a web with an account, one dimension a step: saved at each choice, checked, handed in once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.html import escape, format_html
from django.utils.timezone import now
from django.utils.translation import get_language, gettext as _, override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from academy_site.foundation import languages
from academy_site.foundation.background import by_script
from academy_site.foundation.templatetags.academy import lang_of
from academy_site.people.selectors import zone_of
from tools.access import access_answering, refused_to
from tools.answer_pages import UnderWay, check_values, page_of, result_address, step_values
from tools.domain.answering import NOTE_TOO_LONG, UNKNOWN_ITEM, AnswerError
from tools.forms import BACK, CHECK, LATER, NEXT, LearnersForm, SentStep, sent_step, words_of_error
from tools.models import Response, ResponseDraft
from tools.services.answering import (
    NOW,
    THEN,
    AsksWhetherItReplacesError,
    NothingAnsweredError,
    Saved,
    hand_in,
    leave_look_back,
    look_back,
    save_answers,
)


def sign_in_first(request) -> HttpResponse:
    """Lead to the sign-in page and back here; tell a script where it is."""
    answer = redirect_to_login(request.get_full_path())
    return JsonResponse({"sign_in": answer["Location"]}, status=401) if by_script(request) else answer


def _answering(request, key: UUID) -> ResponseDraft | Response:
    with refused_to(request):
        return access_answering(request.user, key)


def _handed_in(request, response: Response) -> HttpResponse:
    """Lead to the web that a draft became, also from another tab that does not know of it."""
    said = _("This web was handed in meanwhile, so nothing was changed. Within half an hour you can correct it.")
    if by_script(request):
        return JsonResponse({"state": "refused", "said": said}, status=409)
    if request.method == "POST":
        messages.warning(request, said)
    return HttpResponseRedirect(result_address(response))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, key: UUID, number: int, part: str = NOW) -> HttpResponse:
    """Show one dimension of a web under way, and keep what is chosen and written there.

    400 names the item that could not be taken, 422 a note that is too long: all else is kept. A script
    gets the picture as it is now. What is not this person's is 404; what was handed in leads to its web.
    """
    if not request.user.is_authenticated:
        return sign_in_first(request)
    found = _answering(request, key)
    if isinstance(found, Response):
        return _handed_in(request, found)
    web = UnderWay(found, part)
    if part == THEN and web.then_on is None:  # not asked for any more, in another tab
        return HttpResponseRedirect(reverse("web_check", args=[key]))
    if not 1 <= number <= len(web.steps):
        raise Http404
    if request.method != "POST":
        return render(request, "tools/web_step.html", step_values(web, number))
    sent = sent_step(request.POST)
    try:
        saved = save_answers(
            person=request.user,
            key=key,
            answers=sent.answers,
            notes=sent.notes(web.steps[number - 1].key) if part == NOW else {},
            cleared=sent.cleared,
            part=part,
        )
    except ResponseDraft.DoesNotExist:  # handed in or thrown away in this very moment
        return _handed_in(request, _answering_again(request, key))
    web = UnderWay(saved.draft, part)
    if by_script(request):
        return _to_script(request, web, number, saved)
    if saved.errors:
        return _refused(request, web, number, sent, saved)
    with override(sent.language or get_language()):
        return HttpResponseRedirect(_where_to(web, number, sent.go))


def _answering_again(request, key: UUID) -> Response:
    found = _answering(request, key)
    if isinstance(found, ResponseDraft):
        raise Http404
    return found


def _where_to(web: UnderWay, number: int, go: str) -> str:
    if go == LATER:
        return reverse("webs", args=[web.draft.instrument.key])
    if go == CHECK or (go == NEXT and number == len(web.steps)):
        return reverse("web_check", args=[web.draft.key])
    return web.address(number + {NEXT: 1, BACK: -1 if number > 1 else 0}.get(go, 0))


def _status(errors: tuple[AnswerError, ...]) -> int:
    if not errors:
        return 200
    return 422 if all(error.code == NOTE_TOO_LONG for error in errors) else 400


def _to_script(request, web: UnderWay, number: int, saved: Saved) -> HttpResponse:
    """Say what is kept, with the picture as it is now."""
    values = step_values(web, number)
    at = time_format(now().astimezone(zone_of(request.user)), "TIME_FORMAT")
    said = " ".join(str(words_of_error(error)) for error in saved.errors) or _("Saved at %(time)s") % {"time": at}
    answer = {
        "state": "refused" if saved.errors else "saved",
        "said": said,
        "items": [error.item for error in saved.errors],
        "web": render_to_string("tools/parts/web_growing.html", values, request),
        "note": values["note"],
        "asks_evidence": values["asks_evidence"],
    }
    return JsonResponse(answer, status=_status(saved.errors))


def _refused(request, web: UnderWay, number: int, sent: SentStep, saved: Saved) -> HttpResponse:
    """Show the step again with all that was sent: each error at its item, unknown ones above."""
    own = {question.key for question in web.steps[number - 1].questions}
    errors = {error.item: words_of_error(error) for error in saved.errors if error.code != NOTE_TOO_LONG}
    too_long = next((words_of_error(error) for error in saved.errors if error.code == NOTE_TOO_LONG), "")
    more: dict[str, Any] = {
        "errors": errors,
        "elsewhere": [said for item, said in errors.items() if item not in own],
        "is_unknown": any(error.code == UNKNOWN_ITEM for error in saved.errors),
    }
    if too_long:
        more |= {"note_error": too_long, "note": sent.note, "note_grew_from": sent.grew_from}
    return render(request, "tools/web_step.html", step_values(web, number, **more), status=_status(saved.errors))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, key: UUID) -> HttpResponse:
    """Show a web under way as a whole, with what is missing, before it is handed in.

    A POST with `earlier` begins to rate the moment of that web again with today's eyes; with nothing it ends that.
    """
    if not request.user.is_authenticated:
        return sign_in_first(request)
    found = _answering(request, key)
    if isinstance(found, Response):
        return _handed_in(request, found)
    if request.method == "POST":
        return _look_back(request, found)
    web = UnderWay(found)
    return render(request, "tools/web_check.html", check_values(web, LearnersForm({"learners": found.learners})))


def _look_back(request, draft: ResponseDraft) -> HttpResponse:
    own = {"person": request.user, "key": draft.key}
    _keep_learners(request, draft)
    if not request.POST.get("earlier"):
        leave_look_back(**own)
        return HttpResponseRedirect(reverse("web_check", args=[draft.key]))
    try:
        draft = look_back(**own, earlier=UUID(request.POST["earlier"]))
    except (ValueError, Response.DoesNotExist):
        messages.error(request, _("That earlier web is not there any more. Nothing was changed."))
        return HttpResponseRedirect(reverse("web_check", args=[draft.key]))
    return HttpResponseRedirect(UnderWay(draft, THEN).address_to_go_on)


def _keep_learners(request, draft: ResponseDraft) -> None:
    form = LearnersForm(request.POST)
    if "learners" in request.POST and form.is_valid():
        save_answers(person=request.user, key=draft.key, learners=form.cleaned_data["learners"])


@never_cache
@sensitive_post_parameters()
@require_POST
def hand_in_web(request, key: UUID) -> HttpResponse:
    """Hand a web in, and lead to its result; asked again, to the same.

    409 asks whether it replaces the one of the same day, 422 says that nothing is answered yet.
    """
    if not request.user.is_authenticated:
        return sign_in_first(request)
    found = _answering(request, key)
    if isinstance(found, Response):
        return HttpResponseRedirect(result_address(found))
    form = LearnersForm({"learners": request.POST.get("learners", found.learners)})
    if not form.is_valid():
        return render(request, "tools/web_check.html", check_values(UnderWay(found), form), status=422)
    replaces = {"yes": True, "no": False}.get(request.POST.get("replaces", ""))
    try:
        found = save_answers(person=request.user, key=key, learners=form.cleaned_data["learners"]).draft
        response = hand_in(person=request.user, key=key, replaces=replaces)
    except ResponseDraft.DoesNotExist:  # another tab was quicker
        return HttpResponseRedirect(result_address(_answering_again(request, key)))
    except NothingAnsweredError as nothing:
        values = check_values(UnderWay(found), form, nothing=nothing.messages)
        return render(request, "tools/web_check.html", values, status=422)
    except AsksWhetherItReplacesError as asks:
        values = {"web": UnderWay(found), "earlier": asks.earlier, "earlier_address": result_address(asks.earlier)}
        return render(request, "tools/web_replaces.html", values, status=409)
    if page := page_of(found.begun_on):
        link = format_html('<a href="{}"{}>{}</a>', languages.url_for(page), lang_of(page), page.title)
        messages.success(request, format_html(escape(_("Your web is handed in. You began it on {}.")), link))
    return HttpResponseRedirect(result_address(response))
