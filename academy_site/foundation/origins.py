"""Where a posted form comes from, for the forms that carry no token, and for what is kept of a refused one."""

from typing import Any

from django.conf import settings


def comes_from_elsewhere(request: Any) -> bool:
    """Tell whether a page of another site sent it. `Origin` is read as Django does; old browsers send none."""
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        return True
    origin = request.headers.get("Origin")
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return bool(origin) and origin not in ours


def hides_its_page(request: Any) -> bool:
    """Tell whether the browser would not say where a form comes from: `Origin: null`, as browsers inside apps send.

    It may be ours or not. Whoever takes such a form asks its person first.
    """
    is_unsaid = request.headers.get("Origin") == "null"
    return is_unsaid and request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
