"""A school, who is what at it, and when it is closed."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from academy_site.people.domain.school_years import SchoolYear, school_year_of
from academy_site.people.enums import Country, SchoolRole


class SchoolQuerySet(QuerySet["School"]):
    """Schools, by the state they are in."""

    def present(self) -> "SchoolQuerySet":
        """Leave out those that were merged into another."""
        return self.filter(merged_into=None)

    def orphaned(self, on: date | None = None) -> "SchoolQuerySet":
        """Return those that are there and have no coordinator."""
        held = SchoolMembership.objects.active(on).filter(role=SchoolRole.COORDINATOR)
        return self.present().exclude(pk__in=held.values("school"))


class School(models.Model):
    """A school. It belongs to itself: people come, hold a role for a year, and go."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    # As they are compared, see `domain.school_names`.
    normal_name = models.CharField(max_length=400, editable=False)
    town = models.CharField(_("town"), max_length=100)
    normal_town = models.CharField(max_length=200, editable=False)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    # Capitals and digits, see `domain.school_names.normal_id`.
    national_id = models.CharField(_("official school number"), max_length=30, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60)
    languages = models.JSONField(_("languages"), default=list)
    year_month = models.PositiveSmallIntegerField(_("month"), default=8)
    year_day = models.PositiveSmallIntegerField(_("day"), default=1)
    merged_into = models.ForeignKey("self", models.PROTECT, related_name="merged", null=True, blank=True)
    founded_at = models.DateTimeField(_("added here"), default=now)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        default_permissions = ("view", "change")
        ordering = ["name", "town", "pk"]
        indexes = [
            models.Index(fields=["country", "normal_town"], name="school_by_town"),
            models.Index(fields=["country", "normal_name"], name="school_by_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "national_id"],
                condition=~Q(national_id="") & Q(merged_into=None),
                name="school_national_id_once_a_country",
                violation_error_message=_("Another school of this country has this number."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="school_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(normal_name="") & ~Q(town=""), name="school_has_a_name_and_a_town"
            ),
            models.CheckConstraint(
                condition=Q(year_month__in=[4, 6, 9, 11], year_day__range=(1, 30))
                | Q(year_month=2, year_day__range=(1, 28))
                | Q(year_month__in=[1, 3, 5, 7, 8, 10, 12], year_day__range=(1, 31)),
                name="school_year_begins_on_a_day",
                violation_error_message=_("There is no such day in each year."),
            ),
        ]

    def __str__(self):
        return self.name

    def year_of(self, on: date) -> SchoolYear:
        """Return the school year in which a day lies."""
        return school_year_of(on, month=self.year_month, day=self.year_day)


# Roles in the order in which they are shown, and in which the first one is taken.
RANK = Case(*(When(role=role, then=Value(place)) for place, role in enumerate(SchoolRole)), default=Value(9))


class SchoolMembershipQuerySet(QuerySet["SchoolMembership"]):
    """Who is what at which school."""

    def active(self, on: date | None = None) -> "SchoolMembershipQuerySet":
        """Return the roles that hold on this day, today by default: not over, at a school that is there."""
        return self.filter(expires_on__gte=on or localdate(), school__merged_into=None, person__is_active=True)

    def by_rank(self) -> "SchoolMembershipQuerySet":
        """Order by role, coordinators first, then in the order in which people came."""
        return self.order_by(RANK, "since", "pk")


class SchoolMembership(models.Model):
    """One role of one person at one school, until a day. It is renewed, or it ends by itself."""

    school = models.ForeignKey(School, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="school_memberships")
    role = models.CharField(_("role"), max_length=12, choices=SchoolRole)
    since = models.DateField(_("since"))
    # The last day on which it holds.
    expires_on = models.DateField(_("until"))

    objects = SchoolMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("role at a school")
        verbose_name_plural = _("roles at schools")
        default_permissions = ()
        ordering = ["pk"]
        indexes = [models.Index(fields=["expires_on"], name="school_role_by_end")]
        constraints = [
            models.UniqueConstraint(fields=["school", "person", "role"], name="school_role_once_a_person"),
            models.CheckConstraint(condition=Q(expires_on__gte=F("since")), name="school_role_ends_after_it_began"),
            models.CheckConstraint(condition=Q(role__in=SchoolRole.values), name="school_role_is_known"),
        ]

    def __str__(self):
        return f"{self.school_id}: {self.person_id}, {self.role}"


class SchoolHoliday(models.Model):
    """Days on which a school is closed."""

    school = models.ForeignKey(School, models.CASCADE, related_name="holidays")
    title = models.CharField(_("name"), max_length=80)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        default_permissions = ()
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="school_holiday_ends_after_it_began",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["school", "first_day", "last_day"],
                name="school_holiday_once",
                violation_error_message=_("These days are a holiday already."),
            ),
        ]

    def __str__(self):
        return self.title
