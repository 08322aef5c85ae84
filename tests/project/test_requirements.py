"""Requirements are locked with hashes, in the same versions for running and for developing."""

import re
import tomllib

from tests.project.tree import ROOT

PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def _locked(file: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in PIN.findall((ROOT / file).read_text()):
        found.setdefault(name, set()).add(version)
    return found


def _asked(entries: list[str]) -> set[str]:
    return {NAME.match(entry).group(0).lower() for entry in entries}


def test_what_runs_is_what_is_developed_with():
    developed = _locked("requirements-dev.txt")
    assert {
        name: versions for name, versions in _locked("requirements.txt").items() if developed[name] != versions
    } == {}


def test_everything_asked_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert _asked(project["project"]["dependencies"]) - set(_locked("requirements.txt")) == set()
    assert _asked(project["dependency-groups"]["dev"]) - set(_locked("requirements-dev.txt")) == set()


def test_every_version_has_hashes():
    for file in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"\n(?=[a-z0-9])", (ROOT / file).read_text().strip())
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_there_is_one_lock():
    assert [name for name in ("uv.lock", "poetry.lock", "Pipfile.lock") if (ROOT / name).exists()] == []
