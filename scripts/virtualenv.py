"""The virtual environment: made once, filled from the locked requirements, left alone while they stand."""

import hashlib
import os
import shutil
import subprocess
import sys

from scripts.processes import ROOT

FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
RUN = "requirements.txt"
# Holds everything of RUN in the same versions.
DEVELOP = "requirements-dev.txt"


class SetUpError(Exception):
    """The set-up can't go on; the message says why and what to do."""


def ready(requirements: str = RUN) -> None:
    """See that `.venv` holds these requirements, installing them only when they changed."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the system's Python may be older than ours
        raise SetUpError(f"The academy needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    _make()
    fingerprint = hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()
    stamp = FOLDER / f".installed-{requirements}"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    print(f"Installing {requirements} ...", flush=True)
    if not _install_with_uv(requirements):
        _install_with_pip(requirements)
    stamp.write_text(fingerprint)
    if requirements == DEVELOP:
        base = hashlib.sha256((ROOT / RUN).read_bytes()).hexdigest()
        (FOLDER / f".installed-{RUN}").write_text(base)


def _make() -> None:
    if PYTHON.exists() and _works([PYTHON, "-c", ""]):
        return
    print("Making .venv ...", flush=True)
    result = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", FOLDER],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if result.returncode:
        raise SetUpError(
            f"{result.stdout}{result.stderr}\nPython's venv is missing. On Debian and Ubuntu: "
            "apt-get install python3-venv"
        )


def _works(command: list) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _install_with_uv(requirements: str) -> bool:
    uv = shutil.which("uv")
    if uv is None:
        return False
    command = [uv, "pip", "install", "--python", str(PYTHON), "--require-hashes", "--compile-bytecode"]
    result = subprocess.run([*command, "-q", "-r", requirements], cwd=ROOT, check=False)
    if result.returncode:
        print("uv could not install them; trying pip.", flush=True)
    return result.returncode == 0


def _install_with_pip(requirements: str) -> None:
    if not _works([PYTHON, "-c", "import pip"]):
        _works([PYTHON, "-m", "ensurepip"])
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "-qq",
        "--require-hashes",
        "--no-deps",
        "-r",
        requirements,
    ]
    env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if subprocess.run(command, cwd=ROOT, check=False, env=env).returncode:
        raise SetUpError("The requirements could not be installed; the lines above say why.")
