"""Copies of blocks share no id with their originals."""

import copy
from itertools import count
from typing import Any

from hypothesis import given, strategies as st

from courses.domain.copying import copied

plain = st.one_of(st.text(max_size=5), st.integers(), st.booleans(), st.none())


def blocks(inside):
    return st.lists(
        st.fixed_dictionaries({"type": st.sampled_from(["text", "item"]), "value": inside, "id": st.just("old")}),
        max_size=2,
    )


values = st.recursive(
    plain,
    lambda inside: st.one_of(
        blocks(inside), st.dictionaries(st.sampled_from(["title", "items", "id"]), inside, max_size=2)
    ),
    max_leaves=6,
)


def ids(value: Any) -> list[str]:
    """Return the ids of blocks, in order; a field that is called `id` is none."""
    if isinstance(value, list):
        own = [item["id"] for item in value if isinstance(item, dict) and {"type", "value"} <= item.keys()]
        return own + [one for item in value for one in ids(item)]
    return [one for item in value.values() for one in ids(item)] if isinstance(value, dict) else []


def without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [without_ids(item) for item in value]
    if isinstance(value, dict):
        block = {"type", "value"} <= value.keys()
        return {key: without_ids(inside) for key, inside in value.items() if not (block and key == "id")}
    return value


@given(blocks(values))
def test_every_block_and_item_gets_an_id_of_its_own_and_nothing_else_changes(stored):
    before = copy.deepcopy(stored)
    numbers = count()
    made = copied(stored, lambda: f"new-{next(numbers)}")
    assert stored == before
    assert sorted(ids(made)) == sorted(f"new-{number}" for number in range(len(ids(stored))))
    assert without_ids(made) == without_ids(stored)


def test_a_list_inside_a_block():
    stored = [
        {"type": "steps", "id": "a", "value": {"title": "T", "items": [{"type": "item", "id": "b", "value": "x"}]}}
    ]
    numbers = iter("cd")
    (made,) = copied(stored, lambda: next(numbers))
    assert {made["id"], made["value"]["items"][0]["id"]} == {"c", "d"}
    assert made["value"]["items"][0]["value"] == "x"


def test_an_item_without_an_id_gets_one():
    assert copied([{"type": "text", "value": "x"}], lambda: "n") == [{"type": "text", "value": "x", "id": "n"}]
