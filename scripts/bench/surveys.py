"""Measures surveys: `python -m scripts.bench.surveys [--quick]`, the third part of `make bench`.

One wave of 100 answers alone, against one of 100,000 among a thousand waves of a thousand: counting one more sheet,
reading the report, and what is stored. Times are p95 in milliseconds; only their ratios tell of another machine.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from scripts import databases
from scripts.bench.places import Place
from scripts.processes import ROOT, Stopped, ended_by_signals

OUTPUT = ROOT / "build" / "bench-surveys.json"
SLOWER, MOST_QUERIES = 1.3, 15
SMALL, LARGE = (100, 0), (100_000, 1000)
QUICK = (1000, 10)


def missed(small: dict, large: dict) -> list[str]:
    """Return a sentence for each target that was not reached."""
    found = [
        f"{name}: {large[name] / small[name]:.2f} times as much with {large['answers']} answers"
        for name in ("sent", "read", "stored")
        if large[name] > SLOWER * small[name]
    ]
    return found + [
        f"the report takes {row['queries']} queries" for row in (small, large) if row["queries"] > MOST_QUERIES
    ]


def main() -> int:
    """Measure at both sizes, print, and write the file."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.surveys", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer waves and rounds")
    options = parser.parse_args()
    found = []
    try:
        with ended_by_signals(), tempfile.TemporaryDirectory(prefix="academy-bench-") as name:
            folder = Path(name)
            for answers, waves in (SMALL, QUICK if options.quick else LARGE):
                file = folder / f"{answers}.sqlite3"
                shutil.copyfile(databases.sqlite_template(databases.ACADEMY), file)
                place = Place("SQLite", str(answers), f"sqlite:///{file}", folder)
                place.python("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
                arguments = ("--answers", str(answers), "--waves", str(waves))
                rounds = ("--rounds", "40") if options.quick else ()
                found.append(json.loads(place.python("-m", "scripts.bench.surveys_inside", *arguments, *rounds)))
    except Stopped:
        return 1
    small, large = found
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(found, indent=1) + "\n")
    for row in found:
        print(
            f"{row['answers']:>8} answers: sent {row['sent']:.1f} ms, report {row['read']:.1f} ms "
            f"({row['queries']} queries), stored {row['stored']} bytes"
        )
    targets = missed(small, large)
    print("\nNot reached:\n  " + "\n  ".join(targets) if targets else "\nAll targets are reached.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
