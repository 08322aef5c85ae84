"""The files of the project, for rules that hold for all of them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("academy_site", "tools", "courses", "community")
NOT_OURS = {".git", ".venv", "var", "build", "node_modules", "__pycache__"}


@cache
def files() -> list[Path]:
    """Return all files that are, or would be, tracked; without git, all that lie there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in paths if path.is_file())


def of(*suffixes: str, apps_only: bool = False) -> list[Path]:
    """Return the files with these endings."""
    return [
        path
        for path in files()
        if path.suffix in suffixes and (not apps_only or path.relative_to(ROOT).parts[0] in APPS)
    ]


def name(path: Path) -> str:
    """Return the path as a reader of a failure wants it."""
    return str(path.relative_to(ROOT))
