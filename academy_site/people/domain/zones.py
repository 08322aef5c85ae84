"""Time zones to choose from: those of Europe first, then the rest of the world."""

from collections.abc import Iterable

# What a person of a language most likely lives in, until they say otherwise.
LIKELY = {
    "en": "Europe/London",
    "nl": "Europe/Amsterdam",
    "fi": "Europe/Helsinki",
    "sv": "Europe/Stockholm",
    "pl": "Europe/Warsaw",
}
_EUROPE = "Europe"
_PARTS_OF_THE_WORLD = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Indian", "Pacific",
)  # fmt: skip


def in_parts(names: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (part of the world, [(zone, place)]) for the zones that are named after places.

    Europe comes first, the others follow in alphabetical order, and so do the places in each.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(names):
        part, _, place = name.partition("/")
        if place and part in (_EUROPE, *_PARTS_OF_THE_WORLD):
            found.setdefault(part, []).append((name, place.replace("_", " ").replace("/", ", ")))
    return sorted(found.items(), key=lambda entry: (entry[0] != _EUROPE, entry[0]))
