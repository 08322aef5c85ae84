"""Somebody who has everything that a report shows, knows the rules, and solves for what is hidden.

Every count that the academy could have is an unknown whole number: how many of a role gave an answer to an
item, and how many of the role answered at all. What a report shows becomes linear constraints on them. A
hidden count is found when the smallest and the largest number that fit are the same.

Left out are spread and alpha, which are about how answers of one person hang together: they are shown of
areas only in which every item is shown, and no unknown here is about one person.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from tools.domain.disclosure import HIGH, Thresholds
from tools.domain.instrument import Structure
from tools.domain.tallying import asked_items

MOST = 40
STAFF = ("teacher", "leader")
# Halves are rounded upwards: the upper end of what rounds to a number is not one of them.
HALF, BELOW_HALF = 0.05, 0.05 - 1e-4


@dataclass
class Attacker:
    """`knows_counts`: a coordinator, who saw how many of each role have sent."""

    structure: Structure
    mode: str
    roles: tuple[str, ...]
    thresholds: Thresholds = field(default_factory=Thresholds)
    unknowns: dict = field(default_factory=dict)
    upper: list = field(default_factory=list)
    constraints: list = field(default_factory=list)
    fresh: Iterator[int] = field(default_factory=count)

    def __post_init__(self):
        self.values = self.structure.values()

    def begin(self, wave: str) -> None:
        """Note what is true of any wave: nobody answers an item twice."""
        for role in self.roles:
            for item in self.asked(role):
                answers = {(wave, role, item, answer): 1 for answer in self.values}
                self.say({**answers, (wave, role, "n"): -1}, most=0)

    def asked(self, role: str) -> list[str]:
        return [key for _group, keys in asked_items(self.structure, role, self.mode) for key in keys]

    def say(self, weights: Mapping, least: float = -np.inf, most: float = np.inf) -> None:
        """Note that a weighted sum of unknowns lies between two numbers."""
        for name in weights:
            if name not in self.unknowns:
                self.unknowns[name] = len(self.unknowns)
                self.upper.append(1 if name[0] == "either" else MOST)
        self.constraints.append((dict(weights), least, most))

    def equals(self, weights: Mapping, number: float) -> None:
        self.say(weights, number, number)

    # What a report shows.

    def read(self, report: Mapping, wave: str) -> None:
        """Note everything that a report shows."""
        roles = {row["group"]: tuple(row["roles"]) for row in report["who"]}
        for row in report["who"]:
            people = {(wave, role, "n"): 1 for role in row["roles"]}
            self.amount(people, row["n"])
        if report["merged"]:
            self.amount({(wave, "leader", "n"): 1}, None)
        for area in report["areas"]:
            self.read_area(area, wave, roles)
        self.read_gaps(report["gaps"], wave, roles)
        for trend in report["trends"]:
            self.read_trend(trend, wave, roles)

    def read_area(self, area: Mapping, wave: str, roles: Mapping) -> None:
        """Note the answers to the items of an area, and its means."""
        for concept in area["concepts"]:
            for row in concept["rows"]:
                self.read_item(row["item"], wave, roles[row["group"]], concept["key"])
        for row in area["rows"]:
            if row["area"] and row["area"]["mean"]:
                cells = [self.cells(wave, roles[row["group"]], key) for key in row["area"]["items"]]
                self.mean({name: answer for each in cells for name, answer in each.items()}, row["area"]["mean"])

    def read_gaps(self, gaps: Iterable[Mapping], wave: str, roles: Mapping) -> None:
        """Note the means between which gaps are."""
        for gap in gaps:
            for side in gap["sides"]:
                self.mean(self.cells(wave, roles[side["group"]], gap["key"]), side["mean"])

    def read_trend(self, trend: Mapping, wave: str, roles: Mapping) -> None:
        """Note the means of both waves between which changes are."""
        for change in trend["items"]:
            if change["change"] is not None:
                self.mean(self.cells(wave, roles[change["group"]], change["key"]), change["now"])
                self.mean(self.cells(trend["wave"], roles[change["group"]], change["key"]), change["before"])

    def read_item(self, item: Mapping | None, wave: str, roles: Iterable[str], key: str) -> None:
        """Note what is shown of the answers of one group to one item."""
        if item is None:
            return
        cells = self.cells(wave, roles, key)
        self.amount(dict.fromkeys(cells, 1), item["n"])
        if item["counts"] is not None:
            for answer, number in item["counts"].items():
                self.equals({name: 1 for name, given in cells.items() if given == answer}, number)
        if item["mean"] is not None:
            self.mean(cells, item["mean"])
        if item["band"]:
            self.band(cells, item["n"], item["band"])

    def cells(self, wave: str, roles: Iterable[str], key: str) -> dict[tuple, str]:
        """Return the unknowns of a group and an item, with the answer of each."""
        return {
            (wave, role, key, answer): answer for role in roles if key in self.asked(role) for answer in self.values
        }

    def amount(self, names: Mapping, number: int | None) -> None:
        """Note a number of people, or that it is below the minimum."""
        if number is None:
            self.say(names, most=self.thresholds.group - 1)
        else:
            self.equals(names, number)

    def mean(self, cells: Mapping[tuple, str], mean: str) -> None:
        """Note a mean with one decimal: the sum of the values lies between two multiples of their number."""
        valued = {name: self.values[answer] for name, answer in cells.items() if self.values[answer] is not None}
        self.say({name: value - (float(mean) - HALF) for name, value in valued.items()}, least=-1e-9)
        self.say({name: value - (float(mean) + BELOW_HALF) for name, value in valued.items()}, most=1e-9)

    def band(self, cells: Mapping[tuple, str], n: int, band: str) -> None:
        """Note that all, or all but one, gave one of the answers of a band."""
        inside = [key for key, value in self.values.items() if ((value or 0) >= 4) == (band == HIGH)]
        either = {answer: ("either", next(self.fresh)) for answer in inside}
        self.equals(dict.fromkeys(either.values(), 1), 1)
        for answer, choice in either.items():
            self.say({**{name: 1 for name, given in cells.items() if given == answer}, choice: 1 - n}, least=0)

    # What follows from it.

    def is_found(self, name: tuple, truth: int) -> bool:
        """Whether only the true number fits."""
        return not any(self._reaches(name, truth, sign) for sign in (1, -1))

    def _reaches(self, name: tuple, truth: int, sign: int) -> bool:
        """Whether a number above (1) or below (-1) the true one fits as well."""
        limit = truth + sign
        if limit < 0:
            return False
        lower, upper = np.zeros(len(self.unknowns)), np.array(self.upper, dtype=float)
        place = self.unknowns[name]
        if sign > 0:
            lower[place] = limit
        else:
            upper[place] = limit
        if lower[place] > upper[place]:
            return False
        rows = np.zeros((len(self.constraints), len(self.unknowns)))
        for row, (weights, _least, _most) in enumerate(self.constraints):
            for each, weight in weights.items():
                rows[row, self.unknowns[each]] = weight
        result = milp(
            np.zeros(len(self.unknowns)),
            integrality=np.ones(len(self.unknowns)),
            bounds=Bounds(lower, upper),
            constraints=LinearConstraint(
                rows, [least for _w, least, _m in self.constraints], [most for _w, _l, most in self.constraints]
            ),
        )
        assert result.status in (0, 2), result.message
        return result.status == 0
