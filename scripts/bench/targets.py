"""What the measurements should reach, and a sentence for each that did not."""

from collections.abc import Iterator

from scripts.bench.cases import BARE_PAGE, BARE_VIEW, CASES, MARK_DONE, OWN_UNIT
from scripts.bench.table import rates_of

CACHED_TO_VIEW = 0.85
# Requests per second as shares of those of the bare Wagtail page.
TO_PAGE = {"unit, uncached": 0.6, OWN_UNIT.name: 0.55}
# Marking done may take half as long again as showing the unit.
POST_TO_UNIT = 1 / 1.5
SLOWER = 1.3
QUERIES = {case.name: 12 if case is OWN_UNIT else 15 for case in CASES if case.way == "signed in"}
RESIDENT_MB = 130


def missed(rows: list[dict]) -> list[str]:
    """Return a sentence for each target of these rows that was not reached."""
    rates = rates_of(rows)
    by_place = {(row["database"], row["size"], row["case"], row["concurrency"]): row for row in rows}
    found = []
    for row in rows:
        where = f"{row['case']} ({row['database']}, {row['size']}, concurrency {row['concurrency']})"
        small = by_place[row["database"], "small", row["case"], row["concurrency"]]
        found += [f"{where}: {problem}" for problem in (*_too_slow(row, rates), *_grown(row, small))]
    return found


def _too_slow(row: dict, rates: dict) -> Iterator[str]:
    rate, name = row["requests_per_second"], row["case"]

    def share(other: str) -> float:
        return rate / rates[row["database"], row["size"], other, row["concurrency"]]

    if name.endswith(", cached") and (seen := share(BARE_VIEW.name)) < CACHED_TO_VIEW:
        yield f"{seen:.2f} of the bare view, wanted {CACHED_TO_VIEW}"
    if name in TO_PAGE and (seen := share(BARE_PAGE.name)) < TO_PAGE[name]:
        yield f"{seen:.2f} of the bare page, wanted {TO_PAGE[name]}"
    if name == MARK_DONE.name and (seen := share(OWN_UNIT.name)) < POST_TO_UNIT:
        yield f"takes {1 / seen:.2f} times as long as the unit page, wanted at most {1 / POST_TO_UNIT}"
    if row["errors"]:
        yield f"{row['errors']} answers that were not a page"
    if row["queries"] > QUERIES.get(name, row["queries"]):
        yield f"{row['queries']} queries, wanted at most {QUERIES[name]}"


def _grown(row: dict, small: dict) -> Iterator[str]:
    if row["requests_per_second"] * SLOWER < small["requests_per_second"]:
        slower = small["requests_per_second"] / row["requests_per_second"]
        yield f"{slower:.2f} times slower than at the small size, wanted at most {SLOWER}"
    if row["queries"] > small["queries"]:
        yield f"{row['queries']} queries, at the small size {small['queries']}"


def too_large(resident: dict[tuple[str, str], float]) -> list[str]:
    """Return a sentence for each place whose largest web worker holds more memory (MB) than it may."""
    return [
        f"a web worker ({database}, {size}) holds {megabytes:.0f} MB, wanted at most {RESIDENT_MB}"
        for (database, size), megabytes in resident.items()
        if megabytes > RESIDENT_MB
    ]
