"""One request to a survey under way: which wave, in which language, with which ticket, and what it may see."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.timezone import now
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from academy_site.foundation.origins import comes_from_elsewhere
from tools.models import Wave
from tools.services.survey_drafts import UnderWay, under_way
from tools.services.surveying import NotOpenError, SentAlreadyError, UnknownCodeError
from tools.survey_seal import BrokenSealError
from tools.survey_states import State, Turned, state_of, state_page
from tools.survey_ticket import Ticket, read_ticket, take_back, ticket_of
from tools.survey_walk import Walk, walk_through

TICKET, MARK, GO = "survey_ticket", "survey_mark", "survey_go"
# By a button, which shows the same part again; and by the script of a page, which has done so.
CLEAR, CLEARED = "survey_clear", "survey_cleared"


class NoTicket(Exception):  # noqa: N818 - somebody begins at the beginning
    """This device holds nothing of this wave: it stands at the start."""


def open_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view that needs no session and no token: forms of other sites are refused by their origin.

    Whoever cannot go on is told why.
    """

    @csrf_exempt
    @sensitive_post_parameters()
    @sensitive_variables()
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            if request.method == "POST" and comes_from_elsewhere(request):
                raise Turned(State.ELSEWHERE)
            response = view(request, *args, **kwargs)
        except Turned as turned:
            response = state_page(request, turned)
        response["Cache-Control"] = "private, no-store"
        return response

    return answer


def in_wave(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view of `survey/<wave>/<language>/`: it is given the wave, in the language of the address."""

    @wraps(view)
    def answer(request: HttpRequest, wave: UUID, language: str, **kwargs) -> HttpResponse:
        if language not in dict(settings.LANGUAGES):
            raise Turned(State.UNKNOWN)
        with override(language):
            found = Wave.objects.select_related("version", "school").filter(key=wave).first()
            if found is None or language not in found.languages:
                response = state_page(request, Turned(State.UNKNOWN))
            else:
                response = _told(view, request, found, language, kwargs)
            response["Content-Language"] = language
        return response

    return open_door(answer)


def _told(view, request, wave: Wave, language: str, kwargs) -> HttpResponse:
    try:
        return view(request, wave, language, **kwargs)
    except NoTicket:
        return HttpResponseRedirect(reverse("survey_code"), status=303)
    except SentAlreadyError:
        response = state_page(request, Turned(State.USED, wave))
    except UnknownCodeError:
        response = state_page(request, Turned(State.UNKNOWN, wave))
    except BrokenSealError:
        response = state_page(request, Turned(State.MOVED, wave))
    except NotOpenError:
        return state_page(request, Turned(state_of_closed(wave), wave))
    except Turned as turned:
        return state_page(request, turned)
    # What the device holds opens nothing any more.
    if ticket_of(request):
        take_back(response, wave)
    return response


def state_of_closed(wave: Wave) -> State:
    """Return why a wave that takes no answers takes none."""
    return state_of(wave, now()) or State.OVER


@dataclass(frozen=True)
class Visit:
    """A device that has begun. `carried` says that it refuses the cookie, so that the ticket is in the form."""

    request: HttpRequest
    walk: Walk
    ticket: Ticket
    carried: bool
    so_far: UnderWay

    @property
    def wave(self) -> Wave:
        """The wave."""
        return self.walk.wave

    def address(self, name: str, *args) -> str:
        """Return an address of this wave in this language."""
        return reverse(name, args=[self.wave.key, self.walk.language, *args])


def visit(request: HttpRequest, wave: Wave, language: str) -> Visit:
    """Return what a device has begun. Raise `NoTicket`, or as `under_way` does. Five queries."""
    ticket, carried = ticket_of(request), False
    if ticket is None and request.method == "POST":
        ticket, carried = read_ticket(request.POST.get(TICKET, "")), True
    if ticket is None:
        raise NoTicket
    if request.method == "POST" and request.POST.get(MARK, ticket.mark) != ticket.mark:
        raise Turned(State.OTHER_CODE, wave)
    so_far = under_way(wave=wave, code=ticket.code, half=ticket.half)
    return Visit(request, walk_through(wave, so_far.role, language), ticket, carried, so_far)


def vary_by_language(response: HttpResponse) -> HttpResponse:
    """Say that an answer depends on the languages of the browser."""
    patch_vary_headers(response, ("Accept-Language",))
    return response
