"""Beginning a survey: a code is taken, or given out silently, and the device gets its ticket."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from academy_site.foundation.domain.codes import LESSON, shown_code
from tools.models import Wave
from tools.services.coding import NoPlaceError, issue_silently
from tools.services.survey_drafts import WrongWordsError, begin, has_draft, resume, under_way, unspent_code
from tools.services.surveying import NotOpenError, SentAlreadyError, UnknownCodeError
from tools.survey_pages import START, languages_of, lead, show
from tools.survey_seal import BrokenSealError
from tools.survey_states import State, Turned
from tools.survey_ticket import Ticket, hand_out, ticket_of
from tools.survey_visit import GO, Visit, in_wave, visit
from tools.survey_walk import walk_through
from tools.survey_ways import Way, read_typed, way_of_code, way_of_link

ANEW = "anew"
MOST_WORDS_TYPED = 80


@in_wave
def survey_begin(request: HttpRequest, wave: Wave, language: str) -> HttpResponse:
    """Show the start of what was begun here; begin with a code or an open address that is posted."""
    if request.method != "POST":
        return show(visit(request, wave, language), START)
    if typed := request.POST.get("code", ""):
        return _with_code(request, wave, language, typed)
    if token := request.POST.get("token", ""):
        return _with_link(request, wave, language, token)
    return lead(visit(request, wave, language), START)


def _same_wave(way: Way, wave: Wave) -> Way:
    """Refuse a code of another wave in the words for one that opens nothing."""
    if way.wave.pk != wave.pk:
        raise Turned(State.UNKNOWN)
    return way


def _with_code(request: HttpRequest, wave: Wave, language: str, typed: str) -> HttpResponse:
    code = read_typed(typed)
    if not code:
        raise Turned(State.UNKNOWN)
    way = _same_wave(way_of_code(request, code), wave)
    if len(code) == LESSON:
        return _in_lesson(way, language)
    here = _opened_before(request, wave, language)
    if here and here.ticket.code == code:
        return lead(here, START)
    go = request.POST.get(GO, "")
    if go != ANEW and has_draft(unspent_code(wave, code)):
        return _at_another_device(request, wave, language, code)
    return _begun(request, wave, language, code)


def _opened_before(request: HttpRequest, wave: Wave, language: str) -> Visit | None:
    """Return what this device has begun and can still go on with."""
    ticket = ticket_of(request)
    if ticket is None:
        return None
    try:
        so_far = under_way(wave=wave, code=ticket.code, half=ticket.half)
    except (BrokenSealError, SentAlreadyError, UnknownCodeError, NotOpenError):
        return None
    return Visit(request, walk_through(wave, so_far.role, language), ticket, False, so_far)


def _begun(request: HttpRequest, wave: Wave, language: str, code: str) -> HttpResponse:
    given = begin(wave=wave, code=code, language=language, today=localdate())
    return _started(request, wave, language, Ticket(code, given.half, given.phrase))


def _started(request: HttpRequest, wave: Wave, language: str, ticket: Ticket) -> HttpResponse:
    """Show the start. Whether the device takes the cookie is not known yet, so the ticket is in the form as well."""
    so_far = under_way(wave=wave, code=ticket.code, half=ticket.half)
    here = Visit(request, walk_through(wave, so_far.role, language), ticket, False, so_far)
    response = show(here, START, carry=True)
    hand_out(request, response, wave, ticket)
    return response


def _at_another_device(request: HttpRequest, wave: Wave, language: str, code: str) -> HttpResponse:
    """Ask for the two words of answers that were begun elsewhere."""
    typed, is_wrong = request.POST.get("words", "")[:MOST_WORDS_TYPED], False
    if typed.strip():
        try:
            half = resume(wave=wave, code=code, phrase=typed)
            return _started(request, wave, language, Ticket(code, half, " ".join(typed.split())))
        except WrongWordsError:
            is_wrong = True
    values = {
        "wave": wave,
        "code": code,
        "shown": shown_code(code),
        "typed": typed,
        "is_wrong": is_wrong,
        "is_empty": "words" in request.POST and not typed.strip(),
        "action": reverse("survey_begin", args=[wave.key, language]),
        "languages": languages_of(wave, "survey_begin"),
    }
    status = 400 if is_wrong or values["is_empty"] else 200
    return render(request, "tools/survey/words.html", values, status=status)


def _with_link(request: HttpRequest, wave: Wave, language: str, token: str) -> HttpResponse:
    way = _same_wave(way_of_link(token), wave)
    wanted = request.POST.get("role", "") if len(way.roles) > 1 else way.roles[0]
    address = reverse("survey_link", args=[token])
    if wanted not in way.roles:
        return HttpResponseRedirect(f"{address}?choose", status=303)
    here = _opened_before(request, wave, language)
    go = request.POST.get(GO, "")
    if here and go == "mine":
        return lead(here, START)
    if here and go != ANEW:
        values = {"wave": wave, "token": token, "role": wanted, "languages": languages_of(wave, "survey_begin")}
        values["action"] = reverse("survey_begin", args=[wave.key, language])
        return render(request, "tools/survey/begun_here.html", values)
    return _begun(request, wave, language, issue_silently(wave=wave, role=wanted))


def _in_lesson(way: Way, language: str) -> HttpResponse:
    try:
        code = issue_silently(wave=way.wave, role=way.roles[0], session=way.lesson)
    except NoPlaceError as full:
        raise Turned(State.FULL, way.wave) from full
    key: UUID = way.wave.key
    return HttpResponseRedirect(reverse("survey_lesson", args=[key, language, f"{way.code}-{code}"]), status=303)
