"""What `make bench` says of figures that are not good enough."""

from scripts.bench import targets
from scripts.bench.cases import BARE_PAGE, BARE_VIEW, MARK_DONE, OWN_UNIT

SLOWER = "times slower than at the small size, wanted at most 1.3"


def row(case, rate, *, size="small", queries=5, errors=0):
    return {
        "case": case,
        "database": "SQLite",
        "size": size,
        "concurrency": 1,
        "requests_per_second": rate,
        "queries": queries,
        "errors": errors,
    }


def rows(**changed):
    rates = {BARE_VIEW.name: 1000, BARE_PAGE.name: 100, OWN_UNIT.name: 60, MARK_DONE.name: 50} | changed
    return [row(case, rate, size=size) for size in ("small", "large") for case, rate in rates.items()]


def test_good_figures_say_nothing():
    assert targets.missed(rows()) == []
    assert targets.too_large({("SQLite", "small"): 130.0}) == []


def test_a_slow_unit_page():
    assert targets.missed(rows(**{OWN_UNIT.name: 54, MARK_DONE.name: 40}))[0] == (
        "unit, signed in (SQLite, small, concurrency 1): 0.54 of the bare page, wanted 0.55"
    )


def test_a_slow_post():
    assert targets.missed(rows(**{MARK_DONE.name: 30}))[0] == (
        "mark done (SQLite, small, concurrency 1): takes 2.00 times as long as the unit page, wanted at most 1.5"
    )


def test_what_grows_with_the_database():
    small, large = rows(), rows()
    seen = [one for one in small if one["size"] == "small"] + [
        one | {"requests_per_second": one["requests_per_second"] / 2, "queries": 13}
        for one in large
        if one["size"] == "large" and one["case"] != BARE_VIEW.name
    ]
    seen.append(row(BARE_VIEW.name, 1000, size="large"))
    assert targets.missed(seen) == [
        f"{BARE_PAGE.name} (SQLite, large, concurrency 1): 2.00 {SLOWER}",
        f"{BARE_PAGE.name} (SQLite, large, concurrency 1): 13 queries, at the small size 5",
        f"{OWN_UNIT.name} (SQLite, large, concurrency 1): 13 queries, wanted at most 12",
        f"{OWN_UNIT.name} (SQLite, large, concurrency 1): 2.00 {SLOWER}",
        f"{OWN_UNIT.name} (SQLite, large, concurrency 1): 13 queries, at the small size 5",
        f"{MARK_DONE.name} (SQLite, large, concurrency 1): 2.00 {SLOWER}",
        f"{MARK_DONE.name} (SQLite, large, concurrency 1): 13 queries, at the small size 5",
    ]


def test_a_large_worker():
    assert targets.too_large({("SQLite", "large"): 131.2}) == [
        "a web worker (SQLite, large) holds 131 MB, wanted at most 130"
    ]
