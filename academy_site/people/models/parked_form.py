"""A form that was sent when its person was not signed in any more."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.timezone import now


def fresh_key() -> str:
    """Return a key that nobody guesses."""
    return secrets.token_urlsafe(24)


class ParkedForm(models.Model):
    """What was posted, sealed for its person. How long it is kept is said in `people.parking`."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="parked_forms")
    key = models.CharField(max_length=64, unique=True, default=fresh_key)
    # Where it was sent to, with the query.
    path = models.TextField()
    sealed = models.BinaryField()
    # Of path and content, under a secret: the same form sent twice is parked once.
    digest = models.CharField(max_length=64)
    created = models.DateTimeField(default=now, db_index=True)

    class Meta:
        default_permissions = ()
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="parked_form_once_a_person"),
            models.CheckConstraint(
                condition=models.Q(path__startswith="/") & ~models.Q(path__startswith="//"),
                name="parked_form_goes_to_this_site",
            ),
        ]

    def __str__(self):
        return self.key
