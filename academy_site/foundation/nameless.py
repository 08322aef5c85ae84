"""Pages on which nobody is known: who is signed in does not count there, and no log tells of a visit.

Their addresses are those of `ACADEMY_NAMELESS_PATHS`. A request comes without any cookie but those of
`ACADEMY_NAMELESS_COOKIES`, and an answer sets no other.
"""

import logging
import re
import traceback
from datetime import UTC, datetime
from functools import cache

from django.conf import settings

from academy_site.foundation.log_privacy import shortened


@cache
def _paths() -> re.Pattern[str]:
    return re.compile(settings.ACADEMY_NAMELESS_PATHS)


@cache
def _mentioned() -> re.Pattern[str]:
    # In a line it follows a blank or a quote, or the name of the site.
    return re.compile(rf"(?:(?<![\w-])|https?://[^/\s]+){settings.ACADEMY_NAMELESS_PATHS.removeprefix('^')}")


def is_nameless(path: str) -> bool:
    """Whether an address is one of those on which nobody is known."""
    return _paths().match(path) is not None


class NamelessMiddleware:
    """Takes away every cookie that says who somebody is, before anything else sees it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer a request of nobody."""
        if not is_nameless(request.path_info):
            return self.get_response(request)
        kept = {name: request.COOKIES[name] for name in settings.ACADEMY_NAMELESS_COOKIES if name in request.COOKIES}
        request.COOKIES = kept
        request.META["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in kept.items())
        response = self.get_response(request)
        for name in set(response.cookies) - set(settings.ACADEMY_NAMELESS_COOKIES):
            del response.cookies[name]
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


class NamelessLines(logging.Filter):
    """Lets no line through that tells of a visit to such a page; of a fault there, what is to be mended and the day."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Drop a line below a fault; take the moment out of one that stays."""
        if not _tells_of_a_visit(record):
            return True
        if record.levelno < logging.ERROR:
            return False
        if record.exc_info and not record.exc_text:
            record.exc_text = shortened("".join(traceback.format_exception(*record.exc_info)).rstrip())
        day = datetime.fromtimestamp(record.created, tz=UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        record.created, record.msecs = day.timestamp(), 0
        return True


def _tells_of_a_visit(record: logging.LogRecord) -> bool:
    request = getattr(record, "request", None)
    if is_nameless(getattr(request, "path_info", "")):
        return True
    try:
        return _mentioned().search(record.getMessage()) is not None
    except (TypeError, ValueError):
        return False
