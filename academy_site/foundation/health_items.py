"""What the ground floor says in the health report."""

import shutil
import subprocess
import sys
from datetime import timedelta
from functools import cache as once
from importlib.util import find_spec

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django_tasks_db.models import DBTaskResult
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from academy_site.foundation import health, selectors
from academy_site.foundation.health_report import HealthItem, asked
from academy_site.foundation.models import WorkerHeartbeat
from academy_site.foundation.worker import MAX_ATTEMPTS

Answer = tuple[bool, str]
_SILENT = timedelta(minutes=2)
_LITTLE_SPACE = 1_000_000_000
_IMPORT_PDF = """
try:
    import weasyprint
except Exception as fault:
    print(next(iter(str(fault).splitlines()), type(fault).__name__))
"""


@hooks.register("construct_health_report")
def ground_floor(items: list[HealthItem], request) -> None:
    """Add the lines about the machinery below all apps."""
    items += [
        asked(_("Database"), database),
        asked(_("Migrations"), migrations),
        asked(_("Cache"), cache_table),
        asked(_("Worker"), worker),
        asked(_("Tasks"), tasks),
        asked(_("Mail"), mail),
        asked(_("PDF"), pdf),
        asked(_("Search"), search_index),
        asked(_("Translations"), translations),
        asked(_("Operator"), operator),
        asked(_("Disk"), disk),
    ]


def database() -> Answer:
    """Name the engine, and whether SQLite can be read while it is written."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            version = cursor.fetchone()[0]
            cursor.execute("PRAGMA journal_mode")
            mode = cursor.fetchone()[0].upper()
            return mode == "WAL", _("SQLite %(version)s, journal mode %(mode)s.") % {"version": version, "mode": mode}
        cursor.execute("SHOW server_version")
        return True, f"{connection.display_name} {cursor.fetchone()[0]}."


def migrations() -> Answer:
    """Say whether the database has the shape that the code expects."""
    state = health.migrations_state()
    return state == health.GOOD, _("All are applied.") if state == health.GOOD else state


def cache_table() -> Answer:
    """Write and read one value."""
    cache.set("health", "kept", 10)
    kept = cache.get("health") == "kept"
    return kept, _("It keeps what it is given.") if kept else _("It does not keep what it is given.")


def worker() -> Answer:
    """Say when a worker was last seen."""
    seen = WorkerHeartbeat.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    if seen is None or seen < timezone.now() - _SILENT:
        return False, _("No worker was seen in the last two minutes. Nothing is done in the background.")
    count = WorkerHeartbeat.objects.filter(seen_at__gte=timezone.now() - _SILENT).count()
    return True, ngettext("%(count)d worker is at work.", "%(count)d workers are at work.", count) % {"count": count}


def tasks() -> Answer:
    """Count the tasks that are due, and those given up."""
    counts = dict(DBTaskResult.objects.order_by().values_list("status").annotate(count=Count("pk")))
    waiting, failed = counts.get("READY", 0), counts.get("FAILED", 0)
    sentence = ngettext("%(count)d task waits.", "%(count)d tasks wait.", waiting) % {"count": waiting}
    if failed:
        given_up = ngettext(
            "%(count)d failed after %(attempts)d attempts.",
            "%(count)d failed after %(attempts)d attempts each.",
            failed,
        )
        sentence += " " + given_up % {"count": failed, "attempts": MAX_ATTEMPTS}
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    late = oldest is not None and oldest < timezone.now() - timedelta(hours=1)
    if late:
        sentence += " " + _("The oldest has waited for more than an hour.")
    return not failed and not late, sentence


def mail() -> Answer:
    """Say where mail goes."""
    backend = settings.ACADEMY_MAIL_BACKEND
    if backend.endswith(".smtp.EmailBackend"):
        return True, _("Mail goes out through %(host)s.") % {"host": settings.EMAIL_HOST}
    if settings.ACADEMY_OUTBOX:
        return settings.ACADEMY_DEMO, _("Mail stays on this machine and is read at /outbox/.")
    return False, _("Mail does not leave this machine (%(backend)s).") % {"backend": backend}


@once
def _pdf_fault() -> str | Promise:
    """Return what is wrong, or ``. Kept for readers of all languages, so it is translated when it is shown."""
    if find_spec("weasyprint") is None:
        return gettext_lazy("WeasyPrint is not installed")
    # In a process of its own: the library is heavy, and a broken one must not reach the web server.
    run = subprocess.run([sys.executable, "-c", _IMPORT_PDF], capture_output=True, text=True, timeout=60, check=False)
    lines = run.stdout.strip().splitlines()
    if lines:
        return lines[-1]
    return "" if run.returncode == 0 else gettext_lazy("it cannot be started")


def pdf() -> Answer:
    """Say whether PDF files can be made. Found out once for each process."""
    fault = str(_pdf_fault())
    return not fault, _("PDF is off: %(fault)s.") % {"fault": fault.rstrip(".")} if fault else _(
        "PDF files can be made."
    )


def search_index() -> Answer:
    """Compare the index with the pages."""
    from wagtail.search.models import IndexEntry  # noqa: PLC0415

    indexed = IndexEntry.objects.filter(content_type__in=Page.objects.order_by().values("content_type").distinct())
    missing = Page.objects.filter(depth__gt=1).count() - indexed.count()
    if missing > 0:
        sentence = ngettext(
            "Search cannot find %(count)d page. `manage.py update_index` mends that.",
            "Search cannot find %(count)d pages. `manage.py update_index` mends that.",
            missing,
        )
        return False, sentence % {"count": missing}
    return True, _("Every page is in the index.")


def translations() -> Answer:
    """Count the translations with gaps, and the sources that changed since translators got them."""
    segment = StringSegment.objects.filter(source=OuterRef("source")).annotate(
        written=Exists(
            StringTranslation.objects.filter(
                translation_of=OuterRef("string"),
                context=OuterRef("context"),
                locale=OuterRef(OuterRef("target_locale")),
                has_error=False,
            )
        )
    )
    gaps = Translation.objects.filter(Exists(segment.filter(written=False)), enabled=True).count()
    published = Page.objects.filter(translation_key=OuterRef("object_id"), locale=OuterRef("locale"), live=True)
    changed = (
        TranslationSource.objects.filter(Exists(Translation.objects.filter(source=OuterRef("pk"), enabled=True)))
        .annotate(published=Subquery(published.values("last_published_at")[:1]))
        .filter(published__gt=F("last_updated_at") + timedelta(minutes=1))
        .count()
    )
    if not gaps and not changed:
        return True, _("Every translation is complete.")
    parts = [
        ngettext("%(count)d translation has gaps.", "%(count)d translations have gaps.", gaps) % {"count": gaps}
        if gaps
        else "",
        ngettext(
            "%(count)d page changed after its translators last saw it.",
            "%(count)d pages changed after their translators last saw them.",
            changed,
        )
        % {"count": changed}
        if changed
        else "",
    ]
    return False, " ".join(part for part in parts if part)


def operator() -> Answer:
    """Say whether the texts can name who runs the academy."""
    said = selectors.academy_settings()
    if said.operator and said.contact:
        return True, _("The texts name %(operator)s.") % {"operator": said.operator}
    return False, _("Nobody has said yet who runs this academy and how to reach them (Settings, About this academy).")


def disk() -> Answer:
    """Say how much room is left where the academy keeps its files."""
    free = shutil.disk_usage(settings.VAR_DIR).free
    return free > _LITTLE_SPACE, _("%(free).1f GB are free.") % {"free": free / 1e9}
