"""What the academy wants from the operating system, and how to get it there."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.postgres import server_programs

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Need:
    """Something of the operating system: its Debian package, how it is found, what is off without it."""

    package: str
    found: Callable[[], object]
    without: str


def _library(name: str) -> Callable[[], bool]:
    def found() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return found


def browser() -> str | None:
    """Return the path of a Chromium that works headless, or None. A snap's wrapper is none."""
    chosen = os.environ.get("ACADEMY_CHROMIUM")
    if chosen:
        return chosen
    for name in BROWSERS:
        path = shutil.which(name)
        if path and "/snap/" not in os.path.realpath(path) and not _is_snap_wrapper(path):
            return path
    return None


def _is_snap_wrapper(path: str) -> bool:
    with Path(path).open("rb") as file:
        return b"snap install" in file.read(4096)


RUN_NEEDS = [
    Need("libpango-1.0-0", _library("libpango-1.0.so.0"), "PDF is off"),
    Need("libpangoft2-1.0-0", _library("libpangoft2-1.0.so.0"), "PDF is off"),
    Need("libharfbuzz0b", _library("libharfbuzz.so.0"), "PDF is off"),
    Need("libharfbuzz-subset0", _library("libharfbuzz-subset.so.0"), "PDF is off"),
    Need("gettext", lambda: shutil.which("xgettext"), "`make messages` and `make check` do not work"),
]
TEST_NEEDS = [
    *RUN_NEEDS,
    Need("postgresql", server_programs, "the suite does not run on PostgreSQL"),
    Need("chromium", browser, "the browser journeys do not run"),
    # Playwright brings a Node of its own, which wants this.
    Need("libatomic1", _library("libatomic.so.1"), "the browser journeys do not run"),
]


def missing(needs: Iterable[Need]) -> list[Need]:
    """Return what is not on this machine."""
    return [need for need in needs if not need.found()]


def install(packages: list[str]) -> bool:
    """Install Debian packages as root, with fresh lists when the old ones fail; True when it worked."""
    if not shutil.which("apt-get"):
        return False
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]

    def call(*arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            arguments,
            check=False,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    result = call(*command)
    if result.returncode:
        call("apt-get", "update", "-q")
        result = call(*command)
    if result.returncode:
        print(result.stdout.strip()[-1500:])
    return result.returncode == 0


def provide(needs: list[Need]) -> list[Need]:
    """Install what is missing when we are root, else say how; return what is missing still."""
    absent = missing(needs)
    if not absent:
        return []
    names = [need.package for need in absent]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing from the system's packages: {', '.join(names)} ...", flush=True)
        install(names)
        absent = missing(needs)
    for effect in dict.fromkeys(need.without for need in absent):
        packages = ", ".join(need.package for need in absent if need.without == effect)
        print(f"Not on this machine: {packages}. {effect[0].upper()}{effect[1:]}.", flush=True)
    if absent:
        print("To mend it: make system-packages", flush=True)
    return absent


def main() -> int:
    """Install all that `make run`, `make test` and `make check` want (`make system-packages`)."""
    absent = missing(TEST_NEEDS)
    if not absent:
        print("Nothing is missing.")
        return 0
    names = [need.package for need in absent]
    if not shutil.which("apt-get"):
        print(f"Please install with your system's package manager: {' '.join(names)}")
        return 1
    if os.geteuid() == 0:
        return 0 if install(names) and not missing(TEST_NEEDS) else 1
    script = f"apt-get update -q && apt-get install -y --no-install-recommends {' '.join(names)}"
    if not shutil.which("sudo"):
        print(f"As root: {script}")
        return 1
    print(f"sudo sh -c '{script}'", flush=True)
    return subprocess.run(["sudo", "sh", "-c", script], check=False).returncode  # noqa: S607


if __name__ == "__main__":
    raise SystemExit(main())
