"""What a teacher lets one other person see or say: a shared web, a colleague's mirror. Secrets stand here as hashes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from tools.models.instrument import Instrument
from tools.models.responses import Response
from tools.models.versions import InstrumentVersion

LONGEST_NAME = 80


class Share(models.Model):
    """One web, shown to one person: somebody with an account, or whoever has the link.

    `name` is the teacher's own word for that person. Only a keyed hash of the link's secret is kept.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="shares")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    secret_hash = models.CharField(max_length=64, blank=True)
    name = models.CharField(_("for whom"), max_length=LONGEST_NAME, blank=True)
    with_notes = models.BooleanField(_("with my notes"), default=False)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(_("until"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("shared web")
        verbose_name_plural = _("shared webs")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reader__isnull=True) ^ Q(secret_hash=""), name="shared_by_link_or_with_an_account"
            ),
            models.UniqueConstraint(fields=["secret_hash"], condition=~Q(secret_hash=""), name="share_secret_once"),
        ]

    def __str__(self):
        return str(self.key)


class ShareOpening(models.Model):
    """A shared web was opened at this moment."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("opening of a shared web")
        verbose_name_plural = _("openings of shared webs")
        ordering = ["at", "pk"]

    def __str__(self):
        return str(self.at)


class Mirror(models.Model):
    """One colleague is asked to answer the quick web about a teacher. Who answered is not kept.

    `name` is the teacher's own word for the colleague. Only a keyed hash of the code is kept.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("for whom"), max_length=LONGEST_NAME, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(_("until"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("mirror")
        verbose_name_plural = _("mirrors")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answers={}) | (Q(answered_on__isnull=False) & ~Q(answers={})),
                name="mirror_answered_has_answers",
            )
        ]

    def __str__(self):
        return str(self.key)
