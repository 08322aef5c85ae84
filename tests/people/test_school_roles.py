"""Roles are given, taken, renewed and handed over, and a school is not left without a coordinator by chance."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from academy_site.foundation.privacy import endings_of, holdings_of
from academy_site.people import services as people
from academy_site.people.access import access_school
from academy_site.people.domain.school_years import a_year_after
from academy_site.people.enums import SchoolRole
from academy_site.people.models import JoinRequest, Message, SchoolHandover, SchoolInvitation, SchoolMembership
from academy_site.people.services import (
    school_handover as handing,
    school_joining as joining,
    school_reminders as reminders,
    school_roles as services,
)

pytestmark = pytest.mark.django_db
COORDINATOR, LEADER, TEACHER = SchoolRole.COORDINATOR, SchoolRole.LEADER, SchoolRole.TEACHER


@pytest.fixture
def by(school, anna):
    """Anna, who coordinates the school."""
    return access_school(anna, school.key)


def held(person):
    return sorted(SchoolMembership.objects.filter(person=person).values_list("role", flat=True))


def role_of(person, role):
    return SchoolMembership.objects.select_related("school", "person").get(person=person, role=role)


def ends(membership, in_days):
    """Let a role end in so many days."""
    SchoolMembership.objects.filter(pk=membership.pk).update(
        since=localdate() - timedelta(days=400), expires_on=localdate() + timedelta(days=in_days)
    )
    membership.refresh_from_db()
    return membership


def told():
    return [(row.person, row.kind) for row in Message.objects.order_by("pk")]


def test_a_coordinator_gives_roles_to_members_and_nobody_else_does(school, by, member, person):
    ben = member(TEACHER)
    for role in (LEADER, LEADER, COORDINATOR):
        services.give_role(by=by, person=ben, role=role)
    assert held(ben) == ["coordinator", "leader", "teacher"]
    with pytest.raises(PermissionDenied):
        services.give_role(by=by, person=person(), role=LEADER)
    with pytest.raises(PermissionDenied):
        services.give_role(by=role_of(ben, LEADER), person=ben, role=SchoolRole.GOVERNOR)


def test_a_coordinator_whose_role_was_taken_gives_none(by, member):
    ben = member(COORDINATOR)
    services.take_role(by=role_of(ben, COORDINATOR), membership=by)
    with pytest.raises(PermissionDenied):
        services.give_role(by=by, person=ben, role=LEADER)


def test_the_last_coordinator_stays(by, anna, member):
    with pytest.raises(services.LastCoordinatorError):
        services.take_role(by=by, membership=by)
    ben = member(COORDINATOR)
    services.take_role(by=by, membership=role_of(ben, COORDINATOR))
    assert (held(ben), held(anna)) == ([], ["coordinator"])
    assert told() == [(ben, services.ROLE_CHANGED)]


def test_a_role_of_another_school_is_not_taken(by, found, person):
    one = person()
    found(one, name="Another")
    with pytest.raises(PermissionDenied):
        services.take_role(by=by, membership=role_of(one, COORDINATOR))


@pytest.mark.parametrize(
    ("in_days", "renewed"), [(61, False), (60, True), (0, True), (-1, True), (-60, True), (-61, False)]
)
def test_when_a_role_can_be_renewed(by, anna, member, in_days, renewed):
    role = ends(role_of(member(TEACHER), TEACHER), in_days)
    if not renewed:
        with pytest.raises(services.RenewalRefusedError):
            services.renew_role(person=anna, membership=role)
        return
    until = a_year_after(max(localdate(), role.expires_on))
    assert services.renew_role(person=anna, membership=role) == until
    with pytest.raises(services.RenewalRefusedError):  # a second click comes too early
        services.renew_role(person=anna, membership=role)
    role.refresh_from_db()
    assert role.expires_on == until


def test_who_renews_whose(by, anna, member):
    own = ends(by, 10)
    ben = member(COORDINATOR)
    for person in (anna, member(LEADER)):
        with pytest.raises(services.RenewalRefusedError):
            services.renew_role(person=person, membership=own)
    services.renew_role(person=ben, membership=own)
    services.leave_school(person=ben, school=by.school)
    services.renew_role(person=anna, membership=ends(own, -20))


def test_nobody_renews_a_role_of_their_own_below_coordinator(by, anna, member):
    ben = member(TEACHER)
    with pytest.raises(services.RenewalRefusedError):
        services.renew_role(person=ben, membership=ends(role_of(ben, TEACHER), 5))


def test_a_last_coordinator_renews_on_the_page_after_the_end(sign_in, school, by, anna, member):
    ends(by, -5)
    client = sign_in(anna)
    assert client.get(f"/en/schools/{school.key}/").status_code == 404
    address = f"/en/schools/{school.key}/members/{by.pk}/renew/"
    assert address in client.get("/en/schools/").content.decode()
    assert sign_in(member(TEACHER)).post(address).status_code == 404
    assert client.post(address).status_code == 302
    assert client.get(f"/en/schools/{school.key}/").status_code == 200


def test_a_member_leaves_at_once_and_the_last_coordinator_on_purpose(school, anna, member):
    ben = member(TEACHER)
    with pytest.raises(services.LastCoordinatorError):
        services.leave_school(person=anna, school=school)
    services.leave_school(person=anna, school=school, without_coordinator=True)
    services.leave_school(person=anna, school=school, without_coordinator=True)
    assert told() == [(ben, services.WITHOUT_COORDINATOR)]
    services.leave_school(person=ben, school=school)
    assert SchoolMembership.objects.count() == 0


def test_leaving_on_the_pages_says_it_is_the_last_one(sign_in, school, anna):
    client, address = sign_in(anna), f"/en/schools/{school.key}/leave/"
    assert "You are the only coordinator." in client.get(address).content.decode()
    assert client.post(address).status_code == 400
    assert held(anna) == ["coordinator"]
    assert client.post(address, {"without_coordinator": "on"})["Location"] == "/en/schools/"
    assert held(anna) == []


def test_a_successor_says_yes(by, anna, school, member):
    ben = member(TEACHER)
    first = handing.offer_handover(by=by, successor=ben)
    assert handing.offer_handover(by=by, successor=ben) == first
    assert (held(anna), held(ben)) == (["coordinator"], ["teacher"])
    for _each in range(2):
        handing.accept_handover(person=ben, offer=first)
    assert (held(anna), held(ben)) == (["teacher"], ["coordinator", "teacher"])
    # The question is gone from the inbox of who answered it.
    assert told() == [(anna, handing.TAKEN_OVER)]


def test_a_successor_says_no_once(by, anna, member):
    ben = member(TEACHER)
    offer = handing.offer_handover(by=by, successor=ben)
    for _each in range(2):
        handing.decline_handover(person=ben, offer=offer)
    assert told() == [(anna, handing.NOT_TAKEN_OVER)]
    assert held(anna) == ["coordinator"]


def test_only_who_was_asked_takes_over(by, anna, member, person):
    ben, cleo = member(TEACHER), member(TEACHER)
    offer = handing.offer_handover(by=by, successor=ben)
    with pytest.raises(PermissionDenied):
        handing.accept_handover(person=cleo, offer=offer)
    handing.offer_handover(by=by, successor=cleo)
    with pytest.raises(PermissionDenied):
        handing.accept_handover(person=ben, offer=offer)
    with pytest.raises(PermissionDenied):
        handing.offer_handover(by=by, successor=person())
    handing.withdraw_handover(by=by)
    assert (SchoolHandover.objects.count(), told()) == (0, [])


def test_handing_over_on_the_pages(sign_in, school, anna, member):
    ben = member(TEACHER)
    giver, successor, address = sign_in(anna), sign_in(ben), f"/en/schools/{school.key}/hand-over/"
    assert giver.post(address, {"successor": anna.pk}).status_code == 400
    assert giver.post(address, {"successor": ben.pk}).status_code == 302
    offer = SchoolHandover.objects.get()
    answer = f"{address}{offer.key}/answer/"
    assert answer in successor.get("/en/schools/").content.decode()
    assert answer in successor.get(f"/en/schools/{school.key}/").content.decode()
    assert giver.post(answer, {"answer": "yes"}).status_code == 404
    assert successor.post(answer, {"answer": "yes"}).status_code == 302
    assert giver.get(address).status_code == 404
    assert successor.get(address).status_code == 200


NOW = datetime.now(UTC)


def test_ends_are_told_once(by, anna, member):
    ben, cleo = member(TEACHER), member(LEADER)
    ends(role_of(ben, TEACHER), 30)
    ends(role_of(cleo, LEADER), 31)
    ends(by, 5)
    for _each in range(2):
        assert reminders.remind_of_ends(now=NOW) == 2
    assert sorted((person.pk, kind) for person, kind in told()) == sorted(
        [(ben.pk, reminders.ROLE_ENDS), (anna.pk, reminders.ROLES_END), (anna.pk, reminders.MY_ROLE_ENDS)]
    )


def test_what_is_over_is_forgotten(by, school, anna, member, person):
    ben, cleo = member(TEACHER), member(LEADER)
    ends(role_of(ben, TEACHER), -60)
    ends(role_of(cleo, LEADER), -61)
    joining.ask_to_join(person=person(), school=school, role=TEACHER)
    joining.invite(by=by, key="3f2504e0-4f89-11d3-9a0c-0305e82c3301", role=TEACHER, days=1)
    assert reminders.forget_old(now=NOW) == 1
    assert (held(ben), held(cleo), JoinRequest.objects.count()) == (["teacher"], [], 1)
    reminders.forget_old(now=NOW + timedelta(days=40))
    assert (JoinRequest.objects.count(), SchoolInvitation.objects.count()) == (0, 0)


def kind(kinds, key):
    return next(one for one in kinds if one.key == key)


def test_a_sole_coordinator_hands_over_before_they_leave_the_academy(school, anna, member):
    ending = kind(endings_of(anna), "school_roles")
    assert school.name in str(ending.obstacle)
    assert ending.obstacle_url == f"/en/schools/{school.key}/leave/"
    with pytest.raises(people.LeavingRefusedError):
        people.ask_to_leave(person=anna, choices={}, now=NOW)
    ben = member(COORDINATOR)
    people.ask_to_leave(person=anna, choices={}, now=NOW)
    # The other one must not leave at the same time.
    assert kind(endings_of(ben), "school_roles").obstacle


def test_what_is_held_goes_with_its_person_only(school, by, anna, member, person):
    ben, newcomer = member(COORDINATOR, display_name="Ben"), person()
    joining.ask_to_join(person=newcomer, school=school, role=TEACHER)
    joining.invite(by=by, key="3f2504e0-4f89-11d3-9a0c-0305e82c3301", role=TEACHER, word="Staff room")
    handing.offer_handover(by=by, successor=ben)
    rows = {key: kind(holdings_of(anna), key).rows() for key in ("school_roles", "school_wishes", "school_care")}
    assert [row["role"] for row in rows["school_roles"]] == ["Coordinator"]
    assert [row["what"] for row in rows["school_wishes"]] == ["You want to hand over"]
    assert [row["text"] for row in rows["school_care"]] == ["Staff room"]
    assert [kind(holdings_of(anna), key).number for key in rows] == [1, 1, 1]
    people.ask_to_leave(person=anna, choices={}, now=NOW - timedelta(days=8))
    assert people.erase_due(now=NOW) == 1
    assert list(SchoolMembership.objects.values_list("person", flat=True)) == [ben.pk]
    assert (JoinRequest.objects.count(), SchoolHandover.objects.count()) == (1, 0)
    assert list(SchoolInvitation.objects.values_list("made_by", "word")) == [(None, "")]
