"""The wish of a person to leave, until it is carried out or taken back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Departure(models.Model):
    """A person who asked to leave, with what they chose for each kind of data. Gone with the person."""

    person = models.OneToOneField("people.User", models.CASCADE, related_name="departure")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # Key of an ending -> key of the fate they chose.
    choices = models.JSONField(default=dict, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__gt=F("asked_at")),
                name="departure_leaves_time_to_undo",
                violation_error_message=_("There must be time to take it back."),
            )
        ]

    def __str__(self):
        return f"{self.person_id}: {self.due_at:%Y-%m-%d}"
