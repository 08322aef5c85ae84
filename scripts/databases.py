"""Databases for tests, made once and copied: `bare` is migrated, `academy` has the whole starter as well.

On SQLite they are files under build/, named after what they were made from, so that they are made anew
when that changes. On PostgreSQL they are template databases of the cluster.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import environ
import psycopg2

from scripts.processes import ROOT

BARE, ACADEMY = "bare", "academy"
# Files of each kind.
MOST_KEPT = 6
FOLDER = ROOT / "build" / "test-databases"
APPS = ("academy_site", "tools", "courses", "community")
# What answers requests has no part in what a database holds; nor has a module whose name ends so.
ANSWERING_ENDS = ("_views", "_urls", "_pages", "_hooks", "_forms")
ANSWERING = {
    *("views", "forms", "templatetags", "components", "contexts", "page_contexts", "context_processors"),
    *("urls", "serving", "page_cache", "health", "outbox", "sitemap", "robots", "worker", "worker_loop"),
    *("access", "adapters", "admin", "admin_forms", "admin_views", "checks", "style_guide", "tasks"),
    *(
        "translation_desk",
        "accessibility_desk",
        "behind_desk",
        "page_form",
        "effects",
        "translators",
        "page_rights",
        "word_rights",
        "gaps",
        "wagtail_hooks",
        "privacy",
        "desk",
        "middleware",
    ),
}
DEMO_PASSWORD = "a-password-for-tests-only"  # noqa: S105


def _sources(kind: str) -> Iterable[Path]:
    yield ROOT / "requirements-dev.txt"
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            places = {*path.relative_to(ROOT).with_suffix("").parts}
            shapes = "migrations" in places or "models" in places or path.name in ("apps.py", "base.py")
            answers = bool(places & ANSWERING) or path.stem.endswith(ANSWERING_ENDS)
            if shapes or (kind == ACADEMY and not answers):
                yield path
    if kind == ACADEMY:
        yield from sorted((ROOT / "academy_site" / "starter" / "content").rglob("*.yaml"))
        yield from sorted((ROOT / "locales").glob("*/starter.po"))
        yield Path(__file__)


def fingerprint(kind: str) -> str:
    """Return a name for what a database of this kind is made from."""
    digest = hashlib.sha256()
    for path in _sources(kind):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Let one process at a time make the database of this name."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fill(url: str, kind: str) -> None:
    """Bring the database at this address from the kind before to this kind."""
    commands = [["migrate"], ["createcachetable"]] if kind == BARE else [["load_starter"]]
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "academy_site.settings.test",
        "TEST_DATABASE_URL": url,
        "ACADEMY_DEMO_PASSWORD": DEMO_PASSWORD,
    }
    for command in commands:
        result = subprocess.run(
            [sys.executable, "manage.py", *command, "--verbosity", "0"],
            cwd=ROOT,
            env=env,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if result.returncode:
            raise RuntimeError(f"manage.py {command[0]} failed on the test database:\n{result.stdout}")


def sqlite_template(kind: str) -> Path:
    """Return a SQLite file of this kind to copy from, making it when there is none."""
    path = FOLDER / f"{kind}-{fingerprint(kind)}.sqlite3"
    if path.exists():
        return path
    below = sqlite_template(BARE) if kind == ACADEMY else None
    with _alone(path.name):
        if path.exists():
            return path
        _forget_old(kind)
        fresh = path.with_suffix(".making")
        for leftover in FOLDER.glob(f"{fresh.name}*"):
            leftover.unlink()
        below = below or _earlier()
        if below:
            shutil.copyfile(below, fresh)
        _fill(f"sqlite:///{fresh}", kind)
        _fold_journal(fresh)
        if kind == BARE:
            path.with_suffix(".json").write_text(json.dumps(_migrations()))
        fresh.rename(path)
    return path


def _migrations() -> dict[str, str]:
    """Return what a migrated database is made from: each migration, and the versions of all libraries."""
    files = [path for app in APPS for path in (ROOT / app).rglob("migrations/*.py")]
    return {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in [*files, ROOT / "requirements-dev.txt"]
    }


def _earlier() -> Path | None:
    """Return the newest file that only lacks the last migrations: one that was changed since would be missed."""
    now = _migrations().items()
    for made_from in sorted(FOLDER.glob(f"{BARE}-*.json"), key=lambda path: path.stat().st_mtime, reverse=True):
        path = made_from.with_suffix(".sqlite3")
        if path.exists() and json.loads(made_from.read_text()).items() <= now:
            return path
    return None


def _forget_old(kind: str) -> None:
    """Keep the newest files of a kind, so that going back to another branch does not make them anew."""
    files = sorted(FOLDER.glob(f"{kind}-*.sqlite3"), key=lambda path: path.stat().st_mtime)
    for old in files[: 1 - MOST_KEPT]:
        old.unlink(missing_ok=True)
        old.with_suffix(".json").unlink(missing_ok=True)


def _fold_journal(path: Path) -> None:
    """Write the journal into the file, so that the file alone is the database."""
    import sqlite3  # noqa: PLC0415

    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


def postgres_template(server: str, kind: str) -> str:
    """Return the name of a PostgreSQL database of this kind to copy from, making it when there is none."""
    name = f"template_{kind}_{fingerprint(kind)}"
    if _exists(server, name):
        return name
    below = postgres_template(server, BARE) if kind == ACADEMY else "template0"
    with _alone(f"postgres-{kind}"):
        if not _exists(server, name):
            run_sql(server, f'DROP DATABASE IF EXISTS "{name}_making"')
            run_sql(server, f'CREATE DATABASE "{name}_making" TEMPLATE "{below}"')
            _fill(with_name(server, f"{name}_making"), kind)
            run_sql(server, f'ALTER DATABASE "{name}_making" RENAME TO "{name}"')
    return name


def with_name(url: str, database: str) -> str:
    """Return the address of another database of the same server."""
    return f"{url.rpartition('/')[0]}/{database}"


def run_sql(server: str, statement: str) -> list:
    """Run one statement on the server at this address, outside of a transaction; return its rows."""
    place = environ.Env.db_url_config(server)
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    connection = psycopg2.connect(dbname="postgres", **{names[key]: place[key] for key in names if place.get(key)})
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def _exists(server: str, name: str) -> bool:
    return bool(run_sql(server, f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))  # noqa: S608


class Databases:
    """The database of one test process: of either kind, put back as it was after a test that really wrote."""

    def __init__(self, connection, folder: Path):
        self.connection = connection
        self.folder = folder
        self.on_postgres = connection.vendor == "postgresql"
        self.server = os.environ.get("TEST_DATABASE_URL", "")
        self.worker = f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
        self.made: dict[str, str] = {}

    def use(self, kind: str) -> None:
        """Let the connection speak to the database of this kind."""
        if kind not in self.made:
            self.made[kind] = self._copy(kind)
        if self.connection.settings_dict["NAME"] != self.made[kind]:
            self.connection.close()
            self.connection.settings_dict["NAME"] = self.made[kind]

    def spoiled(self) -> None:
        """Forget the database in use, because a test committed to it."""
        current = self.connection.settings_dict["NAME"]
        self.connection.close()
        for kind, name in list(self.made.items()):
            if name == current:
                self._remove(self.made.pop(kind))
                self.connection.settings_dict["NAME"] = ""

    def url(self) -> str:
        """Return the address of the database in use, for another process."""
        name = self.connection.settings_dict["NAME"]
        return with_name(self.server, name) if self.on_postgres else f"sqlite:///{name}"

    def end(self) -> None:
        """Remove the copies."""
        self.connection.close()
        for name in self.made.values():
            self._remove(name)

    def _copy(self, kind: str) -> str:
        if self.on_postgres:
            name = f"{kind}_{self.worker}"
            template = postgres_template(self.server, kind)
            run_sql(self.server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            run_sql(self.server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
            return name
        path = self.folder / f"{kind}.sqlite3"
        shutil.copyfile(sqlite_template(kind), path)
        return str(path)

    def _remove(self, name: str) -> None:
        if self.on_postgres:
            run_sql(self.server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            return
        for path in Path(name).parent.glob(f"{Path(name).name}*"):
            path.unlink()


if __name__ == "__main__":
    # Both kinds, on the server of TEST_DATABASE_URL or as files.
    server = os.environ.get("TEST_DATABASE_URL", "")
    print(postgres_template(server, ACADEMY) if server else sqlite_template(ACADEMY).name)
