"""Whether a page itself asks, in the background, or a person goes there with the browser."""

from typing import Any


def by_script(request: Any) -> bool:
    """Tell whether a script of a page asks: it is answered with data, not with another page."""
    accept = request.headers.get("Accept", "")
    return (
        "HX-Request" in request.headers
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or ("application/json" in accept and "text/html" not in accept)
        or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    )
