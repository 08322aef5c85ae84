"""The interface's catalogues: compiled without msgfmt, brought up to date with `make messages`.

Runs inside the virtual environment.
"""

import os
import subprocess
import sys
from pathlib import Path

import polib

from scripts.processes import ROOT

LOCALES = ROOT / "locales"
LANGUAGES = ("nl", "fi", "sv", "pl")
# Without places and wrapped lines, so that a catalogue changes only where its words change.
MAKE = ["makemessages", "--no-location", "--no-wrap", "--no-obsolete", "-v", "0"]
LEAVE_OUT = (".venv", "var", "build", "tests", "scripts", "node_modules", "locales", "*/migrations/*")


def catalogues() -> list[Path]:
    """Return the .po files of the interface."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))


def compile_all() -> int:
    """Compile the catalogues that are newer than their .mo; return how many."""
    done = 0
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        fresh = target.with_suffix(".mo.new")
        polib.pofile(str(source)).save_as_mofile(str(fresh))
        fresh.replace(target)
        done += 1
    return done


def collect(languages: tuple[str, ...] = LANGUAGES, *, root: Path = ROOT) -> None:
    """Bring the catalogues of a tree up to date with its source strings; needs gettext."""
    for language in languages:
        (root / "locales" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    options = [f"--locale={language}" for language in languages]
    options += [f"--ignore={pattern}" for pattern in LEAVE_OUT]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "academy_site.settings.test"}
    subprocess.run([sys.executable, "manage.py", *MAKE, *options], cwd=root, env=env, check=True)
    for language in languages:
        _tidy_header(root / "locales" / language / "LC_MESSAGES" / "django.po", language)


def _tidy_header(path: Path, language: str) -> None:
    """Leave out of a catalogue's header what changes each time and what nobody filled in."""
    book = polib.pofile(str(path), wrapwidth=0)
    for name, value in list(book.metadata.items()):
        if name == "POT-Creation-Date" or any(word in value for word in ("YEAR", "ADDRESS", "LL@li", "PACKAGE")):
            del book.metadata[name]
    book.metadata["Language"] = language
    book.metadata_is_fuzzy = False
    book.header = ""
    book.save()


if __name__ == "__main__":
    collect()
    compile_all()
