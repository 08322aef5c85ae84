"""The ways into a survey: typing a code, scanning a slip, the open address of staff or parents."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from academy_site.foundation.domain.codes import shown_code
from tools.enums import Role, WayIn
from tools.survey_states import State, Turned
from tools.survey_visit import open_door, vary_by_language
from tools.survey_ways import is_full, read_typed, way_of_code, way_of_link

# As much of what was typed comes back.
MOST_TYPED = 40


@open_door
def survey_short(request: HttpRequest) -> HttpResponse:
    """Lead whoever typed the short address from a slip to the box for the code, in their language."""
    return vary_by_language(HttpResponseRedirect(reverse("survey_code")))


@open_door
def survey_slip(request: HttpRequest, code: str) -> HttpResponse:
    """Lead whoever scanned a slip to its page in their language. Nothing is looked for yet."""
    return vary_by_language(HttpResponseRedirect(reverse("survey_code_known", args=[code])))


@open_door
def survey_code(request: HttpRequest) -> HttpResponse:
    """Take a code that was typed, and lead to its page. A slip of the typing is said at its place."""
    if request.method != "POST":
        return _box(request)
    typed = request.POST.get("code", "")[:MOST_TYPED]
    return _looked_for(request, typed, lambda: HttpResponseRedirect(_known(read_typed(typed)), status=303))


@open_door
def survey_code_known(request: HttpRequest, code: str) -> HttpResponse:
    """Show which survey a code opens, with one button that begins. Looking at it uses nothing up."""
    return _looked_for(request, code[:MOST_TYPED], lambda: _door(request, read_typed(code)))


def _known(code: str) -> str:
    return reverse("survey_code_known", args=[code])


def _looked_for(request: HttpRequest, typed: str, then) -> HttpResponse:
    code = read_typed(typed)
    if not code:
        return _box(request, typed, error="slip" if typed.strip() else "empty", status=400)
    try:
        way_of_code(request, code)
        return then()
    except Turned as turned:
        if turned.state != State.UNKNOWN:
            raise
        return _box(request, typed, error="unknown", status=404)


def _box(request: HttpRequest, typed: str = "", *, error: str = "", status: int = 200) -> HttpResponse:
    return render(request, "tools/survey/code.html", {"typed": typed, "error": error}, status=status)


def _door(request: HttpRequest, code: str) -> HttpResponse:
    way = way_of_code(request, code)
    if way.lesson and is_full(way.lesson):
        raise Turned(State.FULL, way.wave)
    values = {
        "way": way,
        "code": code,
        "shown": shown_code(code),
        "role": Role(way.roles[0]).label,
        "action": reverse("survey_begin", args=[way.wave.key, way.language]),
        "sent": way.lesson is not None and "sent" in request.GET,
    }
    return render(request, "tools/survey/door.html", values)


@open_door
def survey_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show which survey an open address is of; whoever goes on says in which role. Looking at it uses nothing up."""
    way = way_of_link(token)
    values = {
        "way": way,
        "token": token,
        "roles": [Role(role) for role in way.roles],
        "for_parents": way.link.way == WayIn.PARENTS if way.link else False,
        "action": reverse("survey_begin", args=[way.wave.key, way.language]),
    }
    return render(request, "tools/survey/link.html", values)
