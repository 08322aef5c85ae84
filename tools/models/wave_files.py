"""Files that the worker makes for a wave: sheets of slips, and letters."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from tools.enums import ReportState, WaveFileKind
from tools.models.waves import CodeBatch, Wave


class WaveFile(models.Model):
    """A file for printing. What is in it is sealed; codes are in no row but here, for an hour at most.

    It belongs to the school: who asked for it is not kept.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=WaveFileKind)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    batch = models.OneToOneField(CodeBatch, on_delete=models.CASCADE, related_name="file", null=True, blank=True)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    # Until it is made: the codes. Then the file.
    content = models.BinaryField(blank=True)
    fetched = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("file of a wave")
        verbose_name_plural = _("files of waves")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=WaveFileKind.SLIPS, batch__isnull=False)
                | (~models.Q(kind=WaveFileKind.SLIPS) & models.Q(batch__isnull=True)),
                name="wave_file_of_slips_has_a_pile",
            )
        ]

    def __str__(self):
        return self.kind
