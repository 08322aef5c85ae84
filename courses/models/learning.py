"""What a teacher has enrolled in and done. Keyed on what all languages of a page share; no page owns it."""

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class _Enrolment(models.Model):
    """What enrolments in modules and in courses have in common.

    `finished_at` says that it is worked through now. `finished_with` is what there was when it was first
    worked through ({"required": [keys], "all": [keys]}); it stays when a unit is undone, so that redoing restores.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    enrolled_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_with = models.JSONField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def active(self) -> bool:
        """Whether the teacher has not withdrawn."""
        return self.withdrawn_at is None


class Enrolment(_Enrolment):
    """A teacher learns in a module."""

    module = models.UUIDField()
    # Keys of the units that were there at enrolment or were seen since; all others are new to this teacher.
    known_units = models.JSONField(default=list, blank=True)
    last_unit = models.UUIDField(null=True, blank=True)
    last_seen_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "module"],
                name="enrolled_once_in_a_module",
                violation_error_message=_("You are enrolled in this module already."),
            )
        ]
        indexes = [
            models.Index(
                fields=["module", "last_unit"],
                name="enrolment_under_way",
                condition=models.Q(withdrawn_at=None, finished_at=None),
            )
        ]

    def __str__(self):
        return f"{self.person_id}: {self.module}"


class UnitDone(models.Model):
    """A teacher has marked a unit as done. `module` is the one it stood in at that moment."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    unit = models.UUIDField()
    module = models.UUIDField()
    done_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit"],
                name="unit_done_once",
                violation_error_message=_("This unit is marked as done already."),
            )
        ]
        # Who has done a unit is asked when a module is counted again.
        indexes = [models.Index(fields=["unit", "person"], name="unit_done_by")]

    def __str__(self):
        return f"{self.person_id}: {self.unit}"


class CourseEnrolment(_Enrolment):
    """A teacher learns in a course, which is all its modules."""

    course = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course"],
                name="enrolled_once_in_a_course",
                violation_error_message=_("You are enrolled in this course already."),
            )
        ]
        indexes = [models.Index(fields=["course"], name="course_enrolment_of")]

    def __str__(self):
        return f"{self.person_id}: {self.course}"
