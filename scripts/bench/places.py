"""The databases and servers of a measurement, on SQLite and on PostgreSQL, small and large."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts import databases, run
from scripts.postgres import Cluster
from scripts.processes import ROOT, end, start

# Courses and teachers of the large database, and of one at a hundredth of it. Each teacher has ten units done.
SIZES = {"small": (2, 200), "large": (200, 20_000)}
FIRST_PORT = 8120


@dataclass
class Place:
    """One database of one size, with a server that keeps finished pages and one that does not."""

    database: str
    size: str
    url: str
    var: Path
    surveyed: list[dict] = field(default_factory=list)
    ports: dict[bool, int] = field(default_factory=dict)
    # The servers as granian starts them; their workers are their children.
    processes: list[subprocess.Popen] = field(default_factory=list)

    def environment(self, *, kept: bool = True) -> dict[str, str]:
        """Return what tells Django about this place."""
        return {
            "DJANGO_SETTINGS_MODULE": "academy_site.settings.bench",
            "DATABASE_URL": self.url,
            "ACADEMY_VAR": str(self.var),
            "ACADEMY_PAGE_CACHE_BYTES": str(64 * 1024 * 1024 if kept else 0),
        }

    def python(self, *arguments: str) -> str:
        """Run a Python program in this place and return what it printed."""
        result = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, **self.environment()},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            raise RuntimeError(f"{' '.join(arguments)} failed:\n{result.stdout[-1000:]}{result.stderr[-3000:]}")
        return result.stdout

    def make(self) -> None:
        """Bring the database to its size and find out where its pages are."""
        self.python("manage.py", "migrate", "--verbosity", "0")
        courses, teachers = SIZES[self.size]
        self.python("-m", "scripts.bench.grow", "--courses", str(courses), "--teachers", str(teachers))
        # As the worker leaves it: answers to words are kept once nothing waits to be indexed.
        self.python("manage.py", "db_worker", "--batch", "--no-startup-delay", "--verbosity", "0")
        self.surveyed = json.loads(self.python("-m", "scripts.bench.survey"))

    def resident(self) -> float:
        """Return how many megabytes of memory the largest worker of the servers holds now."""
        return max(_resident(child) for process in self.processes for child in _children(process.pid)) / 1024


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _resident(pid: int) -> int:
    """Return the resident memory of a process in kilobytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def collect_static(folder: Path) -> None:
    """Put the static files where all servers find them."""
    nowhere = Place("SQLite", "", "sqlite://:memory:", folder)
    nowhere.python("manage.py", "collectstatic", "--noinput", "--verbosity", "0")


def sqlite_places(folder: Path) -> list[Place]:
    """Return the two sizes on SQLite, made from the starter database of the tests."""
    source = folder / "starter.sqlite3"
    shutil.copyfile(databases.sqlite_template(databases.ACADEMY), source)
    places = []
    for size in SIZES:
        file = folder / f"{size}.sqlite3"
        shutil.copyfile(source, file)
        places.append(Place("SQLite", size, f"sqlite:///{file}", folder))
        places[-1].make()
    return places


def postgres_places(cluster: Cluster, folder: Path) -> list[Place]:
    """Return the two sizes on PostgreSQL."""
    template = databases.postgres_template(cluster.url(), databases.ACADEMY)
    places = []
    for size in SIZES:
        places.append(Place("PostgreSQL", size, cluster.create(f"bench_{size}", template=template), folder))
        places[-1].make()
    return places


@contextmanager
def servers(places: list[Place]) -> Iterator[None]:
    """Start two production servers for each place, and end them whatever happens."""
    processes: list[subprocess.Popen] = []
    port = FIRST_PORT
    try:
        for place in places:
            for kept in (True, False):
                while run.is_taken(port):
                    port += 1
                processes.append(start(run.server(port, workers=2), env=place.environment(kept=kept)))
                place.processes.append(processes[-1])
                place.ports[kept] = port
                if not run.answers(f"http://127.0.0.1:{port}/bench/view/", processes):
                    raise RuntimeError(f"The server for {place.database} ({place.size}) did not start.")
                port += 1
        time.sleep(1)
        yield
    finally:
        end(processes)
