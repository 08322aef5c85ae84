"""What a teacher works towards, when they want to look again, and their plan. Nobody else sees it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from tools.models.instrument import Instrument

LONGEST_TEXT = 4000


class _OfPerson(models.Model):
    """Something of one person and one instrument."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Target(_OfPerson):
    """The level a teacher wants to reach in a dimension."""

    dimension = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(_("target"))
    set_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(fields=["person", "instrument", "dimension"], name="one_target_a_dimension"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="target_is_one_of_five_levels"),
        ]

    def __str__(self):
        return f"{self.dimension}: {self.level}"


class Focus(_OfPerson):
    """A dimension that a teacher works on. There are two places, so there are at most two."""

    dimension = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    chosen_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("focus")
        verbose_name_plural = _("focus")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["person", "instrument", "dimension"], name="focus_once_a_dimension"),
            models.UniqueConstraint(fields=["person", "instrument", "place"], name="focus_place_taken_once"),
            models.CheckConstraint(condition=Q(place__in=(1, 2)), name="focus_has_two_places"),
        ]

    def __str__(self):
        return self.dimension


class QuietWeeks(models.Model):
    """Days on which a teacher wants no reminder, both ends included."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("quiet weeks")
        verbose_name_plural = _("quiet weeks")
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="quiet_weeks_end_after_they_begin",
                violation_error_message=_("The last day comes before the first."),
            )
        ]

    def __str__(self):
        return f"{self.first} {self.last}"


class Reassessment(_OfPerson):
    """When to remind a teacher of the next web. `due_on` is None when they want no reminder or had it."""

    wanted = models.BooleanField(_("remind me of the next web"), default=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [models.UniqueConstraint(fields=["person", "instrument"], name="one_reminder_an_instrument")]
        indexes = [models.Index(fields=["due_on"], name="reminders_due", condition=Q(due_on__isnull=False))]

    def __str__(self):
        return str(self.due_on or "")


class DevelopmentPlan(_OfPerson):
    """My development plan: the parts a teacher writes. Focus, targets and modules are fed from where they live.

    `version` grows with each saved change, so that a form that did not see the newest one writes nothing over.
    """

    can_do = models.TextField(
        _("what I can do already, with evidence"),
        max_length=LONGEST_TEXT,
        blank=True,
        help_text=_("What do learners do or say that shows it?"),
    )
    ways = models.TextField(
        _("other ways to learn"),
        max_length=LONGEST_TEXT,
        blank=True,
        help_text=_("A visit to a colleague, a community, reading, a project of your own."),
    )
    support = models.TextField(
        _("support I need and from whom"),
        max_length=LONGEST_TEXT,
        blank=True,
        help_text=_("Time, a room, a colleague."),
    )
    showing = models.TextField(
        _("how and when I show what I learned"),
        max_length=LONGEST_TEXT,
        blank=True,
        help_text=_("To whom, with what, and by when."),
    )
    next_talk = models.DateField(
        _("date of the next talk"), null=True, blank=True, help_text=_("With a coach, a colleague or your head.")
    )
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("development plan")
        verbose_name_plural = _("development plans")
        constraints = [models.UniqueConstraint(fields=["person", "instrument"], name="one_plan_an_instrument")]

    def __str__(self):
        return str(self.updated_at)
