"""While a person's account waits to be erased, they read but nothing new is begun by accident."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

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
        if request.method in _READING or not getattr(request.user, "leaves_at", None) or _is_open(request.path):
            return None
        response = render(request, "people/leaving_refused.html", {"kept": keep_posted(request)}, status=409)
        add_never_cache_headers(response)
        return response


def _is_open(path: str) -> bool:
    return path.startswith(reverse("people_profile")) or path == reverse("wagtailadmin_logout")
