"""Mail on its way, and mail that did not arrive."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """One mail to one address. What it says is sealed and thrown away once it is sent or given up."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", _("On its way")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Did not arrive")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="letters"
    )
    address = models.CharField(_("e-mail address"), max_length=254)
    # What it is about, as the template's name; never its words.
    kind = models.CharField(_("about"), max_length=100, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    sealed = models.BinaryField(blank=True, default=b"")
    # What the other side said.
    reason = models.CharField(_("why"), max_length=500, blank=True)
    # The other side refused for good, or the mail came back.
    refused = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(_("written"), default=now)
    # A worker that is at it has until then.
    taken_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(_("when"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        default_permissions = ("view",)
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "-settled_at"], name="letter_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state="waiting") | Q(sealed=b""), name="letter_forgets_what_it_said"),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at=None) | ~Q(state="waiting") & Q(settled_at__isnull=False),
                name="letter_settled_has_a_time",
            ),
        ]

    def __str__(self):
        return self.address
