"""What the steward settles: who takes over a school without a coordinator, and which two schools are one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from academy_site.people.models.school import School


class SchoolClaim(models.Model):
    """Somebody wants to coordinate a school that has no coordinator. Gone as soon as the steward has decided."""

    school = models.ForeignKey(School, models.CASCADE, related_name="claims")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    reason = models.TextField(_("how we can see that you work there"), max_length=500)
    asked_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("claim of a school")
        verbose_name_plural = _("claims of schools")
        default_permissions = ()
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "person"], name="school_claim_once_a_person")]

    def __str__(self):
        return str(self.pk)


class SchoolMerge(models.Model):
    """Two schools became one. What moved is kept for as long as it can be undone."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kept = models.ForeignKey(School, models.CASCADE, related_name="+")
    merged = models.ForeignKey(School, models.CASCADE, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    made_at = models.DateTimeField(default=now)
    undo_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    # `app_label.Model` and the field that leads to the school, joined by a dot -> keys of the rows that moved.
    moved = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("merge of two schools")
        verbose_name_plural = _("merges of schools")
        default_permissions = ()
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="school_merge_of_two"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="school_merge_once_until_undone"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__lte=F("undo_until")), name="school_merge_undone_in_time"
            ),
        ]

    def __str__(self):
        return str(self.key)
