"""What came out: a table for people, a file for comparison."""

import json
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from scripts.bench.cases import BARE_PAGE, BARE_VIEW
from scripts.bench.load import Run

Key = tuple[str, str, str, int]


def rows_of(runs: dict[Key, list[Run]], queries: dict[tuple[str, str, str], int]) -> list[dict]:
    """Return one row a measurement: the medians of its runs."""
    return [
        {
            "case": name,
            "database": database,
            "size": size,
            "concurrency": concurrency,
            "requests_per_second": round(median(run.requests_per_second for run in seen), 1),
            "p50_ms": round(median(run.p50 for run in seen), 2),
            "p95_ms": round(median(run.p95 for run in seen), 2),
            "queries": queries[database, size, name],
            "errors": sum(run.errors for run in seen),
        }
        for (database, size, name, concurrency), seen in runs.items()
    ]


def write(rows: list[dict], path: Path) -> None:
    """Keep the rows as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, indent=1) + "\n")


def rates_of(rows: Iterable[dict]) -> dict[Key, float]:
    """Return the requests per second of each measurement."""
    return {(row["database"], row["size"], row["case"], row["concurrency"]): row["requests_per_second"] for row in rows}


def show(rows: list[dict]) -> None:
    """Print the table, with the ratios to the bare view and the bare page."""
    rates = rates_of(rows)
    head = f"{'':30}{'c':>3}{'r/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}{'/view':>8}{'/page':>8}"
    shown = None
    for row in rows:
        place = (row["database"], row["size"])
        if place != shown:
            print(f"\n{row['database']}, {row['size']}\n{head}")
            shown = place
        rate, count = row["requests_per_second"], row["concurrency"]
        to_view = rate / rates[(*place, BARE_VIEW.name, count)]
        to_page = rate / rates[(*place, BARE_PAGE.name, count)]
        wrong = f"  {row['errors']} errors" if row["errors"] else ""
        print(
            f"{row['case']:30}{count:>3}{rate:>9.1f}{row['p50_ms']:>9.2f}{row['p95_ms']:>9.2f}"
            f"{row['queries']:>9}{to_view:>8.2f}{to_page:>8.2f}{wrong}"
        )
