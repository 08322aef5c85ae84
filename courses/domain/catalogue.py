"""What someone asks the catalogue: read from a query string that may hold anything."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST_QUERY = 200
MOST_WORDS = 10
MOST_MINUTES = 100_000
_WORD = re.compile(r"\w+")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Query:
    """A readable question to the catalogue.

    `cut` says that the words were longer than can be looked for, `dropped` that a filter or page
    number was not one of ours and was left out.
    """

    text: str = ""
    dimensions: tuple[str, ...] = ()
    minutes: int | None = None
    course: str = ""
    page: int = 1
    cut: bool = False
    dropped: bool = False

    @property
    def asked(self) -> bool:
        """Whether anything is looked for or filtered."""
        return bool(self.text or self.dimensions or self.minutes or self.course)

    @property
    def words(self) -> tuple[str, ...]:
        """The words to look for: letters and digits only, each once."""
        return tuple(dict.fromkeys(_WORD.findall(self.text.casefold())))[:MOST_WORDS]

    def parameters(self, **changed: Any) -> list[tuple[str, str]]:
        """Return the parameters of this question, some of them changed, without empty ones."""
        values = {
            "q": self.text,
            "dimension": self.dimensions,
            "minutes": self.minutes,
            "course": self.course,
            "page": self.page,
            **changed,
        }
        found = [("q", values["q"]), *(("dimension", key) for key in values["dimension"])]
        found += [("minutes", str(values["minutes"] or "")), ("course", values["course"])]
        found += [("page", str(values["page"]) if values["page"] > 1 else "")]
        return [(name, value) for name, value in found if value]


def read_query(parameters: Mapping[str, Sequence[str]], dimensions: Collection[str], courses: Collection[str]) -> Query:
    """Read a question from a parsed query string. Never raises; what is unknown is dropped and said."""
    text = _BLANK.sub(" ", " ".join(parameters.get("q", ())[:1])).strip()
    asked_dimensions = [value for value in parameters.get("dimension", ()) if value]
    known = tuple(key for key in dimensions if key in asked_dimensions)
    course, course_dropped = _first(parameters, "course", lambda value: value if value in courses else None)
    minutes, minutes_dropped = _first(parameters, "minutes", lambda value: _number(value, MOST_MINUTES))
    page, page_dropped = _first(parameters, "page", lambda value: _number(value, 10_000))
    return Query(
        text=text[:LONGEST_QUERY].strip(),
        dimensions=known,
        minutes=minutes,
        course=course or "",
        page=page or 1,
        cut=len(text) > LONGEST_QUERY,
        dropped=course_dropped or minutes_dropped or page_dropped or not set(asked_dimensions) <= set(known),
    )


def _first(parameters: Mapping[str, Sequence[str]], name: str, read: Callable[[str], Any]) -> tuple[Any, bool]:
    """Return what the first value of a parameter says, and whether it says nothing we know."""
    value = next(iter(parameters.get(name, ())), "").strip()
    found = read(value) if value else None
    return found, bool(value) and found is None


def _number(value: str, most: int) -> int | None:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        return None
    return int(value) if 0 < int(value) <= most else None


def choices(minutes: Collection[int], most: int = 6) -> tuple[int, ...]:
    """Return at most `most` of the times that units take, spread evenly, the longest among them."""
    times = sorted(set(minutes))
    if len(times) <= most:
        return tuple(times)
    return tuple(times[round((number + 1) * len(times) / most) - 1] for number in range(most))


def window(total: int, page: int, size: int) -> tuple[int, int, int]:
    """Return page, number of pages, and where the page begins; a page too far is the last one."""
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    return page, pages, (page - 1) * size
