"""Tasks that the worker's tests put into the queue. Each leaves a line in the file of its name."""

import time
from pathlib import Path

from django_tasks import task


def _note(path: str, line: str) -> int:
    with Path(path).open("a") as file:
        file.write(f"{line}\n")
    return len(Path(path).read_text().splitlines())


@task
def note(path: str) -> str:
    """Work."""
    _note(path, "done")
    return "done"


@task
def hang_at_first(path: str) -> str:
    """Hang at the first attempt, work at the second."""
    if _note(path, "begun") == 1:
        time.sleep(60)
    _note(path, "done")
    return "done"


@task
def fail_until(path: str, attempt: int) -> str:
    """Fail before this attempt."""
    if _note(path, "begun") < attempt:
        raise ValueError("Not yet")
    return "done"
