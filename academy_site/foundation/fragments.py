"""Parts of public pages, drawn once for each publication and kept in the memory of each process.

A signed-in person's page is put together anew, since the whole page cache is not for them; what is
the same for everybody in it, above all a long reading, is taken from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString

from academy_site.foundation import stamp
from academy_site.foundation.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Fragment:
    """A drawn part of a page."""

    html: SafeString

    @property
    def size(self) -> int:
        """Bytes it takes, roughly."""
        return 2 * len(self.html) + 500


@cache
def _shelf() -> Shelf[Fragment]:
    return Shelf(settings.ACADEMY_FRAGMENT_BYTES)


def kept(key: str, draw: Callable[[], SafeString]) -> SafeString:
    """Return the part with this key, drawing it when it is not there or public content changed since."""
    if stamp.is_unsettled():
        return draw()
    now = stamp.current()
    found = _shelf().get(key, now)
    if found is not None:
        return found.html
    html = draw()
    if stamp.may_keep(now):
        _shelf().put(key, now, Fragment(html))
    return html
