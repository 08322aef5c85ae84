"""A class that answers in a lesson: all parts on one page, no draft, no cookie. The answers are in the form alone."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from academy_site.foundation.background import by_script
from academy_site.foundation.domain.codes import LESSON, SLIP, read_code
from tools.domain.survey import MOST_WORDS
from tools.models import Wave
from tools.services.survey_drafts import unspent_code
from tools.services.surveying import NotOpenError, SentAlreadyError, Sheet, UnknownCodeError, send_sheet
from tools.survey_pages import Shown, bar_of, languages_of
from tools.survey_states import SAID, State, Turned
from tools.survey_visit import CLEAR, GO, in_wave, state_of_closed
from tools.survey_walk import Walk, filled, pairs, walk_through, words_of

SEND = "send"


@in_wave
def survey_lesson(request: HttpRequest, wave: Wave, language: str, code: str) -> HttpResponse:
    """Ask everything on one page, and take it once. A code that was sent leads to the start of its lesson."""
    lesson, _, own = code.partition("-")
    lesson, own = read_code(lesson, LESSON), read_code(own, SLIP)
    if not (lesson and own):
        raise Turned(State.UNKNOWN, wave)
    start = reverse("survey_code_known", args=[lesson])
    try:
        row = unspent_code(wave, own)
        walk = walk_through(wave, row.role, language)
        if request.method != "POST":
            return _page(request, walk, code, Shown())
        return _taken(request, walk, code, own, f"{start}?sent")
    except SentAlreadyError:
        return _answer(request, f"{start}?sent" if request.method == "POST" else start, "received")
    except (NotOpenError, UnknownCodeError) as closed:
        state = state_of_closed(wave) if isinstance(closed, NotOpenError) else State.UNKNOWN
        if by_script(request):
            said = SAID[state]
            return JsonResponse({"state": "closed", "said": f"{said.title}. {said.text}"}, status=said.status)
        raise Turned(state, wave) from closed


def _taken(request: HttpRequest, walk: Walk, code: str, own: str, start: str) -> HttpResponse:
    came = filled(walk, pairs(request.POST))
    cleared = request.POST.getlist(CLEAR)
    answers = {key: answer for key, answer in came.answers.items() if key not in cleared}
    shown = Shown(answers, came.typed, came.errors)
    go = request.POST.get(GO, "")
    if came.errors:
        if by_script(request) and go == SEND:
            return JsonResponse({"state": "refused", "said": [words_of(error) for error in came.errors]}, status=400)
        return _page(request, walk, code, shown, status=400)
    if go != SEND:
        return _page(request, walk, code, shown)
    if not answers and not any(text.strip() for text in came.words.values()):
        return _page(request, walk, code, shown, is_empty=True, status=400)
    send_sheet(wave=walk.wave, code=own, sheet=Sheet(answers, came.words, walk.language))
    return _answer(request, start, "sent")


def _answer(request: HttpRequest, start: str, state: str) -> HttpResponse:
    if request.method == "POST" and by_script(request):
        return JsonResponse({"state": state, "next": start})
    return HttpResponseRedirect(start, status=303)


def _page(
    request: HttpRequest, walk: Walk, code: str, shown: Shown, *, is_empty: bool = False, status: int = 200
) -> HttpResponse:
    total = len(walk.parts)
    values = {
        "walk": walk,
        "wave": walk.wave,
        "code": code,
        "parts": [(part, shown.items(part), shown.texts(part), walk.minutes_from(part.number)) for part in walk.parts],
        "total": total,
        "bar": bar_of(walk, 0),
        "is_refused": bool(shown.errors),
        "is_empty": is_empty,
        "elsewhere": shown.elsewhere(walk.parts),
        "languages": languages_of(walk.wave, "survey_lesson", code),
        "action": reverse("survey_lesson", args=[walk.wave.key, walk.language, code]),
        "most_words": MOST_WORDS,
    }
    return render(request, "tools/survey/lesson.html", values, status=status)
