"""While a person's account waits to be erased, they read but nothing new is begun by accident."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from academy_site.foundation.background import by_script
from academy_site.people.parking_middleware import keep_posted

_READING = ("GET", "HEAD", "OPTIONS", "TRACE")


class LeavingMiddleware:
    """Answers 409 to what would change something, with the way back; the account's own pages stay open."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Let the view be asked."""
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Let through what reads, what is about the account, and everybody who stays; keep what was typed."""
        # Without a session nobody is asked for, so that pages on which nobody is known stay so.
        if request.method in _READING or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not getattr(request.user, "leaves_at", None) or _is_open(request.path):
            return None
        response = _refused(request)
        add_never_cache_headers(response)
        return response


def _refused(request) -> HttpResponse:
    kept = keep_posted(request)
    if not by_script(request):
        return render(request, "people/leaving_refused.html", {"kept": kept}, status=409)
    day = date_format(localtime(request.user.leaves_at), "DATE_FORMAT")
    said = [_("Your account will be erased on %(day)s, so what you just sent was not saved.") % {"day": day}]
    if kept:
        said.append(_("What you typed is kept for you: undo the deletion, and it comes back."))
    values = {
        "stay": reverse("people_my_data"),
        "action": _("My data"),
        "parked": kept.key if kept else "",
        "message": " ".join(said),
    }
    return JsonResponse(values, status=409)


def _is_open(path: str) -> bool:
    return path.startswith(reverse("people_profile")) or path == reverse("wagtailadmin_logout")
