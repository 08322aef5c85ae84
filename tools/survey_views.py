"""Answering a survey with a draft: begun, part by part, looked over, sent."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tools.models import Wave
from tools.services.survey_drafts import save
from tools.services.surveying import SentAlreadyError, Sheet, send_sheet
from tools.survey_pages import CHECK, START, Shown, lead, part_place, show
from tools.survey_states import State, Turned
from tools.survey_ticket import take_back
from tools.survey_visit import CLEAR, CLEARED, GO, Visit, in_wave, visit
from tools.survey_walk import Filled, filled, pairs, words_of

BACK, OPEN, STAY = "back", "open", "stay"


@in_wave
def survey_step(request: HttpRequest, wave: Wave, language: str, step: int) -> HttpResponse:
    """Show one part with what was chosen; what is posted is saved, and leads on, back, or to another language."""
    here = visit(request, wave, language)
    if not 1 <= step <= len(here.walk.parts):
        raise Turned(State.UNKNOWN, wave)
    if request.method != "POST":
        return show(here, part_place(step))
    came = filled(here.walk, pairs(request.POST))
    here = _saved(here, came)
    if came.errors:
        shown = Shown(here.so_far.answers, {**here.so_far.words, **came.typed}, came.errors)
        return show(here, part_place(step), shown=shown, status=400)
    return lead(here, _then(here, step, request.POST.get(GO, "")))


def _saved(here: Visit, came: Filled) -> Visit:
    posted = here.request.POST
    taken_back = {key for key in (*posted.getlist(CLEAR), *posted.getlist(CLEARED)) if key in here.so_far.answers}
    kept = {key: answer for key, answer in came.answers.items() if key not in posted.getlist(CLEAR)}
    answers = {**dict.fromkeys(taken_back, ""), **kept}
    if not answers and not came.words:
        return here
    ticket = here.ticket
    so_far = save(wave=here.wave, code=ticket.code, half=ticket.half, answers=answers, words=came.words)
    return replace(here, so_far=so_far)


def _then(here: Visit, step: int, go: str):
    if here.request.POST.get(CLEAR) or go in (OPEN, STAY):
        return part_place(step)
    if go == BACK:
        return part_place(step - 1) if step > 1 else START
    return part_place(step + 1) if step < len(here.walk.parts) else CHECK


@in_wave
def survey_save(request: HttpRequest, wave: Wave, language: str) -> HttpResponse:
    """Save what was chosen, for the script of a page; say what could not be taken."""
    if request.method != "POST":
        raise Turned(State.UNKNOWN, wave)
    here = visit(request, wave, language)
    came = filled(here.walk, pairs(request.POST))
    _saved(here, came)
    if came.errors:
        return JsonResponse({"state": "refused", "said": [words_of(error) for error in came.errors]}, status=400)
    return JsonResponse({"state": "saved", "said": _("Saved on the way. Nobody can read it but you.")})


@in_wave
def survey_check(request: HttpRequest, wave: Wave, language: str) -> HttpResponse:
    """Show what is not answered, without a judgement, before it is sent."""
    here = visit(request, wave, language)
    return show(here, CHECK) if request.method != "POST" else lead(here, CHECK)


@in_wave
def survey_send(request: HttpRequest, wave: Wave, language: str) -> HttpResponse:
    """Send what was saved: counted once, whatever is pressed twice. The device forgets all of it."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("survey_check", args=[wave.key, language]), status=303)
    try:
        here = visit(request, wave, language)
        if not here.so_far.answers and not any(here.so_far.words.values()):
            return show(here, CHECK, is_empty=True, status=400)
        came = filled(here.walk, (*here.so_far.answers.items(), *here.so_far.words.items()))
        send_sheet(wave=wave, code=here.ticket.code, sheet=Sheet(came.answers, came.words, language))
    except SentAlreadyError as again:
        raise Turned(State.RECEIVED, wave) from again
    response = HttpResponseRedirect(reverse("survey_thanks", args=[wave.key, language]), status=303)
    take_back(response, wave)
    return response


@in_wave
def survey_thanks(request: HttpRequest, wave: Wave, language: str) -> HttpResponse:
    """Say thank you. Nothing here knows what was sent, or whether anything was."""
    return render(request, "tools/survey/thanks.html", {"wave": wave, "language_code": language})
