"""Copies of blocks for another page."""

from collections.abc import Callable, Iterable
from typing import Any


def copied(blocks: Iterable[dict[str, Any]], new_id: Callable[[], str]) -> list[dict[str, Any]]:
    """Return copies of blocks as they are stored, each block and each list item inside with an id of its own.

    Answers and notes of teachers belong to the id of a block, so a copy never shares one. Everything
    else is the same; nothing of the original is touched or shared.
    """
    return [_copy(block, new_id, is_block=True) for block in blocks]


def _copy(value: Any, new_id: Callable[[], str], *, is_block: bool = False) -> Any:
    if isinstance(value, list):
        return [_copy(item, new_id, is_block=_is_stored_block(item)) for item in value]
    if isinstance(value, dict):
        made = {key: _copy(inside, new_id) for key, inside in value.items()}
        return {**made, "id": new_id()} if is_block else made
    return value


def _is_stored_block(item: Any) -> bool:
    """Tell a block of a stream or a list from a value that has fields of its own: the former has type and value."""
    return isinstance(item, dict) and {"type", "value"} <= item.keys() <= {"type", "value", "id"}
