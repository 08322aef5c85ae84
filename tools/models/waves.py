"""A survey of a school: what is asked of whom and when, and who may answer. Nothing here says what was answered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from tools.domain.survey import LEAST_GROUP, LEAST_OPEN, ROLES
from tools.enums import ModeKey, Role, WayIn
from tools.models.versions import InstrumentVersion

WAVE_MODES = (ModeKey.FULL.value, ModeKey.PULSE.value)
MOST_OWN_ITEMS = 5
DIGEST = 64


class WaveQuerySet(models.QuerySet):
    """Waves by what can be done with them."""

    def taking_answers(self, at=None):
        """Waves that can be answered now."""
        at = at or now()
        return self.filter(
            opened_at__isnull=False, opens_at__lte=at, closes_at__gt=at, closed_at=None, cancelled_at=None
        )

    def due_to_close(self, at=None):
        """Waves whose last moment is over and that nobody has closed."""
        return self.filter(
            opened_at__isnull=False, closes_at__lte=at or now(), closed_at__isnull=True, cancelled_at__isnull=True
        )


class Wave(models.Model):
    """One time that a school is surveyed. It keeps the version and the languages it was opened with.

    `opens_at` and `closes_at` are planned in the school's time zone; `opened_at` is when a coordinator said that it
    may begin, `closed_at` when its counts became final.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey("people.School", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("name"), max_length=80, help_text=_("For instance: Spring 2027."))
    mode = models.CharField(_("length"), max_length=10, choices=ModeKey, default=ModeKey.FULL)
    languages = models.JSONField(_("languages"), default=list)
    opens_at = models.DateTimeField(_("open from"))
    closes_at = models.DateTimeField(_("open until"))
    min_group = models.PositiveSmallIntegerField(_("smallest group that is shown"), default=LEAST_GROUP)
    min_open = models.PositiveSmallIntegerField(_("smallest group whose own words are shown"), default=LEAST_OPEN)
    # Keys of two or three items that the school goes on with after the report.
    focus = models.JSONField(_("focus concepts"), default=list, blank=True)
    created_at = models.DateTimeField(default=now)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = WaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey wave")
        verbose_name_plural = _("survey waves")
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=WAVE_MODES), name="wave_is_full_or_pulse"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="wave_closes_after_it_opens",
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=Q(min_group__gte=LEAST_GROUP) & Q(min_open__gte=LEAST_OPEN),
                name="wave_thresholds_are_never_looser",
                violation_error_message=_("Smaller groups are never shown."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | (Q(opened_at__isnull=False) & Q(cancelled_at__isnull=True)),
                name="wave_closed_was_open",
            ),
        ]
        indexes = [models.Index(fields=["school", "-opens_at"], name="waves_of_a_school")]

    def __str__(self):
        return self.title

    def takes_answers(self, at) -> bool:
        """Whether it can be answered at this moment."""
        return bool(
            self.opened_at and self.opens_at <= at < self.closes_at and not self.closed_at and not self.cancelled_at
        )


class WaveRole(models.Model):
    """A role that a wave asks, and how many people have it at the school as far as the coordinator knows."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    expected = models.PositiveIntegerField(_("how many there are"), null=True, blank=True)

    class Meta:
        verbose_name = _("role in a wave")
        verbose_name_plural = _("roles in a wave")
        ordering = ["wave", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["wave", "role"], name="wave_asks_a_role_once"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="wave_role_is_one_of_five"),
            models.CheckConstraint(
                condition=Q(expected__isnull=True) | Q(expected__gte=1), name="wave_expects_somebody"
            ),
        ]

    def __str__(self):
        return self.role


class OwnItem(models.Model):
    """An item that a school adds for itself. `wordings` holds plain text by language."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="own_items")
    place = models.PositiveSmallIntegerField()
    roles = models.JSONField(_("who is asked"), default=list)
    wordings = models.JSONField(_("wording"), default=dict)

    class Meta:
        verbose_name = _("item of the school")
        verbose_name_plural = _("items of the school")
        ordering = ["wave", "place"]
        constraints = [
            models.UniqueConstraint(fields=["wave", "place"], name="own_item_place_once"),
            models.CheckConstraint(
                condition=Q(place__gte=1) & Q(place__lte=MOST_OWN_ITEMS), name="own_items_are_at_most_five"
            ),
        ]

    def __str__(self):
        return self.key

    @property
    def key(self) -> str:
        """The key under which its answers are counted."""
        return f"X{self.place}"


class WaveReader(models.Model):
    """Somebody of the survey team besides the coordinators, who may read what people wrote in their own words."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("reader of open answers")
        verbose_name_plural = _("readers of open answers")
        constraints = [models.UniqueConstraint(fields=["wave", "person"], name="wave_reader_once")]

    def __str__(self):
        return str(self.person_id)


class WaveLink(models.Model):
    """An address that lets in whoever has it: all staff, or all parents. What it opens is no secret."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="links")
    way = models.CharField(max_length=10, choices=WayIn)
    token = models.CharField(max_length=22, unique=True)

    class Meta:
        verbose_name = _("link to a wave")
        verbose_name_plural = _("links to waves")
        constraints = [models.UniqueConstraint(fields=["wave", "way"], name="wave_link_once")]

    def __str__(self):
        return self.way


class CodeBatch(models.Model):
    """A pile of slips that was printed at one time, so that it can be taken back as a whole."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="batches")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    count = models.PositiveIntegerField(_("slips"))
    made_on = models.DateField(_("made"))
    revoked = models.BooleanField(_("taken back"), default=False)

    class Meta:
        verbose_name = _("pile of slips")
        verbose_name_plural = _("piles of slips")
        ordering = ["wave", "pk"]

    def __str__(self):
        return str(self.key)


class ClassSession(models.Model):
    """A lesson in which a class answers at the same time. Its code stands on the beamer, so it is no secret."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="sessions")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.STUDENT)
    code = models.CharField(max_length=6, unique=True)
    closes_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField(_("places"))
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("class session")
        verbose_name_plural = _("class sessions")
        ordering = ["wave", "-closes_at"]
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="class_session_has_a_place_for_each")
        ]

    def __str__(self):
        return self.code
