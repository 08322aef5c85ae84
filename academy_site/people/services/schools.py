"""Founding a school and keeping what is known of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from academy_site.people.enums import Country, Language, SchoolRole
from academy_site.people.models import School, SchoolHoliday, SchoolMembership, User
from academy_site.people.selectors.schools import known_as, schools_like
from academy_site.people.services.school_roles import hold_role, hold_school, only_coordinators

# Where a school begins; all of it can be changed in its settings. Country -> time zone, languages, month.
_BEGINS: dict[str, tuple[str, tuple[Language, ...], int]] = {
    Country.NL: ("Europe/Amsterdam", (Language.NL,), 8),
    Country.GB: ("Europe/London", (Language.EN,), 9),
    Country.SE: ("Europe/Stockholm", (Language.SV,), 8),
    Country.PL: ("Europe/Warsaw", (Language.PL,), 9),
    Country.FI: ("Europe/Helsinki", (Language.FI, Language.SV), 8),
}
MOST_HOLIDAYS = 40
MOST_COORDINATED = 10


class AlikeError(Exception):
    """There are schools that might be this one, and whoever founds it has not said that it is none of them."""

    def __init__(self, schools: Sequence[School]):
        super().__init__(f"{len(schools)} alike")
        self.schools = schools


@transaction.atomic
def found_school(
    *,
    person: User,
    key: UUID,
    name: str,
    town: str,
    country: str,
    national_id: str = "",
    not_these: Iterable[UUID] = (),
) -> School:
    """Make a school whose first coordinator is this person, and return it; sent again, the one that was made.

    `key` is that of the form. `not_these` are keys of schools that were shown as alike. Raises `AlikeError`
    before anything is made when others are alike, and `ValidationError`.
    """
    made = School.objects.filter(key=key, memberships__person=person).first()
    if made is not None:
        return made
    known = known_as(name, town, national_id)
    alike = schools_like(country=country, known=known, besides=not_these)
    if alike:
        raise AlikeError(alike)
    held = SchoolMembership.objects.active().filter(person=person, role=SchoolRole.COORDINATOR)
    if held.count() >= MOST_COORDINATED:
        raise ValidationError(_("You coordinate many schools already. Hand one over first."))
    school = _inserted(
        School(
            key=key,
            name=name,
            town=town,
            country=country,
            national_id=known.national_id,
            normal_name=known.name,
            normal_town=known.town,
            **_beginning(country, person),
        )
    )
    log(instance=school, action="people.school.found", user=person)
    hold_role(school=school, person=person, role=SchoolRole.COORDINATOR, by=person)
    return school


def _beginning(country: str, person: User) -> dict[str, Any]:
    zone, languages, month = _BEGINS.get(country, (person.timezone, (person.language,), 8))
    return {"timezone": zone, "languages": [str(code) for code in languages], "year_month": month}


def _inserted(school: School) -> School:
    school.full_clean()
    try:
        with transaction.atomic():
            school.save(force_insert=True)
    except IntegrityError as fault:
        raise ValidationError(_("Another school of this country has this number.")) from fault
    return school


@transaction.atomic
def change_school(*, by: SchoolMembership, **values: Any) -> School:
    """Change what is known of a school: the fields of its settings. Raises `ValidationError`."""
    only_coordinators(by)
    school = hold_school(by.school)
    for name, value in values.items():
        setattr(school, name, value)
    known = known_as(school.name, school.town, school.national_id)
    school.normal_name, school.normal_town, school.national_id = known.name, known.town, known.national_id
    school.full_clean()
    school.save()
    log(instance=school, action="people.school.change", user=by.person)
    return school


@transaction.atomic
def add_holiday(*, by: SchoolMembership, title: str, first_day: date, last_day: date) -> SchoolHoliday:
    """Enter days on which the school is closed; the same days again are renamed. Raises `ValidationError`."""
    only_coordinators(by)
    school = hold_school(by.school)
    known = SchoolHoliday.objects.filter(school=school, first_day=first_day, last_day=last_day).first()
    if known is None and SchoolHoliday.objects.filter(school=school).count() >= MOST_HOLIDAYS:
        raise ValidationError(_("These are many holidays. Remove some that are over first."))
    holiday = known or SchoolHoliday(school=school, first_day=first_day, last_day=last_day)
    holiday.title = title
    holiday.full_clean()
    holiday.save()
    return holiday


@transaction.atomic
def remove_holiday(*, by: SchoolMembership, holiday: int) -> None:
    """Remove a holiday of the school; one that is gone stays gone."""
    only_coordinators(by)
    SchoolHoliday.objects.filter(school=by.school, pk=holiday).delete()
