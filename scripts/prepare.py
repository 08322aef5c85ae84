"""All that stands between installed packages and a running academy; does only what is not yet done.

Runs inside the virtual environment, in one process, because starting Django is what costs time.
"""

import argparse
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from scripts import catalogues
from scripts.processes import ROOT


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    print(f"{words} ...", flush=True)
    start = time.monotonic()
    yield
    seconds = time.monotonic() - start
    if seconds >= 1:
        print(f"  {seconds:.0f} s", flush=True)


def migrate() -> None:
    """Apply the migrations that are not applied, and make the cache's table."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with step("Making the database ready"):
            call_command("migrate", verbosity=0, interactive=False)
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)


def static_fingerprint() -> str:
    """Return what changes when a static file or the way of serving it changes."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    digest.update((ROOT / "requirements.txt").read_bytes())
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_static() -> None:
    """Collect and compress static files when one of them changed."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint and Path(settings.STATIC_ROOT).is_dir():
        return
    with step("Collecting static files"):
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(fingerprint)


def prepare(*, static: bool, content: bool) -> None:
    """Make the academy of the current settings ready to be served."""
    if catalogues.compile_all():
        print("Compiled the catalogues.", flush=True)
    django.setup()
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    if static:
        collect_static()
    if not content:
        return
    migrate()
    call_command("load_starter")
    if settings.ACADEMY_DEMO:
        call_command("demo_accounts")


def main() -> int:
    """Prepare, then show who can sign in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-static", action="store_true", help="leave static files to the server")
    parser.add_argument("--only-static", action="store_true", help="no database and no content")
    options = parser.parse_args()
    prepare(static=not options.no_static, content=not options.only_static)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy_site.settings.local")
    sys.exit(main())
