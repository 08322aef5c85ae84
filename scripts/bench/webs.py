"""Measures the spiderweb: `python -m scripts.bench.webs [--quick]`, the second part of `make bench`.

Scores, pictures and reports alone, and pages of a teacher with few and many webs among few and many teachers.
Times are medians in milliseconds; only their ratios say something about another machine.
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

OUTPUT = ROOT / "build" / "bench-webs.json"
FEW, MANY = 1_000, 100_000
SCORING_MS, PICTURE_MS = 1.0, 2.0
SLOWER, PDF_TO_BARE = 1.3, 1.5
QUERIES = {"form": 10, "result": 12}


def missed(small: dict, large: dict) -> list[str]:
    """Return a sentence for each target that was not reached."""
    alone, found = small["alone"], []
    for name, most in (("scoring", SCORING_MS), ("picture", PICTURE_MS)):
        if alone[name] > most:
            found.append(f"{name} takes {alone[name]:.2f} ms, wanted at most {most}")
    if alone["report"] > PDF_TO_BARE * alone["report, bare"]:
        found.append(
            f"the report takes {alone['report'] / alone['report, bare']:.2f} times as long as WeasyPrint alone"
        )
    found += [
        f"{row['page']} with {row['webs']} webs: {row['queries']} queries"
        for row in (*small["pages"], *large["pages"])
        if row["queries"] > QUERIES[row["page"]]
    ]
    ratio = large["among many"] / small["among many"]
    if ratio > SLOWER:
        found.append(f"the result is {ratio:.2f} times slower among {large['teachers']} teachers")
    return found


def show(small: dict, large: dict) -> None:
    """Print what was measured."""
    print("\nAlone, in ms")
    for name, milliseconds in small["alone"].items():
        print(f"  {name:28}{milliseconds:>10.3f}")
    print("\nPages, in ms")
    for row in small["pages"]:
        print(f"  {row['page']:10}{row['webs']:>4} webs{row['ms']:>10.2f}{row['queries']:>5} queries")
    for place in (small, large):
        print(f"  result, 4 webs, among {place['teachers']:>7} teachers{place['among many']:>10.2f}")


def main() -> int:
    """Measure at both sizes, print, and write the file."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.webs", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer teachers and rounds")
    options = parser.parse_args()
    sizes, rounds = ((20, 200), 5) if options.quick else ((FEW, MANY), 100)
    try:
        with ended_by_signals(), tempfile.TemporaryDirectory(prefix="academy-bench-") as name:
            folder, found = Path(name), []
            for teachers in sizes:
                file = folder / f"{teachers}.sqlite3"
                shutil.copyfile(databases.sqlite_template(databases.ACADEMY), file)
                place = Place("SQLite", str(teachers), f"sqlite:///{file}", folder)
                arguments = ("--teachers", str(teachers), "--rounds", str(rounds))
                place.python("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
                place.python("manage.py", "migrate", "--verbosity", "0")
                found.append(json.loads(place.python("-m", "scripts.bench.webs_inside", *arguments)))
    except Stopped:
        return 1
    small, large = found
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(found, indent=1) + "\n")
    show(small, large)
    problems = missed(small, large)
    print("\nNot reached:" if problems else "\nAll targets are reached.", *problems, sep="\n  ")
    print(f"\nKept in {OUTPUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
