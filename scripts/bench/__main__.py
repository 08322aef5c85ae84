"""Measures the production server: `python -m scripts.bench [--quick] [--database SQLite] [--case unit]`.

Small and large, cached and not, run in turns, so that a busy moment of the machine hits all alike.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from scripts.bench import load, table, targets
from scripts.bench.cases import BARE_PAGE, BARE_VIEW, CASES, OWN_UNIT, label
from scripts.bench.places import Place, collect_static, postgres_places, servers, sqlite_places
from scripts.postgres import NoPostgresError, temporary_cluster
from scripts.processes import ROOT, Stopped, ended_by_signals

OUTPUT = ROOT / "build" / "bench.json"
CONCURRENCIES = (1, 8)
# In the order of reading.
LABELS = [label(case, kept=kept) for case in CASES for kept in (True, False)]


def measure(places: list[Place], names: set[str], rounds: int, seconds: float) -> tuple[dict, dict]:
    """Return the runs and the queries of each measurement at these places."""
    runs: dict[table.Key, list[load.Run]] = defaultdict(list)
    queries: dict[tuple[str, str, str], int] = {}
    plan = []
    for place in places:
        for case, surveyed in zip(CASES, place.surveyed, strict=True):
            if case.name not in names:
                continue
            for kept in (True, False) if case.shelf else (True,):
                name = label(case, kept=kept)
                queries[place.database, place.size, name] = 0 if case.shelf and kept else surveyed["queries"]
                asked = load.Asked(tuple(surveyed["paths"]), surveyed["cookie"], surveyed["body"])
                plan.append((place, name, place.ports[kept], asked))
    # Neighbours in the plan are the same case at both sizes.
    plan.sort(key=lambda entry: LABELS.index(entry[1]))
    for _, _, port, asked in plan:
        load.run(port, asked, concurrency=8, seconds=0.5)
    for number in range(rounds):
        print(f"  round {number + 1} of {rounds}", flush=True)
        for place, name, port, asked in plan:
            for concurrency in CONCURRENCIES:
                seen = load.run(port, asked, concurrency=concurrency, seconds=seconds)
                runs[place.database, place.size, name, concurrency].append(seen)
    return runs, queries


def ordered(rows: list[dict]) -> list[dict]:
    """Return the rows in the order of reading: place by place, each in the order of the cases."""
    return sorted(
        rows, key=lambda row: (row["database"] != "SQLite", row["size"] != "small", LABELS.index(row["case"]))
    )


def _measure_all(options: argparse.Namespace, folder: Path) -> tuple[list[dict], dict]:
    """Return the rows, and the megabytes that the largest web worker of each place holds at the end."""
    yardsticks = {BARE_VIEW.name, BARE_PAGE.name, OWN_UNIT.name}
    names = {*options.case, *yardsticks} if options.case else {case.name for case in CASES}
    rounds = 1 if options.quick else 5
    rows: list[dict] = []
    resident: dict[tuple[str, str], float] = {}
    collect_static(folder)

    def add(places: list[Place]) -> None:
        with servers(places):
            print(f"{places[0].database}: measuring", flush=True)
            rows.extend(table.rows_of(*measure(places, names, rounds, options.seconds)))
            resident.update({(place.database, place.size): place.resident() for place in places})

    if options.database in (None, "SQLite"):
        print("SQLite: making the databases", flush=True)
        places = sqlite_places(folder)
        add(places)
    if options.database in (None, "PostgreSQL"):
        try:
            with temporary_cluster() as cluster:
                print("PostgreSQL: making the databases", flush=True)
                places = postgres_places(cluster, folder)
                add(places)
        except NoPostgresError as reason:
            print(f"PostgreSQL is left out: {reason}")
    return ordered(rows), resident


def main() -> int:
    """Measure, print the table, write the file."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round instead of five")
    parser.add_argument("--seconds", type=float, default=0.8, help="of each run")
    parser.add_argument("--database", choices=["SQLite", "PostgreSQL"], help="only this one")
    parser.add_argument("--case", action="append", choices=[case.name for case in CASES], help="only this one")
    options = parser.parse_args()
    try:
        with ended_by_signals(), tempfile.TemporaryDirectory(prefix="academy-bench-") as folder:
            rows, resident = _measure_all(options, Path(folder))
    except Stopped:
        return 1
    table.write(rows, OUTPUT)
    table.show(rows)
    print()
    for (database, size), megabytes in resident.items():
        print(f"The largest web worker of {database}, {size}: {megabytes:.0f} MB resident")
    not_reached = targets.missed(rows) + targets.too_large(resident)
    print("\nNot reached:" if not_reached else "\nAll targets are reached.", *not_reached, sep="\n  ")
    print(f"\nKept in {OUTPUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
