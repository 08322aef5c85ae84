"""`make run`: it opens, it is shut with Ctrl-C, and then nothing is left running."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from scripts import run
from scripts.databases import DEMO_PASSWORD
from scripts.processes import ROOT
from tests.browser import copy_of_academy, free_port

SECONDS_TO_OPEN = 60


@pytest.fixture
def environment(tmp_path) -> dict:
    """A prepared academy in a folder of its own, at a free port."""
    copy_of_academy(tmp_path)
    return {
        **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        "ACADEMY_VAR": str(tmp_path),
        "ACADEMY_DEMO_PASSWORD": DEMO_PASSWORD,
        "PORT": str(free_port()),
    }


def of_this_academy(folder: str) -> list[str]:
    """Return the commands of the processes that work in this folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"ACADEMY_VAR={folder}".encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def opened(process: subprocess.Popen) -> str:
    """Return what was printed until the academy was open."""
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            return said
    pytest.fail(f"It did not open:\n{said}")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_opens_and_leaves_nothing_running(environment, number):
    database = Path(environment["ACADEMY_VAR"]) / "academy.sqlite3"
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said = opened(process)
    port = environment["PORT"]
    for host in ("localhost", "127.0.0.1"):
        with urllib.request.urlopen(f"http://{host}:{port}/healthz") as answer:
            assert answer.status == 200
    os.killpg(process.pid, number)
    process.communicate(timeout=30)
    time.sleep(0.2)
    assert of_this_academy(environment["ACADEMY_VAR"]) == []
    assert (f"http://localhost:{port}/" in said, "editor@academy.example" in said) == (True, True)
    assert database.exists()


def test_a_port_in_use_is_said_at_once(environment):
    import socket

    with socket.socket() as other:
        other.bind((run.HOST, int(environment["PORT"])))
        other.listen()
        said = subprocess.run(
            [sys.executable, "-m", "scripts.run"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert (said.returncode, "is in use" in said.stdout) == (1, True)
