"""The steward's health report."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from wagtail import hooks

from academy_site.foundation import health_items, health_report, stamp
from academy_site.foundation.health_report import HealthItem
from academy_site.foundation.models import AcademySettings, WorkerHeartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward(person):
    """Someone who may enter the admin and see the report."""
    someone = person()
    codes = ["access_admin", "view_health"]
    someone.user_permissions.set(Permission.objects.filter(codename__in=codes))
    return someone


def test_the_report_for_a_steward(steward, sign_in):
    page = sign_in(steward).get(reverse("academy_health"))
    assert page.status_code == 200
    assert sorted(item.title for item in page.context["items"]) == [
        "Cache", "Database", "Disk", "Mail", "Migrations", "Operator", "PDF", "Post", "Schools", "Search", "Tasks",
        "Translations", "Worker",
    ]  # fmt: skip
    assert b"No worker was seen" in page.content


def test_attention_comes_first(steward, sign_in):
    items = sign_in(steward).get(reverse("academy_health")).context["items"]
    assert [item.good for item in items] == sorted(item.good for item in items)


def test_only_with_the_permission(person, sign_in):
    someone = person()
    someone.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    answer = sign_in(someone).get(reverse("academy_health"))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("wagtailadmin_home")


def test_an_app_adds_a_line(rf):
    def contribute(items, request):
        items.append(HealthItem("Webs", True, "All spun."))

    with hooks.register_temporarily("construct_health_report", contribute):
        assert HealthItem("Webs", True, "All spun.") in health_report.health_items(rf.get("/"))


def test_a_question_that_fails_is_a_line():
    def question():
        raise OSError("no room")

    assert health_report.asked("Disk", question) == HealthItem("Disk", False, "This could not be found out: no room")


def test_worker_seen():
    now = timezone.now()
    WorkerHeartbeat.objects.create(worker_id="a", started_at=now, seen_at=now, alive_until=now)
    assert health_items.worker() == (True, "1 worker is at work.")
    WorkerHeartbeat.objects.update(seen_at=now - timedelta(minutes=3))
    assert not health_items.worker()[0]


def queue(status, **fields):
    fields = {"args_kwargs": {}, "task_path": "a.b", "backend_name": "default", "run_after": timezone.now()} | fields
    return DBTaskResult.objects.create(status=status, **fields)


def test_tasks_waiting_and_failed():
    DBTaskResult.objects.all().delete()
    assert health_items.tasks() == (True, "0 tasks wait.")
    queue("READY")
    assert health_items.tasks() == (True, "1 task waits.")
    queue("FAILED")
    assert health_items.tasks() == (False, "1 task waits. 1 failed after 5 attempts.")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=2), status="READY")
    assert health_items.tasks() == (False, "2 tasks wait. The oldest has waited for more than an hour.")


def test_operator():
    AcademySettings.objects.all().delete()
    stamp.touch()
    assert not health_items.operator()[0]
    AcademySettings.objects.create(operator="Team", contact="team@academy.example")
    stamp.touch()
    assert health_items.operator() == (True, "The texts name Team.")


def test_missing_native_library(tmp_path, monkeypatch):
    """A broken WeasyPrint is one line of the report."""
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0\\nMore words')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(tmp_path)
    # Another test may have made a report in this process.
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    health_items._pdf_fault.cache_clear()
    assert health_items.pdf() == (False, "PDF is off: cannot load library libpango-1.0-0.")
    assert "weasyprint" not in sys.modules
    health_items._pdf_fault.cache_clear()


def test_the_fault_of_pdf_is_told_each_reader_in_their_language(monkeypatch):
    monkeypatch.setattr(health_items, "find_spec", lambda name: None)
    health_items._pdf_fault.cache_clear()
    with translation.override("pl"):
        assert "WeasyPrint nie jest zainstalowany" in health_items.pdf()[1]
    with translation.override("en"):
        assert health_items.pdf() == (False, "PDF is off: WeasyPrint is not installed.")
    health_items._pdf_fault.cache_clear()


def test_web_start_does_not_import_weasyprint(settings):
    code = "import academy_site.wsgi, sys; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, check=False).returncode == 0


def test_translations_with_gaps(academy):
    from wagtail_localize.models import StringTranslation

    assert health_items.translations() == (True, "Every translation is complete.")
    StringTranslation.objects.first().delete()
    good, sentence = health_items.translations()
    assert (good, sentence.startswith("1 translation has gaps.")) == (False, True)
    assert health_items.search_index() == (True, "Every page is in the index.")
