"""`make test`: the suite on SQLite and journeys in a real browser, then most of it again on PostgreSQL.

Two parts run side by side. The last one would leave a core idle, so it gets a worker for each. What
can't be had is skipped with a line that says so, and with CI=true that is a failure.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from subprocess import PIPE, STDOUT, Popen
from tempfile import TemporaryDirectory
from threading import Thread

from scripts import machine, virtualenv
from scripts.postgres import NoPostgresError, temporary_cluster
from scripts.processes import Stopped, end, end_with_make, ended_by_signals, start

CI = os.environ.get("CI") == "true"
OPTIONS = ["--no-header", "--durations=5", "--tb=short", "--show-capture=stderr"]


@dataclass
class Part:
    """One run of pytest: its name, which tests, and what it said."""

    name: str
    marks: str
    env: dict = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    processes: list[Popen] = field(default_factory=list)
    listener: Thread | None = None
    skipped: str = ""

    def begin(self, workers: int, more: list[str], folder: str) -> None:
        """Start it and pass on what it prints, line by line, with its name in front."""
        command = [str(virtualenv.PYTHON), "-m", "pytest", "-m", self.marks, *OPTIONS, *more]
        if workers > 1:
            command += ["-n", str(workers)]
        env = {**self.env, "TMPDIR": folder}
        process = start(command, env=env, stdout=PIPE, stderr=STDOUT, text=True)
        self.processes.append(process)
        self.listener = Thread(target=self._listen, args=[process.stdout], daemon=True)
        self.listener.start()

    def _listen(self, output: Iterable[str]) -> None:
        for line in output:
            self.lines.append(line.rstrip())
            print(f"{self.name:<10} | {line.rstrip()}", flush=True)

    @property
    def code(self) -> int | None:
        """What pytest ended with; None while it runs, or when the part is skipped."""
        return self.processes[0].poll() if self.processes else None

    @property
    def closing_line(self) -> str:
        """What pytest said last."""
        return next((line for line in reversed(self.lines) if line.startswith("=")), "")

    @property
    def failed(self) -> bool:
        """Whether the suite may not pass because of this part."""
        return self.code != 0 if self.processes else CI


def plan(absent: set[str], stack: ExitStack) -> list[Part]:
    """Return the parts; those that can't be had say why."""
    postgres = Part("PostgreSQL", "not templates and not pure and not journeys")
    journeys = Part("journeys", "journeys")
    try:
        cluster = stack.enter_context(temporary_cluster())
        postgres.env["TEST_DATABASE_URL"] = cluster.url()
    except NoPostgresError as problem:
        postgres.skipped = f"Not tested on PostgreSQL: {problem}."
    for package in sorted({"chromium", "libatomic1"} & absent):
        journeys.skipped = f"No browser journeys: {package} is not on this machine."
    # The part that can be shared among workers comes last: journeys cannot, they have one browser.
    return [Part("SQLite", "not journeys"), journeys, postgres]


def make_databases(parts: list[Part]) -> None:
    """Make the databases that tests copy, those of each server at the same time, so that no part waits for another."""
    making = []
    try:
        for part in parts:
            # Journeys copy the same files as the part on SQLite.
            if part.skipped or part.name == "journeys":
                continue
            env = {**part.env, "DJANGO_SETTINGS_MODULE": "academy_site.settings.test"}
            making.append(start([virtualenv.PYTHON, "-m", "scripts.databases"], env=env))
        codes = [process.wait() for process in making]
        if any(codes):
            raise virtualenv.SetUpError("The test databases could not be made; the lines above say why.")
    finally:
        end(making)


def workers_of(part: Part, waiting: list[Part], cores: int) -> int:
    """Return how many workers a part gets that begins while others wait: the last one may use every core."""
    if part.name == "journeys":
        return 1
    return max(1, cores // 2 if waiting else cores)


def run_side_by_side(parts: list[Part], more: list[str], folder: str) -> None:
    """Run the parts in this order, at most two at a time."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    waiting = [part for part in parts if not part.skipped]
    running: list[Part] = []
    try:
        while waiting or running:
            while waiting and len(running) < min(cores, 2):
                part = waiting.pop(0)
                part.begin(workers_of(part, waiting, cores), more, folder)
                running.append(part)
            time.sleep(0.2)
            running = [part for part in running if part.code is None]
    finally:
        end([process for part in parts for process in part.processes])


def summary(parts: list[Part], seconds: float) -> int:
    """Print how each part closed, and return the exit code."""
    for part in parts:
        if part.listener:
            part.listener.join(5)
    print(f"\nThe suite took {seconds:.0f} s.")
    for part in parts:
        print(f"{part.name}: {part.skipped or f'ended with code {part.code}'}")
        if part.closing_line:
            print(part.closing_line)
        if part.skipped and CI:
            print("With CI=true a skip is a failure.")
    sys.stdout.flush()
    return 1 if any(part.failed for part in parts) else 0


def main() -> int:
    """Set up what is missing, then run the parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pytest", nargs="*", help="passed on to pytest")
    more = parser.parse_args().pytest
    begun = time.monotonic()
    os.environ.pop("TEST_DATABASE_URL", None)
    try:
        with ended_by_signals(), ExitStack() as stack:
            end_with_make()
            absent = {need.package for need in machine.provide(machine.TEST_NEEDS)}
            virtualenv.ready(virtualenv.DEVELOP)
            _in_venv("from scripts import catalogues; catalogues.compile_all()")
            parts = plan(absent, stack)
            # What tests leave lying about, also those that are killed, goes with this folder.
            folder = stack.enter_context(TemporaryDirectory(prefix="academy-suite-", ignore_cleanup_errors=True))
            make_databases(parts)
            run_side_by_side(parts, more, folder)
            return summary(parts, time.monotonic() - begun)
    except Stopped:
        print("\nStopped.")
        return 1
    except virtualenv.SetUpError as problem:
        print(problem)
        return 1


def _in_venv(code: str) -> None:
    process = start([virtualenv.PYTHON, "-c", code])
    if process.wait():
        raise virtualenv.SetUpError("The catalogues could not be compiled; the lines above say why.")


if __name__ == "__main__":
    sys.exit(main())
