"""How every process learns, on its next request, that public content changed.

The stamp is the modification time and number of a file that all processes share, or a row in the
database when the academy runs on more than one machine. Reading the file costs two microseconds.
"""

import os
import time
import uuid
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")

# What a memo keeps at most, whatever arguments it is asked with.
MOST_RESULTS = 1000

_of_this_request: ContextVar[str | None] = ContextVar("content_stamp", default=None)
_changed_here: ContextVar[bool] = ContextVar("content_changed_in_transaction", default=False)


def _read() -> str:
    if settings.ACADEMY_CONTENT_STAMP == "database":
        row = apps.get_model("foundation", "ContentStamp").objects.first()
        return str(row.value) if row else ""
    try:
        file = os.stat(settings.ACADEMY_CONTENT_STAMP)  # noqa: PTH116 - a third of the cost of a Path
        return f"{file.st_mtime_ns}-{file.st_ino}"
    except FileNotFoundError:
        return ""


def _write() -> None:
    if settings.ACADEMY_CONTENT_STAMP == "database":
        stamps = apps.get_model("foundation", "ContentStamp").objects
        stamps.update_or_create(pk=1, defaults={"value": uuid.uuid4()})
    else:
        path = Path(settings.ACADEMY_CONTENT_STAMP)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
        fresh.touch()
        # The clock of the file system stands still for milliseconds: two changes could look like one.
        now = time.time_ns()
        os.utime(fresh, ns=(now, now))
        fresh.replace(path)
    if _of_this_request.get() is not None:
        _of_this_request.set(_read())


def current() -> str:
    """Return the stamp as this request sees it, or as it is now outside of a request."""
    known = _of_this_request.get()
    return _read() if known is None else known


def is_latest(known: str) -> bool:
    """Say whether this stamp, read some time ago, still holds."""
    return _read() == known


def _in_transaction() -> bool:
    # Django marks the transaction around a test, in which all of the test stands for what is committed.
    return any(not block._from_testcase for block in connection.atomic_blocks)  # type: ignore[attr-defined]


def is_unsettled() -> bool:
    """Say whether the running transaction changed content: what is kept may be older, what is read may be undone."""
    if _changed_here.get() and not _in_transaction():
        _changed_here.set(False)
    return _changed_here.get()


def may_keep(known: str) -> bool:
    """Say whether others may be given what was made under this stamp.

    Not when content changed since, and not what was made in a transaction, which may be undone.
    """
    return not _in_transaction() and is_latest(known)


@contextmanager
def fixed_for_request():
    """Read the stamp once for a whole request, so that it is answered from one state of the content."""
    token = _of_this_request.set(_read())
    try:
        yield
    finally:
        _of_this_request.reset(token)


def touch() -> None:
    """Say that public content changed: when the running transaction commits, and a file at once, too.

    Another process may read the old content until then. A row of the database waits for the end: written
    in the transaction, it would let every other change of content wait. Until the end nothing is taken
    from memory here, and nothing put there.
    """
    if connection.in_atomic_block:
        _changed_here.set(_in_transaction())
        transaction.on_commit(_write)
    if not connection.in_atomic_block or settings.ACADEMY_CONTENT_STAMP != "database":
        _write()


def stamped(function: Callable[P, R]) -> Callable[P, R]:
    """Keep the results of a function in this process until public content changes.

    Arguments must be hashable; results are shared between threads and must not be changed. In a
    transaction nothing is kept, and once it changed content, nothing that was kept is used.
    """
    kept: dict[Any, Any] = {}
    state = {"stamp": ""}
    lock = Lock()

    @wraps(function)
    def keeper(*args: P.args, **kwargs: P.kwargs) -> R:
        if is_unsettled():
            return function(*args, **kwargs)
        now = current()
        key = (now, args, tuple(sorted(kwargs.items())))
        try:
            return kept[key]
        except KeyError:
            pass
        result = function(*args, **kwargs)
        if _in_transaction():
            return result
        with lock:
            if state["stamp"] != now or len(kept) >= MOST_RESULTS:
                kept.clear()
                state["stamp"] = now
            kept[key] = result
        return result

    return keeper
