"""`make check`: format, lint, types, import contracts, templates, migrations, settings, the rules for all.

Every check runs, also after one failed; the summary names those that did.
"""

import os
import sys
import time
from dataclasses import dataclass, field
from subprocess import PIPE, STDOUT

from scripts import machine, virtualenv
from scripts.processes import ROOT, Stopped, end, end_with_make, ended_by_signals, start

TOOLS = virtualenv.FOLDER / "bin"
TEST_SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "academy_site.settings.test",
    "TEST_DATABASE_URL": "sqlite://:memory:",
}
# What a real academy sets; only here without meaning.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "academy_site.settings.production",
    "SECRET_KEY": "only-to-check-the-settings-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "academy.example",
    "DATABASE_URL": "sqlite://:memory:",
    "ACADEMY_URL": "https://academy.example",
    "EMAIL_URL": "smtp://mail.academy.example:25",
}


@dataclass(frozen=True)
class Check:
    """One check: its name, its command and what must be set for it."""

    name: str
    command: list
    env: dict = field(default_factory=dict)


def checks() -> list[Check]:
    """Return the checks, quick ones first."""
    python = [virtualenv.PYTHON]
    manage = [*python, "manage.py"]
    templates = sorted(str(path.relative_to(ROOT)) for app in APPS for path in (ROOT / app).rglob("templates"))
    return [
        Check("format", [TOOLS / "ruff", "format", "--check", "--quiet", "."]),
        Check("lint", [TOOLS / "ruff", "check", "--quiet", "."]),
        Check("import contracts", [TOOLS / "lint-imports", "--no-cache"]),
        Check("templates", [*python, "-m", "djlint", "--lint", "--quiet", *templates]),
        Check("migrations", [*manage, "makemigrations", "--check", "--dry-run"], TEST_SETTINGS),
        Check("settings", [*manage, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        Check("types", [TOOLS / "mypy"]),
        Check("rules for all", [*python, "-m", "pytest", "tests/project", "--no-header", "-q", "--tb=short"]),
    ]


APPS = ("academy_site", "tools", "courses", "community")


def run(check: Check) -> bool:
    """Run one check, and show what it said when it failed."""
    begun = time.monotonic()
    process = start(check.command, env=check.env, stdout=PIPE, stderr=STDOUT, text=True)
    try:
        said = process.communicate()[0]
    finally:
        end([process])
    good = process.returncode == 0
    print(f"{'good  ' if good else 'FAILED'} {check.name} ({time.monotonic() - begun:.0f} s)", flush=True)
    if not good:
        print(said.rstrip() + "\n", flush=True)
    elif check.name == "rules for all":
        print(said.rstrip().rsplit("\n", 1)[-1], flush=True)
    return good


def main() -> int:
    """Set up what is missing, then run every check."""
    try:
        with ended_by_signals():
            end_with_make()
            machine.provide(machine.RUN_NEEDS)
            virtualenv.ready(virtualenv.DEVELOP)
            failed = [check.name for check in checks() if not run(check)]
    except Stopped:
        print("\nStopped.")
        return 1
    except virtualenv.SetUpError as problem:
        print(problem)
        return 1
    print(f"To mend: {', '.join(failed)}." if failed else "Every check is good.")
    return 1 if failed else 0


if __name__ == "__main__":
    os.environ["COLUMNS"] = "120"
    sys.exit(main())
