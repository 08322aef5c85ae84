"""The worker behind the site: django-tasks' own, which also retries, recovers and keeps the clock.

Every task is safe to repeat: a task whose worker died is done again.
"""

import logging
import os
import socket
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from io import StringIO
from time import sleep

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from wagtail import hooks

from academy_site.foundation.models import WorkerHeartbeat
from academy_site.foundation.selectors import INDEX_TASKS

logger = logging.getLogger(__name__)

# Seconds before the second, third, fourth and fifth attempt.
BACK_OFF = (10, 60, 300, 1800)
MAX_ATTEMPTS = len(BACK_OFF) + 1
# A worker is taken for dead when it was silent for so many beats.
SILENT_BEATS = 6


def fresh_worker_id() -> str:
    """Return an id that no other worker has, readable: machine, process, and something unique."""
    return f"{socket.gethostname()[:24]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"


def settle_the_gone() -> int:
    """Count as done what was to be indexed and is not there any more. Return how many.

    Nothing is left to do: the index forgets a thing when it is deleted.
    """
    gone = DBTaskResult.objects.failed().filter(
        task_path__in=INDEX_TASKS, exception_class_path__endswith=".DoesNotExist"
    )
    return gone.update(status=TaskResultStatus.SUCCESSFUL, exception_class_path="", traceback="")


def retry_failed(now: datetime) -> int:
    """Let failed tasks run again after a pause that grows, until their fifth attempt. Return how many."""
    settle_the_gone()
    again = 0
    with transaction.atomic():
        for row in DBTaskResult.objects.failed().select_for_update(skip_locked=True):
            attempts = len(row.worker_ids)
            if not 1 <= attempts < MAX_ATTEMPTS:
                continue
            row.status = TaskResultStatus.READY
            row.run_after = (row.finished_at or now) + timedelta(seconds=BACK_OFF[attempts - 1])
            row.finished_at = None
            row.save(update_fields=["status", "run_after", "finished_at"])
            again += 1
    return again


def recover_orphans(now: datetime) -> int:
    """Give the running tasks of dead workers back to the queue. Return how many.

    A task that took five workers with it stays failed.
    """
    WorkerHeartbeat.objects.filter(alive_until__lt=now).delete()
    with transaction.atomic():
        running = list(DBTaskResult.objects.running().select_for_update(skip_locked=True))
        # Read after the tasks: a worker says that it lives before it takes one.
        alive = set(WorkerHeartbeat.objects.values_list("worker_id", flat=True))
        orphans = [row for row in running if not row.worker_ids or row.worker_ids[-1] not in alive]
        for row in orphans:
            if len(row.worker_ids) >= MAX_ATTEMPTS:
                row.status, row.finished_at = TaskResultStatus.FAILED, now
                row.traceback = row.traceback or "The worker died during each attempt."
            else:
                row.status = TaskResultStatus.READY
            row.save(update_fields=["status", "finished_at", "traceback"])
    return len(orphans)


class Housekeeper(threading.Thread):
    """Runs beside the tasks of one worker: its heartbeat, and the chores of the clock.

    Of several workers only the oldest does the chores. Apps add theirs with the hook
    `construct_worker_chores`, called with a list of (function without arguments, pause).
    """

    def __init__(self, worker_id: str, beat: float):
        super().__init__(name="housekeeper", daemon=True)
        self.worker_id, self.beat = worker_id, beat
        self.started = timezone.now()
        self.stopped = threading.Event()
        minute, day = timedelta(minutes=1), timedelta(days=1)
        self._chores: list[tuple[Callable[[], object], timedelta]] = [
            (lambda: recover_orphans(timezone.now()), timedelta(seconds=3 * beat)),
            (lambda: retry_failed(timezone.now()), minute),
            (lambda: call_command("publish_scheduled", stdout=StringIO()), minute),
            (lambda: call_command("prune_db_task_results", queue_name="*", verbosity=0), day),
            (lambda: call_command("clearsessions"), day),
        ]
        for contribute in hooks.get_hooks("construct_worker_chores"):
            contribute(self._chores)
        self._due = [self.started for _ in self._chores]

    def run(self) -> None:
        """Beat until told to stop. A fault is logged, and the next beat tries again."""
        while not self.stopped.is_set():
            try:
                self.sign_of_life()
                if self.is_first():
                    self.do_chores()
            except Exception:
                logger.exception("The worker's housekeeping failed")
            close_old_connections()
            self.stopped.wait(self.beat)
        connection.close()

    def sign_of_life(self) -> None:
        """Say that this worker lives and for how long that may be believed."""
        now = timezone.now()
        WorkerHeartbeat.objects.update_or_create(
            worker_id=self.worker_id,
            defaults={
                "started_at": self.started,
                "seen_at": now,
                "alive_until": now + timedelta(seconds=SILENT_BEATS * self.beat),
            },
        )

    def stop(self) -> None:
        """End the thread and take leave, so that a task left behind is recovered at once."""
        self.stopped.set()
        if self.is_alive():
            self.join(timeout=5)
        with suppress(DatabaseError):
            WorkerHeartbeat.objects.filter(worker_id=self.worker_id).delete()

    def is_first(self) -> bool:
        """Tell whether this is the oldest living worker."""
        living = WorkerHeartbeat.objects.filter(alive_until__gte=timezone.now()).order_by("started_at", "worker_id")
        return living.values_list("worker_id", flat=True).first() == self.worker_id

    def do_chores(self) -> None:
        """Do what is due."""
        for place, (chore, pause) in enumerate(self._chores):
            now = timezone.now()
            if now >= self._due[place]:
                self._due[place] = now + pause
                # One that fails must not keep the others from their turn.
                try:
                    chore()
                except Exception:
                    logger.exception("A chore of the worker failed")


class AcademyWorker(Worker):
    """Works through the queue until it is told to stop, also past a fault of the database."""

    def __init__(self, *, interval: float, beat: float, batch: bool = False):
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=fresh_worker_id(),
        )
        self.beat = beat

    def run(self) -> None:
        """Work until stopped."""
        while self.running:
            # A new name each time: what the last one was at when the database failed is an orphan.
            self.worker_id = fresh_worker_id()
            housekeeper = Housekeeper(self.worker_id, self.beat)
            try:
                housekeeper.sign_of_life()
                housekeeper.start()
                super().run()
                return
            except DatabaseError:
                logger.exception("The database failed the worker, it starts again")
            finally:
                housekeeper.stop()
            connection.close()
            sleep(self.beat)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Run one task; when it fails, put it back with a pause."""
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            retry_failed(timezone.now())
