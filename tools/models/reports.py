"""Files that the worker makes for one teacher: kept sealed, for a few days."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from tools.enums import ReportKind, ReportState
from tools.models.instrument import Instrument


class GrowthReport(models.Model):
    """A growth report (PDF) or a picture of one web (PNG). Its task is told the key and nothing else."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=3, choices=ReportKind)
    language = models.CharField(_("language"), max_length=10)
    # The web that a picture shows.
    response = models.UUIDField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=ReportState, default=ReportState.WAITING)
    progress = models.PositiveSmallIntegerField(_("progress in percent"), default=0)
    # Sealed for its person; None until it is ready.
    content = models.BinaryField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="report_progress_in_percent"),
            models.CheckConstraint(
                condition=~Q(state=ReportState.READY.value) | Q(content__isnull=False), name="report_ready_has_content"
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="reports_to_forget")]

    def __str__(self):
        return str(self.key)
