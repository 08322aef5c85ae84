"""How the parts of the suite are laid on the cores."""

import pytest

from scripts.suite import Part, workers_of

SQLITE, JOURNEYS, POSTGRES = Part("SQLite", ""), Part("journeys", ""), Part("PostgreSQL", "")


@pytest.mark.parametrize(
    ("part", "waiting", "cores", "workers"),
    [
        (SQLITE, [JOURNEYS, POSTGRES], 2, 1),
        (JOURNEYS, [POSTGRES], 2, 1),
        (POSTGRES, [], 2, 2),
        (SQLITE, [JOURNEYS, POSTGRES], 8, 4),
        (JOURNEYS, [], 8, 1),
        (POSTGRES, [], 1, 1),
    ],
)
def test_the_last_part_gets_every_core(part, waiting, cores, workers):
    assert workers_of(part, waiting, cores) == workers
