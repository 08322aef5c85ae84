"""The tally of a wave and role: what is left of answers once they are sent. Counts and sums, nobody's answers.

A tally is one JSON document of whole numbers. `n` people have sent something; `items` counts the answers
to each item by their key, and a skipped item is counted nowhere; `areas` holds sums over complete cases;
`open` counts texts, which are kept elsewhere. A complete case answered all items that were asked of an
area with a value: of its values x and their total T the area keeps n, sum T (`t`), sum T squared (`tt`),
and per item sum x (`x`) and sum x squared (`xx`). Mean, spread and Cronbach's alpha need no more, and
all of it adds up when roles merge.

Keys stand in alphabetical order, whatever was answered first: the order of a document that is stored as
text would else tell what the first person skipped.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tools.domain.asking import PULSE
from tools.domain.instrument import Group, Structure


def empty() -> dict[str, Any]:
    """Return the tally of nobody."""
    return {"areas": {}, "items": {}, "n": 0, "open": {}}


def asked_items(structure: Structure, audience: str, mode: str) -> Iterator[tuple[Group, tuple[str, ...]]]:
    """Yield each area with the keys of its items that this role is asked in this mode; without any, it is left out."""
    for group in structure.groups:
        asked = (item for item in group.statements if audience in item.audiences)
        keys = tuple(item.key for item in asked if item.pulse or mode != PULSE)
        if keys:
            yield group, keys


def add(
    document: Mapping[str, Any],
    structure: Structure,
    audience: str,
    mode: str,
    answers: Mapping[str, str],
    open_keys: Iterable[str] = (),
) -> dict[str, Any]:
    """Return the tally with the answers of one more person; `document` stays as it is.

    `answers` holds answer keys by item key, checked before: each is an answer of the scale. An item that
    the instrument does not have is one of the school's own: it counts among the items and in no area.
    `open_keys` are the open questions that were answered with a text.
    """
    return merge(document, _of_one(structure, audience, mode, answers, open_keys))


def merge(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tally of the people of both. The order of merging does not count; both stay as they are."""
    added: dict[str, Any] = _sum(first, second)
    return added


def _of_one(
    structure: Structure, audience: str, mode: str, answers: Mapping[str, str], open_keys: Iterable[str]
) -> dict[str, Any]:
    values = structure.values()
    items = {item: {key: int(key == answer) for key in values} for item, answer in answers.items()}
    areas = {}
    for group, keys in asked_items(structure, audience, mode):
        chosen = {key: values[answers[key]] for key in keys if key in answers}
        numbers = {key: value for key, value in chosen.items() if value is not None}
        if len(numbers) == len(keys):
            areas[group.key] = _complete(numbers)
    return {"areas": areas, "items": items, "n": 1, "open": dict.fromkeys(open_keys, 1)}


def _complete(numbers: Mapping[str, int]) -> dict[str, Any]:
    total = sum(numbers.values())
    squares = {key: value * value for key, value in numbers.items()}
    return {"n": 1, "t": total, "tt": total * total, "x": dict(numbers), "xx": squares}


def _sum(first: Any, second: Any) -> Any:
    """Add two trees of numbers leaf by leaf. What one of them lacks counts as nothing."""
    if isinstance(first, Mapping):
        return {
            key: _sum(first[key], second[key])
            if key in first and key in second
            else _copy(first.get(key, second.get(key)))
            for key in sorted({*first, *second})
        }
    return first + second


def _copy(tree: Any) -> Any:
    return {key: _copy(tree[key]) for key in sorted(tree)} if isinstance(tree, Mapping) else tree
