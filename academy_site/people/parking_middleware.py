"""A form that comes when its person is not signed in any more is kept, and comes back after they sign in.

Stands after the middleware that knows who asks. What is kept and for how long: `people.parking`.
"""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from academy_site.foundation import signed_person
from academy_site.foundation.background import by_script
from academy_site.foundation.origins import comes_from_elsewhere
from academy_site.people import parking
from academy_site.people.models import ParkedForm, User
from academy_site.people.sealing import BrokenSealError

# The form with this field stands for the kept one whose key it holds; with the other, it takes its place.
SEND, TAKES_PLACE = "parked_send", "parked"
_OURS = frozenset({"csrfmiddlewaretoken", signed_person.FIELD, SEND, TAKES_PLACE})
_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
# Signing in and out, signing up, passwords and second factors begin anew.
_DOORS = ("account_", "mfa_", "usersessions_", "wagtailadmin_login", "wagtailadmin_logout", "wagtailcore_login")
_DOOR_PATHS = ("/account/login/", "/account/reauthenticate/", "/account/2fa/", "/admin/login/")


class ParkingMiddleware:
    """Keeps forms of nobody and of somebody else, and sends kept ones when their person says so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer; afterwards a kept form that was taken is let go."""
        response = self.get_response(request)
        taken = getattr(request, "parked_taken", "")
        # A view whose answer is a page says itself that it took the form.
        if taken and (getattr(request, "took_the_form", False) or _was_taken(response)):
            parking.let_go(person=request.user, key=taken)
        if getattr(request, "has_signed_form", False):
            # On a shared tablet the Back button must not show what the person before typed.
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request, view, args, kwargs):
        """Look at whose form it is before the view does; who may send it was checked before."""
        if not _is_form(request):
            return None
        if key := request.POST.get(SEND):
            return _send_kept(request, key)
        owner = signed_person.read(request.POST)
        if owner is None:
            return None
        if request.user.is_authenticated and request.user.pk == owner:
            _note_what_it_replaces(request)
            return None
        form = keep_posted(request)
        return answer_kept(request, form) if form else None


def keep_posted(request) -> ParkedForm | None:
    """Keep what was posted for the person whose form it is; None when there is none or nothing to keep."""
    if not _is_form(request) or comes_from_elsewhere(request):
        return None
    owner_id = signed_person.read(request.POST)
    owner = User.objects.filter(pk=owner_id, is_active=True).first() if owner_id else None
    posted = [(name, value) for name, values in request.POST.lists() for value in values if name not in _OURS]
    fields = [(name, value) for name, value in posted if "password" not in name.lower()]
    if owner is None or request.POST.get(SEND) or (posted and not fields):
        return None
    return parking.park(
        person=owner,
        path=request.get_full_path(),
        fields=fields,
        files=list(request.FILES),
        replaces=request.POST.get(TAKES_PLACE, ""),
    )


def answer_kept(request, form: ParkedForm) -> HttpResponse:
    """Lead to the sign-in page and from there to the kept form; tell another person that it is not theirs."""
    signed_in = request.user.is_authenticated
    address = _sign_in_address(form.key)
    status = 409 if signed_in else 401
    if by_script(request):
        said = (
            _("This form belongs to somebody else. It is kept for them.")
            if signed_in
            else _("You are not signed in any more. What you wrote is kept: sign in, and it is there again.")
        )
        response: HttpResponse = JsonResponse({"sign_in": address, "parked": form.key, "message": said}, status=status)
    elif signed_in:
        response = render(request, "people/form_of_somebody_else.html", status=status)
    else:
        response = HttpResponseRedirect(address, status=303)
    add_never_cache_headers(response)
    return response


def _sign_in_address(key: str) -> str:
    wanted = reverse("people_parked_form", args=[key])
    return f"{reverse('account_login')}?{urlencode({'next': wanted})}"


def _send_kept(request, key: str) -> HttpResponse | None:
    """Put the kept fields in the place of what was posted, for the person they are kept for and at their address."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(_sign_in_address(key), status=303)
    # The page of the kept form says that it is not there.
    its_page = HttpResponseRedirect(reverse("people_parked_form", args=[key]), status=303)
    form = parking.kept_forms(request.user).filter(key=key, path=request.get_full_path()).first()
    if form is None or signed_person.read(request.POST) != request.user.pk:
        return its_page
    try:
        posted = parking.opened(form).posted()
    except BrokenSealError:
        return its_page
    for name in ("csrfmiddlewaretoken", signed_person.FIELD):
        posted[name] = request.POST.get(name, "")
    posted._mutable = False
    request.POST = posted
    request.parked_key = request.parked_taken = key
    return None


def _note_what_it_replaces(request) -> None:
    if not (key := request.POST.get(TAKES_PLACE)):
        return
    if parking.kept_forms(request.user).filter(key=key, path=request.get_full_path()).exists():
        request.parked_key = request.parked_taken = key


def _is_form(request) -> bool:
    if request.method != "POST" or request.content_type not in _FORM_TYPES:
        return False
    match = request.resolver_match
    if match is None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return False
    return not (match.url_name or "").startswith(_DOORS)


def _was_taken(response) -> bool:
    """Tell whether a view took the form: it leads on, but not to a door. A page of errors is no yes."""
    if 300 <= response.status_code < 400:
        return not any(door in response.get("Location", "") for door in _DOOR_PATHS)
    return response.status_code in (201, 204) or (
        response.status_code == 200 and response.get("Content-Type", "").startswith("application/json")
    )
