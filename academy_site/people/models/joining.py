"""Ways into a school: an invitation by code, a colleague who vouches, a role that is handed over."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from academy_site.people.enums import GIVEN_ROLES, VOUCHED_ROLES, SchoolRole
from academy_site.people.models.school import School

MOST_PLACES = 60
LONGEST_WORD = 80


class SchoolInvitation(models.Model):
    """A code that lets so many people into a school in one role. Only a keyed hash of it is kept."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=12, choices=SchoolRole)
    secret_hash = models.CharField(max_length=64, unique=True)
    # A word of whoever invites, to know it again.
    word = models.CharField(_("for whom"), max_length=LONGEST_WORD, blank=True)
    places = models.PositiveSmallIntegerField(_("how many people"), default=1)
    taken = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(_("until"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation to a school")
        verbose_name_plural = _("invitations to schools")
        default_permissions = ()
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(places__range=(1, MOST_PLACES)) & Q(taken__lte=F("places")),
                name="school_invitation_has_places",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=GIVEN_ROLES) | Q(places=1), name="school_invitation_to_lead_is_for_one"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="school_invitation_ends"),
            models.CheckConstraint(condition=Q(role__in=SchoolRole.values), name="school_invitation_role_is_known"),
        ]

    def __str__(self):
        return str(self.key)


class JoinRequest(models.Model):
    """Somebody asks to join a school. Gone as soon as a colleague vouches or refuses, or after a month."""

    school = models.ForeignKey(School, models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=12, choices=[(role.value, role.label) for role in VOUCHED_ROLES])
    asked_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("wish to join a school")
        verbose_name_plural = _("wishes to join schools")
        default_permissions = ()
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "person"], name="join_request_once_a_school"),
            models.CheckConstraint(condition=Q(role__in=VOUCHED_ROLES), name="join_request_role_can_be_vouched_for"),
        ]

    def __str__(self):
        return str(self.pk)


class SchoolHandover(models.Model):
    """A coordinator names a successor, who has not said yes yet."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    offered_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("handover of a school")
        verbose_name_plural = _("handovers of schools")
        default_permissions = ()
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "giver"], name="school_handover_to_one_at_a_time"),
            models.CheckConstraint(condition=~Q(giver=F("successor")), name="school_handover_to_somebody_else"),
        ]

    def __str__(self):
        return str(self.key)
