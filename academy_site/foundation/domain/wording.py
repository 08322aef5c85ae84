"""Which sentence became which when a text was changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Rewording:
    """A sentence that stands where another stood. All three are ids."""

    place: int
    old: int
    new: int


def rewordings(before: Iterable[tuple[int, int]], after: Iterable[tuple[int, int]]) -> list[Rewording]:
    """Pair the sentences that changed at each place, from pairs of place and sentence in the order of the text.

    A sentence that was added or taken out has no partner and is left out: nobody can say that it is a
    slip of the pen. So it is where the number of sentences between two unchanged ones differs.
    """
    old, new = _by_place(before), _by_place(after)
    return [
        Rewording(place, was, now)
        for place, sentences in new.items()
        for was, now in _replaced(old.get(place, []), sentences)
    ]


def _by_place(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = defaultdict(list)
    for place, sentence in pairs:
        places[place].append(sentence)
    return places


def _replaced(old: list[int], new: list[int]) -> list[tuple[int, int]]:
    found: dict[tuple[int, int], None] = {}
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace" and end - start == stop - begin:
            found.update(dict.fromkeys(zip(old[start:end], new[begin:stop], strict=True)))
    # What still stands somewhere at this place was not reworded, only moved.
    return [(was, now) for was, now in found if was not in new and now not in old]
