"""Nothing that we start outlives us."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.postgres import NoPostgresError, server_programs, temporary_cluster
from scripts.processes import ROOT, end, start

PARENT_OF_A_SLEEPER = (
    "import signal, subprocess, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print(subprocess.Popen(['sleep', '600']).pid, flush=True); time.sleep(600)"
)


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def is_gone(pid: int, patience: float = 10) -> bool:
    """Wait until a process is gone."""
    until = time.monotonic() + patience
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_alive(pid)


def test_end_reaches_grandchildren_and_the_deaf():
    parent = start([sys.executable, "-c", PARENT_OF_A_SLEEPER], stdout=subprocess.PIPE, text=True)
    with parent.stdout as output:
        sleeper = int(output.readline())
    end([parent], patience=0.5)
    assert (is_gone(sleeper), parent.returncode) == (True, -signal.SIGKILL)


def test_a_child_ends_when_we_are_killed():
    code = (
        "from scripts.processes import start; import time; "
        "print(start(['sleep', '600']).pid, flush=True); time.sleep(600)"
    )
    us = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with us.stdout as output:
        child = int(output.readline())
    us.kill()
    us.wait()
    assert is_gone(child)


@pytest.mark.skipif(server_programs() is None, reason="PostgreSQL is not on this machine.")
def test_a_cluster_leaves_nothing_behind_after_a_failure():
    with pytest.raises(NoPostgresError), temporary_cluster() as cluster:  # noqa: PT012
        postmaster = int((cluster.socket / "data" / "postmaster.pid").read_text().split()[0])
        owner = Path(f"/proc/{postmaster}").stat().st_uid
        cluster.sql("SELECT nonsense")
    assert (is_gone(postmaster), cluster.socket.exists(), owner != 0) == (True, False, True)
