"""Ways into a school: a code that is used by pressing a button, and a colleague who vouches."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import now

from academy_site.people.access import access_school
from academy_site.people.enums import SchoolRole
from academy_site.people.models import JoinRequest, Message, SchoolInvitation, SchoolMembership
from academy_site.people.services import school_joining as services
from academy_site.people.services.school_roles import leave_school

pytestmark = pytest.mark.django_db
TEACHER, LEADER, COORDINATOR = SchoolRole.TEACHER, SchoolRole.LEADER, SchoolRole.COORDINATOR


@pytest.fixture
def by(school, anna):
    """Anna, who coordinates the school."""
    return access_school(anna, school.key)


def invite(by, **fields):
    return services.invite(by=by, **({"key": uuid4(), "role": TEACHER} | fields))


def roles_of(person):
    return sorted(SchoolMembership.objects.filter(person=person).values_list("role", flat=True))


def test_only_a_coordinator_invites(school, by, member):
    for role in (LEADER, TEACHER, SchoolRole.GOVERNOR):
        with pytest.raises(PermissionDenied):
            invite(access_school(member(role), school.key))
    assert SchoolInvitation.objects.count() == 0


def test_the_code_is_kept_as_a_hash_and_shown_once(by):
    key = uuid4()
    code = invite(by, key=key)
    kept = SchoolInvitation.objects.get()
    assert code not in str(vars(kept))
    with pytest.raises(services.InvitedAlreadyError):
        invite(by, key=key)
    assert SchoolInvitation.objects.count() == 1


def test_one_code_lets_so_many_in(by, person):
    code = invite(by, places=2)
    first, second, third = person(), person(), person()
    for someone in (first, first, second):
        assert services.accept_invitation(person=someone, code=code).role == TEACHER
    with pytest.raises(services.InvitationOverError):
        services.accept_invitation(person=third, code=code)
    assert [roles_of(someone) for someone in (first, second, third)] == [["teacher"], ["teacher"], []]
    assert SchoolInvitation.objects.get().taken == 2


@pytest.mark.parametrize("role", [COORDINATOR, LEADER])
def test_a_code_to_lead_is_for_one(by, role):
    invite(by, role=role, places=20)
    assert SchoolInvitation.objects.get().places == 1


def test_taken_back_and_over_it_opens_nothing(by, person, school):
    key = uuid4()
    taken_back, over = invite(by, key=key), invite(by)
    services.withdraw_invitation(by=by, key=key)
    SchoolInvitation.objects.exclude(key=key).update(
        made_at=now() - timedelta(days=2), expires_at=now() - timedelta(days=1)
    )
    for code in (taken_back, over):
        with pytest.raises(services.InvitationOverError):
            services.accept_invitation(person=person(), code=code)
    assert school.memberships.count() == 1


def test_who_is_let_in_again_begins_a_year(by, person, school):
    someone = person()
    services.accept_invitation(person=someone, code=invite(by))
    SchoolMembership.objects.filter(person=someone).update(since="2020-01-01", expires_on="2021-01-01")
    assert services.accept_invitation(person=someone, code=invite(by)).expires_on > now().date()
    assert roles_of(someone) == ["teacher"]


def test_many_open_invitations_are_enough(by):
    for _each in range(services.MOST_OPEN):
        invite(by)
    with pytest.raises(ValidationError):
        invite(by)


def test_a_link_is_opened_and_nothing_happens_before_the_button(sign_in, by, person, school):
    code = invite(by, role=COORDINATOR)
    client, address = sign_in(person()), f"/en/schools/join/{code.lower()}/"
    for _each in range(3):
        page = client.get(address)
        assert (page.status_code, school.name in page.content.decode()) == (200, True)
    assert SchoolInvitation.objects.get().taken == 0
    assert client.post(address)["Location"] == f"/en/schools/{school.key}/"
    assert SchoolInvitation.objects.get().taken == 1
    assert sign_in(person()).get(address).status_code == 404


def test_a_visitor_signs_in_first(client, by, school):
    page = client.get(f"/en/schools/join/{invite(by)}/")
    assert page.status_code == 302
    assert page["Location"].startswith("/en/account/login/")


def test_a_typed_code_with_a_slip_is_said_before_any_is_looked_for(sign_in, person, django_assert_num_queries):
    client = sign_in(person())
    client.get("/en/schools/join/")
    with django_assert_num_queries(2):  # session, person
        page = client.post("/en/schools/join/", {"code": "7K3QX-9M2TB"})
    assert (page.status_code, page.context["form"].errors["code"]) == (
        400,
        ["There is a slip in this code. Compare it sign by sign."],
    )


def test_a_typed_code_leads_to_its_invitation(sign_in, by, person):
    code = invite(by)
    answer = sign_in(person()).post("/en/schools/join/", {"code": f" {code[:5].lower()}-{code[5:]} "})
    assert answer["Location"] == f"/en/schools/join/{code}/"


def test_a_device_that_guesses_is_slowed_down(sign_in, by, person):
    client, code = sign_in(person()), invite(by)
    SchoolInvitation.objects.all().delete()
    seen = [client.get(f"/en/schools/join/{code}/").status_code for _each in range(13)]
    assert seen == [404] * 11 + [429] * 2


def test_whoever_asks_is_let_in_by_any_member(school, anna, member, person):
    teacher, newcomer = member(TEACHER), person(display_name="Nora")
    assert services.ask_to_join(person=newcomer, school=school, role=TEACHER)
    assert not services.ask_to_join(person=newcomer, school=school, role=TEACHER)
    told = Message.objects.get()
    assert (told.person, told.title) == (anna, f"Nora asks to join {school.name}")
    request = JoinRequest.objects.get()
    assert services.vouch(by=access_school(teacher, school.key), request=request.pk).role == TEACHER
    assert services.vouch(by=access_school(teacher, school.key), request=request.pk) is None
    assert roles_of(newcomer) == ["teacher"]
    assert [(row.person, row.kind) for row in Message.objects.all()] == [(newcomer, services.JOINED)]


def test_without_a_coordinator_all_members_are_told(school, anna, member, person):
    teacher, leader = member(TEACHER), member(LEADER)
    leave_school(person=anna, school=school, without_coordinator=True)
    Message.objects.all().delete()
    services.ask_to_join(person=person(), school=school, role=TEACHER)
    assert {row.person for row in Message.objects.all()} == {teacher, leader}


def test_only_a_coordinator_refuses(school, by, member, person):
    newcomer = person()
    services.ask_to_join(person=newcomer, school=school, role=TEACHER)
    request = JoinRequest.objects.get()
    with pytest.raises(PermissionDenied):
        services.refuse(by=access_school(member(TEACHER), school.key), request=request.pk)
    assert [services.refuse(by=by, request=request.pk) for _each in range(2)] == [True, False]
    assert [(row.person, row.kind) for row in Message.objects.all()] == [(newcomer, services.REFUSED)]


def test_a_role_that_is_given_cannot_be_asked_for(school, person):
    for role in (COORDINATOR, LEADER):
        with pytest.raises(PermissionDenied):
            services.ask_to_join(person=person(), school=school, role=role)


def test_a_wish_of_another_school_is_not_vouched_for(school, found, anna, person):
    other = found(anna, name="Another")
    services.ask_to_join(person=person(), school=other, role=TEACHER)
    assert services.vouch(by=access_school(anna, school.key), request=JoinRequest.objects.get().pk) is None
    assert JoinRequest.objects.count() == 1


def test_nobody_asks_everywhere(found, anna, person):
    someone = person()
    schools = [found(anna, name=f"SP {number}") for number in range(services.MOST_WAITING + 1)]
    for school in schools[:-1]:
        services.ask_to_join(person=someone, school=school, role=TEACHER)
    with pytest.raises(ValidationError):
        services.ask_to_join(person=someone, school=schools[-1], role=TEACHER)
    services.take_wish_back(person=someone, request=JoinRequest.objects.first().pk)
    assert services.ask_to_join(person=someone, school=schools[-1], role=TEACHER)


def test_asking_on_the_pages(sign_in, school, anna, person):
    newcomer = person(display_name="Nora")
    client = sign_in(newcomer)
    assert client.get(f"/en/schools/ask/?school={school.key}").status_code == 200
    for wrong in (uuid4(), "x", ""):
        assert client.get(f"/en/schools/ask/?school={wrong}").status_code == 404
    client.post("/en/schools/ask/", {"school": school.key, "role": "coordinator"})
    assert JoinRequest.objects.count() == 0
    client.post("/en/schools/ask/", {"school": school.key, "role": "teacher"})
    wish = JoinRequest.objects.get()
    assert school.name in client.get("/en/schools/").content.decode()
    page = sign_in(anna).get(f"/en/schools/{school.key}/").content.decode()
    assert f"/en/schools/{school.key}/asked/{wish.pk}/vouch/" in page
    sign_in(anna).post(f"/en/schools/{school.key}/asked/{wish.pk}/vouch/")
    assert client.get(f"/en/schools/{school.key}/").status_code == 200
