"""Places in a kept part of a page that are filled for the one who reads: `{% slot "note" block.id %}`.

A part that is kept is the same for everybody, and so is what stands between `{% slot %}` and
`{% endslot %}` in it. For each reader a filler of an app may put something of theirs in its place.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.template import Context
from django.utils.safestring import SafeString, mark_safe

# Returns what stands in a slot for this reader, or None to leave what is there for everybody.
Filler = Callable[[Context, str], str | None]

# Everything else in a page is escaped or cleaned: no text can hold a comment.
_SLOT = re.compile(r"<!--slot (\w+) ([\w-]*)-->(.*?)<!--/slot \1-->", re.DOTALL)

_fillers: dict[str, Filler] = {}
_for_everybody: ContextVar[bool] = ContextVar("drawn_for_everybody", default=False)


def fills(name: str) -> Callable[[Filler], Filler]:
    """Register the filler of the slots of a name: `filler(context, key)`."""

    def register(filler: Filler) -> Filler:
        _fillers[name] = filler
        return filler

    return register


@contextmanager
def for_everybody() -> Iterator[None]:
    """Leave marks where slots are, instead of filling them: what is drawn now is kept."""
    token = _for_everybody.set(True)
    try:
        yield
    finally:
        _for_everybody.reset(token)


def draw(name: str, key: str, context: Context, usual: Callable[[], str]) -> SafeString:
    """Return a slot: marked around what is usual while drawing for everybody, else filled for the reader."""
    if _for_everybody.get():
        return mark_safe(f"<!--slot {name} {key}-->{usual()}<!--/slot {name}-->")  # noqa: S308 - both are drawn
    own = _own(name, key, context)
    return mark_safe(usual() if own is None else own)  # noqa: S308 - drawn by templates


def fill(html: SafeString, context: Context) -> SafeString:
    """Return a kept part with its slots filled for the reader, and without its marks."""
    if "<!--slot " not in html:
        return html

    def filled(found: re.Match[str]) -> str:
        own = _own(found[1], found[2], context)
        return fill(mark_safe(found[3]), context) if own is None else own  # noqa: S308

    return mark_safe(_SLOT.sub(filled, html))  # noqa: S308


def _own(name: str, key: str, context: Context) -> str | None:
    filler = _fillers.get(name)
    return filler(context, key) if filler else None
