"""Who is at a school enters it; for everybody else it is not there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.timezone import localdate

from academy_site.people.access import access_school
from academy_site.people.enums import SchoolRole
from academy_site.people.models import School, SchoolHoliday, SchoolMembership
from academy_site.people.selectors.schools import (
    has_second_coordinator,
    is_last_coordinator,
    members_of,
    school_coordinators,
    schools_of,
)
from academy_site.people.services import school_joining as joining, school_roles as roles

pytestmark = pytest.mark.django_db
TODAY = localdate


def end(membership, days=1):
    """Let a role be over."""
    SchoolMembership.objects.filter(pk=membership.pk).update(
        since=localdate() - timedelta(days=400), expires_on=localdate() - timedelta(days=days)
    )


def test_any_role_opens_it_and_the_highest_is_returned_in_one_query(school, anna, django_assert_num_queries):
    roles.hold_role(school=school, person=anna, role=SchoolRole.TEACHER, by=anna)
    with django_assert_num_queries(1):
        membership = access_school(anna, school.key)
        assert (membership.role, membership.school.name, membership.person) == ("coordinator", school.name, anna)
    assert access_school(anna, school.key, SchoolRole.TEACHER, SchoolRole.LEADER).role == "teacher"


@pytest.mark.parametrize("role", [SchoolRole.LEADER, SchoolRole.TEACHER, SchoolRole.GOVERNOR])
def test_another_role_is_no_way_in(school, member, role):
    ben = member(role)
    assert access_school(ben, school.key).role == role
    with pytest.raises(Http404):
        access_school(ben, school.key, SchoolRole.COORDINATOR)


def test_everything_else_is_not_there(school, anna, person):
    for who, key in [(person(), school.key), (anna, uuid4())]:
        with pytest.raises(Http404):
            access_school(who, key)


def test_a_role_holds_on_its_last_day_and_not_longer(school, member):
    ben = member(SchoolRole.TEACHER)
    held = SchoolMembership.objects.get(person=ben)
    end(held, days=0)
    assert access_school(ben, school.key) == held
    end(held)
    with pytest.raises(Http404):
        access_school(ben, school.key)


def test_a_merged_school_is_not_there(school, anna, found):
    School.objects.filter(pk=school.pk).update(merged_into=found(anna, name="Another"))
    with pytest.raises(Http404):
        access_school(anna, school.key)


def test_coordinators_today(school, anna, member, django_assert_num_queries):
    ben = member(SchoolRole.COORDINATOR)
    member(SchoolRole.LEADER)
    with django_assert_num_queries(1):
        assert list(school_coordinators(school)) == [anna, ben]
    end(SchoolMembership.objects.get(person=anna))
    assert list(school_coordinators(school)) == [ben]
    ben.is_active = False
    ben.save()
    assert list(school_coordinators(school)) == []


def test_a_second_coordinator_is_there_or_invited(school, anna, member):
    membership = access_school(anna, school.key)
    assert not has_second_coordinator(school)
    joining.invite(by=membership, key=uuid4(), role=SchoolRole.TEACHER, places=20)
    assert not has_second_coordinator(school)
    key = uuid4()
    joining.invite(by=membership, key=key, role=SchoolRole.COORDINATOR)
    assert has_second_coordinator(school)
    joining.withdraw_invitation(by=membership, key=key)
    assert not has_second_coordinator(school)
    member(SchoolRole.COORDINATOR)
    assert has_second_coordinator(school)
    SchoolMembership.objects.all().delete()
    assert not has_second_coordinator(school)


def test_who_is_about_to_leave_the_academy_does_not_count_as_another(school, anna, member):
    assert is_last_coordinator(anna, school)
    ben = member(SchoolRole.COORDINATOR)
    assert not is_last_coordinator(anna, school)
    ben.leaves_at = "2030-01-01T00:00Z"
    ben.save()
    assert is_last_coordinator(anna, school)
    assert not is_last_coordinator(ben, school)


@pytest.mark.parametrize("number", [1, 3])
def test_lists_take_one_query(found, anna, person, number, django_assert_num_queries):
    schools = [found(anna, name=f"School {place}") for place in range(number)]
    for _each in range(number):
        roles.hold_role(school=schools[0], person=person(), role=SchoolRole.TEACHER, by=anna)
    with django_assert_num_queries(1):
        assert [one.school for one in schools_of(anna)] == schools
    with django_assert_num_queries(1):
        assert next(one.person for one in members_of(schools[0])) == anna
    assert len(members_of(schools[0])) == number + 1


def test_who_is_a_member_no_more_comes_last_and_is_forgotten(school, anna, member):
    ben, cleo = member(SchoolRole.LEADER), member(SchoolRole.TEACHER)
    end(SchoolMembership.objects.get(person=ben))
    assert [(one.person, one.is_active) for one in members_of(school)] == [(anna, True), (cleo, True), (ben, False)]
    end(SchoolMembership.objects.get(person=ben), days=61)
    assert [one.person for one in members_of(school)] == [anna, cleo]


REFUSED = {
    "school_role_once_a_person": lambda school, anna: SchoolMembership(
        school=school, person=anna, role="coordinator", since=TODAY(), expires_on=TODAY()
    ),
    "school_role_ends_after_it_began": lambda school, anna: SchoolMembership(
        school=school, person=anna, role="teacher", since=TODAY(), expires_on=TODAY() - timedelta(days=1)
    ),
    "school_role_is_known": lambda school, anna: SchoolMembership(
        school=school, person=anna, role="parent", since=TODAY(), expires_on=TODAY()
    ),
    "school_holiday_ends_after_it_began": lambda school, anna: SchoolHoliday(
        school=school, title="x", first_day=TODAY(), last_day=TODAY() - timedelta(days=1)
    ),
    "school_has_a_name_and_a_town": lambda school, anna: School(name="x", normal_name="x", country="NL"),
    "school_year_begins_on_a_day": lambda school, anna: School(
        name="x", normal_name="x", town="x", country="NL", year_month=2, year_day=29
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_must_never_be_false(school, anna, name):
    row = REFUSED[name](school, anna)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_number_of_the_state_once_a_country(found, anna):
    one, other = found(anna, name="One"), found(anna, name="Quite another")
    School.objects.filter(pk=one.pk).update(national_id="12")
    with pytest.raises(IntegrityError), transaction.atomic():
        School.objects.filter(pk=other.pk).update(national_id="12")
    School.objects.filter(pk=other.pk).update(national_id="12", country="SE")
