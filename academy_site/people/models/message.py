"""What the academy tells one person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from academy_site.foundation.inbox import kind_of


class Message(models.Model):
    """One line in the inbox of a person. Its words are those of its kind, in the language of the reader."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inbox")
    kind = models.CharField(max_length=60)
    # What stands in the gaps of the words.
    values = models.JSONField(default=dict, blank=True)
    # An address of this site, or nothing.
    link = models.CharField(max_length=500, blank=True)
    # What must be told once only.
    once = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="message_of_person"),
            models.Index(fields=["person"], name="message_unread", condition=Q(read_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "once"], condition=~Q(once=""), name="message_told_once"),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="/") & ~Q(link__startswith="//"),
                name="message_links_to_this_site",
            ),
        ]

    def __str__(self):
        return f"{self.kind} ({self.pk})"

    @property
    def title(self) -> str:
        """What it is about, in the language of the reader."""
        return kind_of(self.kind).title_with(self.values)

    @property
    def text(self) -> str:
        """What it says, in the language of the reader."""
        return kind_of(self.kind).text_with(self.values)

    @property
    def action(self) -> str:
        """What following its link does, in the language of the reader."""
        return str(kind_of(self.kind).action)
