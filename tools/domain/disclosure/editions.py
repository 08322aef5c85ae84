"""When a picture of a group may be drawn again: never so that two pictures tell about fewer than the minimum.

A closed wave has one report. A group that goes on changing, such as teachers who share their webs, has
editions; who compares them must not learn about fewer people than a single edition would be about.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from tools.domain.disclosure.cells import ShownItem, shown_item
from tools.domain.disclosure.rules import Thresholds

Tally = Mapping[str, Any]


def may_report_again(before: Mapping[str, Tally], now: Mapping[str, Tally], thresholds: Thresholds) -> bool:
    """Say whether a wave that was reported may be reported with these tallies by role.

    Answers are only ever added. A role in which nobody was added may stand as it is; one in which fewer than
    the minimum were added forbids the report of all roles, since roles may stand together. The same holds for
    each item: of five who are new, four may have skipped it.
    """
    roles = {*before, *now}
    added = [_people(now.get(role)) - _people(before.get(role)) for role in roles]
    for role in roles:
        then, fresh = _answers(before.get(role)), _answers(now.get(role))
        added += [fresh.get(item, 0) - then.get(item, 0) for item in {*then, *fresh}]
    return all(number == 0 or number >= thresholds.group for number in added)


def _people(tally: Tally | None) -> int:
    return int(tally["n"]) if tally else 0


def _answers(tally: Tally | None) -> dict[str, int]:
    return {item: sum(counts.values()) for item, counts in tally["items"].items()} if tally else {}


def group_picture(
    answers: Mapping[str, Mapping[str, str]],
    axes: Sequence[str],
    values: Mapping[str, int | None],
    editions: Sequence[Collection[str]],
    thresholds: Thresholds,
) -> tuple[ShownItem, ...] | None:
    """Return a new edition of the picture of a group, axis by axis; None while it may not be drawn.

    `answers` are the answers of each contribution by axis, `values` those of the answers; one of them has none,
    and whoever left an axis open is counted there. Were they counted nowhere, two editions could differ on an
    axis in fewer people than they differ in.
    """
    if not may_publish(answers, editions, thresholds):
        return None
    left_open = next(key for key, value in values.items() if value is None)
    counts = {axis: Counter(given.get(axis, left_open) for given in answers.values()) for axis in axes}
    return tuple(shown_item(axis, counts[axis], values, thresholds) for axis in axes)


def may_publish(members: Collection[str], editions: Sequence[Collection[str]], thresholds: Thresholds) -> bool:
    """Say whether a new edition about these members may stand beside the earlier ones.

    A member is a key of one contribution: somebody who sends another web counts as one who left and one who
    came. The first edition takes the minimum of members, the next that as many have come or left since the
    last. And no sum or difference of any editions may be about fewer: somebody who leaves, while others come
    and go, must not be what the first edition and the third differ in.
    """
    fresh = frozenset(members)
    if len(fresh) < thresholds.group:
        return False
    if editions and len(fresh ^ frozenset(editions[-1])) < thresholds.group:
        return False
    return not _tells_of_fewer([*map(frozenset, editions), fresh], thresholds.group)


def _tells_of_fewer(editions: Sequence[frozenset[str]], least: int) -> bool:
    """Say whether weights on the editions leave something of fewer than `least` members and of nobody else.

    Members who were in the same editions can't be told apart, so they are taken together. What is left over is
    about a set of them exactly when the editions say more with the set than without it: when their rank falls
    as its columns are taken away.
    """
    sizes = Counter(tuple(int(member in edition) for edition in editions) for member in frozenset().union(*editions))
    patterns = list(sizes)
    full = _rank(patterns)
    small = [pattern for pattern in patterns if sizes[pattern] < least]
    return any(
        _rank([pattern for pattern in patterns if pattern not in few]) < full
        for number in range(1, least)
        for few in combinations(small, number)
        if sum(sizes[pattern] for pattern in few) < least
    )


def _rank(rows: Iterable[Sequence[int]]) -> int:
    """Return the rank of a matrix, exactly."""
    left = [[Fraction(number) for number in row] for row in rows]
    rank = 0
    while left:
        pivot = left.pop()
        place = next((place for place, number in enumerate(pivot) if number), None)
        if place is None:
            continue
        rank += 1
        left = [[x - row[place] / pivot[place] * y for x, y in zip(row, pivot, strict=True)] for row in left]
    return rank
