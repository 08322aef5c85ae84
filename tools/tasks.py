"""What the worker does for teachers. Safe to repeat. A task is told a key and nothing else."""

import traceback
from uuid import UUID

from django_tasks import task

from tools.services import reporting


class NotMadeError(Exception):
    """A file could not be made. It says where, and never what was in it: the queue keeps the words of a fault."""


@task()
def make_report(key: str) -> None:
    """Make a file that a teacher asked for; the worker tries again when it fails."""
    report = reporting.begun(UUID(key))
    if report is None:
        return
    try:
        # matplotlib and WeasyPrint are loaded here, and so by the worker only.
        from tools.report_pages import made  # noqa: PLC0415

        reporting.finish(report, made(report, reporting.progress_of(report)))
    except Exception as fault:
        reporting.give_up(report)
        last = traceback.extract_tb(fault.__traceback__)[-1]
        place = f"{type(fault).__name__} in {last.name}, line {last.lineno}"
        raise NotMadeError(place) from None
