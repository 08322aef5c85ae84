"""What came out: a table for people, a file for comparison."""

import json
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from scripts.bench.cases import BARE_PAGE, BARE_VIEW
from scripts.bench.load import Run

Key = tuple[str, str, str, int]
CACHED_SHARE, UNCACHED_UNIT_SHARE, SLOWER = 0.85, 0.6, 1.3


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


def _rates(rows: Iterable[dict]) -> dict[Key, float]:
    return {(row["database"], row["size"], row["case"], row["concurrency"]): row["requests_per_second"] for row in rows}


def show(rows: list[dict]) -> None:
    """Print the table, with the ratios to the bare view and the bare page."""
    rates = _rates(rows)
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


def missed(rows: list[dict]) -> list[str]:
    """Return a sentence for each target that was not reached."""
    rates = _rates(rows)
    found = []
    for row in rows:
        place, name, count = (row["database"], row["size"]), row["case"], row["concurrency"]
        where = f"{name} ({place[0]}, {place[1]}, concurrency {count})"
        to_view = row["requests_per_second"] / rates[(*place, BARE_VIEW.name, count)]
        to_page = row["requests_per_second"] / rates[(*place, BARE_PAGE.name, count)]
        if name.endswith(", cached") and to_view < CACHED_SHARE:
            found.append(f"{where}: {to_view:.2f} of the bare view, wanted {CACHED_SHARE}")
        if name == "unit, uncached" and to_page < UNCACHED_UNIT_SHARE:
            found.append(f"{where}: {to_page:.2f} of the bare page, wanted {UNCACHED_UNIT_SHARE}")
        if row["errors"]:
            found.append(f"{where}: {row['errors']} answers that were not a page")
        small = next(
            (
                other
                for other in rows
                if (other["database"], other["case"], other["concurrency"]) == (place[0], name, count)
                and other["size"] == "small"
            ),
            row,
        )
        if row["requests_per_second"] * SLOWER < small["requests_per_second"]:
            slower = small["requests_per_second"] / row["requests_per_second"]
            found.append(f"{where}: {slower:.2f} times slower than at the small size, wanted at most {SLOWER}")
        if row["queries"] > small["queries"]:
            found.append(f"{where}: {row['queries']} queries, at the small size {small['queries']}")
    return found
