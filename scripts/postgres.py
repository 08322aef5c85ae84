"""A PostgreSQL of one's own for an hour: a temporary cluster on a unix socket, gone afterwards.

It runs under an unprivileged account (`initdb` refuses root) and without fsync, so it is for tests and
measurements only.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.processes import with_parent

OPTIONS = [
    argument
    for setting in (
        "listen_addresses=",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "shared_buffers=128MB",
        "max_connections=60",
        "timezone=UTC",
    )
    for argument in ("-c", setting)
]


class NoPostgresError(Exception):
    """PostgreSQL's server programs are not on this machine, or it did not start."""


def server_programs() -> Path | None:
    """Return the folder of `initdb` and `pg_ctl`, the newest version first, or None."""
    found = sorted(
        (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda path: float(path.parent.name),
        reverse=True,
    )
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    return found[0] if found else None


def _account() -> dict:
    """Return how a subprocess becomes an unprivileged account: nothing to do unless we are root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoPostgresError("there is no unprivileged account (postgres or nobody) to run it")


@dataclass(frozen=True)
class Cluster:
    """A running temporary cluster."""

    programs: Path
    socket: Path

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database for `DATABASE_URL`."""
        return f"postgres://academy@/{self.socket}/{database}"

    def sql(self, statement: str) -> None:
        """Run one statement outside of a transaction."""
        command = [self.programs / "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-h", self.socket]
        _call([*command, "-U", "academy", "-d", "postgres", "-c", statement])

    def create(self, database: str, *, template: str = "template0") -> str:
        """Create a database, empty or as a copy of another, and return its address."""
        self.sql(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)


def _call(command: list, **more) -> None:
    result = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
        **more,
    )
    if result.returncode:
        raise NoPostgresError(f"{Path(command[0]).name} failed: {result.stdout.strip()[-600:]}")


@contextmanager
def temporary_cluster() -> Iterator[Cluster]:
    """Start a cluster, hand it out, and end and remove it whatever happens."""
    programs = server_programs()
    if programs is None:
        raise NoPostgresError("PostgreSQL is not installed")
    account = _account()
    # Under /tmp itself: a socket's path may have about a hundred letters.
    home = Path(tempfile.mkdtemp(prefix="academy-pg-", dir="/tmp" if Path("/tmp").is_dir() else None))  # noqa: S108
    server = None
    try:
        if account:
            os.chown(home, account["user"], account["group"])
        data, quiet = home / "data", {"cwd": "/", **account}
        _call(
            [
                *(programs / "initdb", "-D", data, "-U", "academy", "-A", "trust"),
                *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
            ],
            **quiet,
        )
        command = [str(programs / "postgres"), "-D", str(data), "-k", str(home), *OPTIONS]
        with (home / "log").open("w") as log:
            server = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=with_parent(signal.SIGQUIT),  # noqa: PLW1509
                **quiet,
            )
        cluster = Cluster(programs, home)
        _await(cluster, server)
        yield cluster
    finally:
        if server is not None:
            server.send_signal(signal.SIGQUIT)
            server.wait()
        shutil.rmtree(home, ignore_errors=True)


def _await(cluster: Cluster, server: subprocess.Popen) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            cluster.sql("SELECT 1")
        except NoPostgresError:
            time.sleep(0.05)
        else:
            return
    raise NoPostgresError(f"PostgreSQL did not start: {(cluster.socket / 'log').read_text().strip()[-600:]}")
