"""What the worker does for teachers and schools. Safe to repeat. A task is told a key and nothing else."""

import traceback
from uuid import UUID

from django_tasks import task

from tools.services import reporting, wave_files


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
        raise _placed(fault) from None


@task()
def make_wave_file(key: str) -> None:
    """Make slips or a letter that a coordinator asked for; the worker tries again when it fails."""
    file = wave_files.begun(UUID(key))
    if file is None:
        return
    try:
        # WeasyPrint is loaded here, and so by the worker only.
        from tools.wave_pages import made  # noqa: PLC0415

        wave_files.finish(file, made(file, wave_files.progress_of(file)))
    except Exception as fault:
        wave_files.give_up(file)
        raise _placed(fault) from None


def _placed(fault: Exception) -> NotMadeError:
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return NotMadeError(f"{type(fault).__name__} in {last.name}, line {last.lineno}")
