"""The worker retries, recovers what a dead worker left, and keeps the clock."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from modelsearch import tasks as index
from wagtail import hooks
from wagtail.models import Page

from academy_site.foundation import worker
from academy_site.foundation.models import WorkerHeartbeat
from tests.foundation import queued

pytestmark = pytest.mark.django_db


def work() -> None:
    """Do what a worker does once it has taken a task, for each that is ready."""
    hand = worker.AcademyWorker(interval=0, beat=10)
    while (row := DBTaskResult.objects.ready().first()) is not None:
        row.claim("hand")
        hand.run_task(row)


def pass_the_pause() -> None:
    """Let the time pass that a failed task waits."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def row_of(result) -> DBTaskResult:
    return DBTaskResult.objects.get(pk=result.id)


def test_a_failed_task_is_retried_with_growing_pauses(tmp_path):
    result = queued.fail_until.enqueue(str(tmp_path / "log"), 4)
    pauses = []
    for _ in range(3):
        before = timezone.now()
        work()
        row = row_of(result)
        assert row.status == "READY"
        pauses.append(round((row.run_after - before).total_seconds()))
        pass_the_pause()
    work()
    row = row_of(result)
    assert (row.status, row.return_value, row.traceback, pauses) == ("SUCCESSFUL", "done", "", [10, 60, 300])


def test_after_five_attempts_a_task_stays_failed(tmp_path):
    log = tmp_path / "log"
    result = queued.fail_until.enqueue(str(log), 100)
    for _ in range(7):
        work()
        pass_the_pause()
    row = row_of(result)
    assert (row.status, row.exception_class_path) == ("FAILED", "builtins.ValueError")
    assert "Not yet" in row.traceback
    assert log.read_text() == "begun\n" * 5


def test_what_was_deleted_before_it_was_indexed_is_done(tmp_path):
    page = Page.objects.filter(depth=2).first()
    page.title = "Gone soon"
    page.save_revision().publish()
    page.delete()
    other = queued.fail_until.enqueue(str(tmp_path / "log"), 100)
    work()
    assert set(DBTaskResult.objects.exclude(pk=other.id).values_list("status", "traceback")) == {("SUCCESSFUL", "")}
    assert {path.rpartition(".")[2] for path in DBTaskResult.objects.values_list("task_path", flat=True)} >= {
        "insert_or_update_object_task",
        "update_reference_index_task",
    }
    # Only of tasks of the index; this one looked for something that should be there.
    row = row_of(other)
    row.status, row.exception_class_path = "FAILED", "academy_site.people.models.User.DoesNotExist"
    row.save()
    worker.settle_the_gone()
    assert row_of(other).status == "FAILED"


def test_what_failed_five_times_since_it_was_gone_is_settled():
    index.insert_or_update_object_task.enqueue("wagtailcore", "page", "123456789")
    path = "wagtail.models.pages.Page.DoesNotExist"
    DBTaskResult.objects.update(status="FAILED", exception_class_path=path, worker_ids=list("abcde"))
    worker.Housekeeper("only", 10).do_chores()
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_a_task_that_waits_for_its_retry_is_not_run_before(tmp_path):
    log = tmp_path / "log"
    queued.fail_until.enqueue(str(log), 100)
    work()
    work()
    assert log.read_text() == "begun\n"


def running_row(result, *worker_ids: str) -> DBTaskResult:
    row = row_of(result)
    row.status, row.worker_ids, row.started_at = "RUNNING", list(worker_ids), timezone.now()
    row.save()
    return row


def beat(worker_id: str, seconds: int) -> None:
    now = timezone.now()
    WorkerHeartbeat.objects.create(
        worker_id=worker_id, started_at=now, seen_at=now, alive_until=now + timedelta(seconds=seconds)
    )


@pytest.mark.parametrize(
    ("worker_ids", "status"),
    [
        (["living"], "RUNNING"),
        (["dead", "living"], "RUNNING"),
        (["silent"], "READY"),
        (["living", "unknown"], "READY"),
        (["a", "b", "c", "d", "unknown"], "FAILED"),
    ],
)
def test_tasks_of_dead_workers_return(tmp_path, worker_ids, status):
    beat("living", 60)
    beat("silent", -1)
    result = queued.note.enqueue(str(tmp_path / "log"))
    running_row(result, *worker_ids)
    worker.recover_orphans(timezone.now())
    assert row_of(result).status == status
    assert list(WorkerHeartbeat.objects.values_list("worker_id", flat=True)) == ["living"]


def test_the_oldest_worker_does_the_chores():
    first, second = worker.Housekeeper("first", 10), worker.Housekeeper("second", 10)
    first.sign_of_life()
    second.sign_of_life()
    assert (first.is_first(), second.is_first()) == (True, False)
    first.stop()
    assert second.is_first()


def test_a_page_goes_live_at_its_time():
    page = Page.objects.filter(depth=2).first()
    page.title = "Of tomorrow"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert page.revisions.latest("pk").approved_go_live_at
    page.revisions.update(approved_go_live_at=timezone.now() - timedelta(seconds=1))
    keeper = worker.Housekeeper("only", 10)
    keeper.do_chores()
    assert Page.objects.get(pk=page.pk).title == "Of tomorrow"


def test_old_results_are_cleared_away(tmp_path):
    old, fresh = (queued.note.enqueue(str(tmp_path / "log")) for _ in range(2))
    work()
    DBTaskResult.objects.filter(pk=old.id).update(finished_at=timezone.now() - timedelta(days=15))
    worker.Housekeeper("only", 10).do_chores()
    assert list(DBTaskResult.objects.values_list("pk", flat=True)) == [row_of(fresh).pk]


@pytest.fixture
def start_worker(transactional_db, database_url):
    """Return a function that starts a real worker process; the fixture ends what is left."""
    environment = {
        **os.environ,
        "TEST_DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "academy_site.settings.test",
    }
    started = []

    def start():
        command = [sys.executable, "manage.py", "run_worker", "--interval", "0.1", "--beat", "0.3"]
        started.append(subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_until(true, seconds=90):
    """Wait for a state that another process brings about."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_a_killed_worker_loses_no_task(start_worker, tmp_path):
    log = tmp_path / "log"
    result = queued.hang_at_first.enqueue(str(log))
    doomed = start_worker()
    wait_until(lambda: log.exists() and log.read_text() == "begun\n")
    doomed.send_signal(signal.SIGKILL)
    doomed.wait()
    assert row_of(result).status == "RUNNING"

    heir = start_worker()
    wait_until(lambda: row_of(result).status == "SUCCESSFUL")
    assert log.read_text() == "begun\nbegun\ndone\n"
    assert len(row_of(result).worker_ids) == 2

    heir.send_signal(signal.SIGTERM)
    assert heir.wait(timeout=10) == 0
    assert not WorkerHeartbeat.objects.filter(alive_until__gte=timezone.now()).exists()


def test_apps_add_chores_and_one_that_fails_keeps_no_other_from_its_turn():
    done = []

    def fail():
        done.append("failed")
        raise ValueError("This chore fails")

    def add(chores):
        chores += [(fail, timedelta(days=1)), (lambda: done.append("done"), timedelta(days=1))]

    with hooks.register_temporarily("construct_worker_chores", add):
        keeper = worker.Housekeeper("only", 10)
    keeper.do_chores()
    keeper.do_chores()
    assert done == ["failed", "done"]
