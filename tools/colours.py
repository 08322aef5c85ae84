"""The colours of the light theme as numbers, for pictures that leave the site and cannot ask a style sheet."""

import re
from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings

_TOKEN = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6});")
_EYE = "#1c1b33"


@lru_cache(maxsize=1)
def colours() -> Mapping[str, str]:
    """Return each colour of the light theme by its name in `tokens.css`."""
    sheet = (settings.BASE_DIR / "academy_site/static/academy/tokens.css").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for name, colour in _TOKEN.findall(sheet):
        found.setdefault(name, colour)  # the light theme stands first
    return found


def of_dimension(dimension: str) -> str:
    """Return the colour of a dimension; that of the brand for an unknown one."""
    known = colours()
    return known.get(dimension, known["brand"])


def eye() -> str:
    """Return the colour of the point in a target, the same in every theme."""
    return _EYE
