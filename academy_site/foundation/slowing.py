"""Slows a device down that tries one wrong code after the other. It never locks a school out.

What is counted hangs on address and browser together, is forgotten after ten minutes, and only wrong codes
count whose check sign is right: nobody mistypes such a code by chance.
"""

from django.core.cache import cache
from django.http import HttpRequest

from academy_site.foundation.secrets_kept import keyed_hash

FREE_TRIES = 10
COUNTED_FOR = 10 * 60
PAUSE = 20


def _device(request: HttpRequest) -> str:
    names = (request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_USER_AGENT", "")[:300])
    return keyed_hash("\n".join(names), "device")


def must_wait(request: HttpRequest) -> bool:
    """Tell whether this device tried too much and its pause is not over."""
    return cache.get(f"slowed/{_device(request)}") is not None


def note_wrong(request: HttpRequest) -> None:
    """Count a wrong code; from the eleventh on each is followed by a pause."""
    device = _device(request)
    tries = (cache.get(f"wrong/{device}") or 0) + 1
    cache.set(f"wrong/{device}", tries, COUNTED_FOR)
    if tries > FREE_TRIES:
        cache.set(f"slowed/{device}", True, PAUSE)
