"""Keeps out of logs what an address must not tell: the part that opens something is written as `...`.

Where such a part begins and ends is said by the patterns of `ACADEMY_SECRET_PATHS`; each has groups
`before` and `secret`. A line may hold the address as it is, or quoted, as in `?next=%2Fen%2F...`.
"""

import logging
import re
import traceback
from functools import cache

from django.conf import settings

SHORT = "..."
_MOST_PERCENT = 3


@cache
def _patterns(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    found = []
    for pattern in patterns:
        for quoted in range(_MOST_PERCENT):
            # A slash inside of a parameter, and inside of a parameter of a parameter.
            slash = "/" if not quoted else f"%{'25' * (quoted - 1)}2F"
            found.append(re.compile(pattern.replace("/", slash), re.IGNORECASE))
    return tuple(found)


def shortened(text: str) -> str:
    """Return a text in which no address tells its secret part."""
    for pattern in _patterns(tuple(settings.ACADEMY_SECRET_PATHS)):
        text = pattern.sub(lambda match: f"{match['before']}{SHORT}", text)
    return text


class ShortPaths(logging.Filter):
    """Shortens such addresses in what a handler writes, also in the traceback. Lets everything through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Write message and traceback anew. A message whose parts do not fit is the handler's to tell."""
        try:
            record.msg, record.args = shortened(record.getMessage()), ()
        except (TypeError, ValueError):
            return True
        if record.exc_info and not record.exc_text:
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        if record.exc_text:
            record.exc_text = shortened(record.exc_text)
        if record.stack_info:
            record.stack_info = shortened(record.stack_info)
        return True
