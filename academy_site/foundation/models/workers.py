"""Which workers live, so that the tasks of a dead one are found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkerHeartbeat(models.Model):
    """A worker that works through the queue. Its tasks are its own until `alive_until`."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    alive_until = models.DateTimeField()

    class Meta:
        default_permissions = ()
        # The health report has no model of its own; this is the one it reads.
        permissions = [("view_health", _("Can see the health report"))]

    def __str__(self):
        return self.worker_id
