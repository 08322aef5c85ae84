"""Processes that never outlive the one that started them."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 10.0
_PR_SET_PDEATHSIG = 1


class Stopped(BaseException):
    """A signal asked us to end: Ctrl-C, `kill`, a closed terminal."""


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Turn the signals that end a program into `Stopped`, so that everything is cleared up on the way out."""
    kinds = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(number, frame):
        for kind in kinds:
            signal.signal(kind, signal.SIG_IGN)
        raise Stopped(signal.Signals(number).name)

    before = {kind: signal.signal(kind, stop) for kind in kinds}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def with_parent(number: int = signal.SIGTERM) -> Callable[[], None]:
    """Return what a child runs before it starts, so that it gets a signal when we die, even by SIGKILL."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def bind() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os._exit(1)

    return bind


def end_with_make() -> None:
    """Ask for SIGTERM when the `make` that started us is killed, so that we end in order all the same."""
    if os.environ.get("MAKELEVEL") and sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, **more) -> subprocess.Popen:
    """Start a program in a session of its own: Ctrl-C reaches us alone, and we end it in order."""
    return subprocess.Popen(
        [str(part) for part in command],
        env={**os.environ, **(env or {})},
        start_new_session=True,
        preexec_fn=with_parent(),  # noqa: PLW1509
        **{"cwd": ROOT, "stdin": subprocess.DEVNULL, **more},
    )


def end(processes: Sequence[subprocess.Popen], *, patience: float = PATIENCE) -> None:
    """End these programs and everything that they started: kindly first, then not."""
    for process in processes:
        _signal_group(process, signal.SIGTERM)
    until = time.monotonic() + patience
    for process in processes:
        try:
            process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
    for process in processes:
        _signal_group(process, signal.SIGKILL)
        process.wait()


def _signal_group(process: subprocess.Popen, number: int) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        pass


def first_to_end(processes: Sequence[subprocess.Popen]) -> subprocess.Popen:
    """Wait until one of these programs ends and return it."""
    while True:
        for process in processes:
            if process.poll() is not None:
                return process
        time.sleep(0.2)
