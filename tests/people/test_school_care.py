"""The steward lets people take over, and makes two schools one; it can be undone for 30 days."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import now

from academy_site.people.access import access_school
from academy_site.people.enums import SchoolRole
from academy_site.people.models import (
    JoinRequest,
    Message,
    School,
    SchoolClaim,
    SchoolHoliday,
    SchoolInvitation,
    SchoolMembership,
    SchoolMerge,
)
from academy_site.people.roles import STEWARDS
from academy_site.people.selectors.school_care import schools_to_care_for
from academy_site.people.services import school_care as services, school_joining as joining, school_roles as roles
from academy_site.people.services.schools import add_holiday

pytestmark = pytest.mark.django_db
PAGE = "/admin/reports/schools/"


@pytest.fixture
def steward(person, group_with):
    """A person who may look after schools in the admin."""
    group_with(STEWARDS, "people.view_school", "people.change_school")
    return person(groups=[STEWARDS], email="steward@school.example")


@pytest.fixture
def orphan(school, anna):
    """A school whose coordinator left."""
    roles.leave_school(person=anna, school=school, without_coordinator=True)
    return school


def test_a_claim_is_granted_once(orphan, anna, steward):
    for reason in ("Look at our page.", "Ring us."):
        claim = services.claim_school(person=anna, school=orphan, reason=reason)
    assert SchoolClaim.objects.get().reason == "Ring us."
    for _each in range(2):
        services.settle_claim(by=steward, claim=claim, granted=True)
    assert access_school(anna, orphan.key).role == "coordinator"
    assert [(row.person, row.kind) for row in Message.objects.all()] == [(anna, services.CLAIM_GRANTED)]


def test_a_claim_of_ones_own_and_of_a_school_with_a_coordinator_is_not_granted(orphan, anna, person, steward):
    own = services.claim_school(person=steward, school=orphan, reason="I am there.")
    with pytest.raises(PermissionDenied):
        services.settle_claim(by=steward, claim=own, granted=True)
    claim, late = [services.claim_school(person=who, school=orphan, reason="x") for who in (anna, person())]
    services.settle_claim(by=steward, claim=claim, granted=True)
    with pytest.raises(services.NotOrphanedError):
        services.settle_claim(by=steward, claim=late, granted=True)
    services.settle_claim(by=steward, claim=late, granted=False)
    assert SchoolClaim.objects.count() == 1


def test_claiming_on_the_pages(sign_in, school, anna, person):
    client = sign_in(person())
    assert client.get(f"/en/schools/take-over/?school={school.key}").status_code == 404
    roles.leave_school(person=anna, school=school, without_coordinator=True)
    assert client.get(f"/en/schools/take-over/?school={school.key}").status_code == 200
    assert client.post("/en/schools/take-over/", {"school": school.key, "reason": ""}).status_code == 400
    assert client.post("/en/schools/take-over/", {"school": school.key, "reason": "Ask Ben."}).status_code == 302
    assert SchoolClaim.objects.get().reason == "Ask Ben."


@pytest.fixture
def pair(school, found, anna, person):
    """Two schools that are one: with a person in both, and things of each."""
    ben = person(display_name="Ben")
    other = found(ben, name="SP nr 5", not_these=[school.key], national_id="12")
    for where in (school, other):
        roles.hold_role(school=where, person=anna, role=SchoolRole.TEACHER, by=anna)
        joining.ask_to_join(person=person(), school=where, role=SchoolRole.TEACHER)
    by = access_school(ben, other.key)
    joining.invite(by=by, key="3f2504e0-4f89-11d3-9a0c-0305e82c3301", role=SchoolRole.TEACHER)
    add_holiday(by=by, title="Ferie", first_day="2027-02-01", last_day="2027-02-14")
    Message.objects.all().delete()
    return school, other


def everything():
    """Return what hangs on which school."""
    models = (SchoolMembership, JoinRequest, SchoolInvitation, SchoolHoliday)
    return {model: sorted(model.objects.values_list("pk", "school")) for model in models}


def test_all_moves_and_goes_back(pair, anna, steward):
    kept, merged = pair
    before, code_holder = everything(), SchoolInvitation.objects.get()
    merge = services.merge_schools(by=steward, kept=kept, merged=merged)
    assert list(School.objects.present()) == [kept]
    rows = SchoolMembership.objects.filter(school=kept).order_by("person", "role")
    assert sorted(rows.values_list("person__display_name", "role")) == [
        ("Anna", "coordinator"),
        ("Anna", "teacher"),
        ("Ben", "coordinator"),
    ]
    assert SchoolMembership.objects.get(school=merged).person == anna
    assert JoinRequest.objects.filter(school=kept).count() == 2
    code_holder.refresh_from_db()
    assert code_holder.school == kept
    assert {row.person.display_name for row in Message.objects.filter(kind=services.MERGED)} == {"Anna", "Ben"}
    services.undo_merge(by=steward, merge=merge, at=now())
    assert everything() == before
    assert set(School.objects.present()) == {kept, merged}
    with pytest.raises(services.UndoRefusedError):
        services.undo_merge(by=steward, merge=merge, at=now())


def test_nothing_of_any_app_is_left_behind():
    leads = {
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model is School and model not in (School, SchoolMerge)
    }
    assert {(model, field.name) for model, field in services._hangs_on_schools()} == leads
    assert len(leads) > 6


def test_a_school_is_merged_once_and_not_into_itself(pair, steward, found, anna):
    kept, merged = pair
    with pytest.raises(ValidationError):
        services.merge_schools(by=steward, kept=kept, merged=kept)
    services.merge_schools(by=steward, kept=kept, merged=merged)
    for one, other in (pair, reversed(pair), (found(anna, name="Third"), merged)):
        with pytest.raises(ValidationError):
            services.merge_schools(by=steward, kept=one, merged=other)


def test_after_thirty_days_it_stays(pair, steward):
    kept, merged = pair
    merge = services.merge_schools(by=steward, kept=kept, merged=merged)
    with pytest.raises(services.UndoRefusedError):
        services.undo_merge(by=steward, merge=merge, at=merge.undo_until + timedelta(seconds=1))
    assert services.close_merges(now=merge.undo_until) == 0
    assert services.close_merges(now=merge.undo_until + timedelta(seconds=1)) == 1
    assert SchoolMembership.objects.filter(school=merged).count() == 0
    assert SchoolMerge.objects.get().moved == {}


def test_the_later_merge_is_undone_first(pair, found, anna, steward):
    kept, merged = pair
    last = found(anna, name="Third")
    first = services.merge_schools(by=steward, kept=kept, merged=merged)
    second = services.merge_schools(by=steward, kept=last, merged=kept)
    with pytest.raises(services.UndoRefusedError):
        services.undo_merge(by=steward, merge=first, at=now())
    for merge in (second, first):
        services.undo_merge(by=steward, merge=merge, at=now())
    assert School.objects.present().count() == 3


def test_a_number_that_the_other_has_taken_is_not_there_twice(pair, steward):
    kept, merged = pair
    merge = services.merge_schools(by=steward, kept=kept, merged=merged)
    School.objects.filter(pk=kept.pk).update(national_id="12")
    services.undo_merge(by=steward, merge=merge, at=now())
    assert sorted(School.objects.values_list("national_id", flat=True)) == ["", "12"]


def test_the_stewards_pages(sign_in, pair, steward, anna, person):
    client = sign_in(steward)
    page = client.get(PAGE).content.decode()
    assert all(text in page for text in ("SP nr 5", "Gdynia"))
    address = f"{PAGE}join/?school={pair[0].pk}&school={pair[1].pk}"
    both = client.get(address).content.decode()
    assert all(text in both for text in ("Anna", "Ben", "SP nr 5"))
    assert client.get(f"{PAGE}join/?school={pair[0].pk}")["Location"] == PAGE
    keys = {"school": [school.pk for school in pair]}
    assert client.post(f"{PAGE}join/", keys).status_code == 200
    assert School.objects.present().count() == 2
    assert client.post(f"{PAGE}join/", keys | {"kept": pair[1].pk})["Location"] == PAGE
    assert list(School.objects.present()) == [pair[1]]
    merge = SchoolMerge.objects.get()
    assert f"{PAGE}merges/{merge.pk}/undo/" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}merges/{merge.pk}/undo/")
    assert School.objects.present().count() == 2


def test_nobody_else_enters_them(sign_in, pair, orphan_claim, person, group_with):
    group_with("Readers")
    client = sign_in(person(groups=["Readers"]))
    for address in (PAGE, f"{PAGE}join/", f"{PAGE}claims/{orphan_claim.pk}/", f"{PAGE}merges/1/undo/"):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 403, 405)
            assert "SP nr 5" not in answer.content.decode()
    assert SchoolClaim.objects.count() == 1


@pytest.fixture
def orphan_claim(found, person):
    """A claim of a school that has no coordinator."""
    one = person()
    school = found(one, name="Left alone")
    roles.leave_school(person=one, school=school, without_coordinator=True)
    return services.claim_school(person=one, school=school, reason="I work there.")


def test_a_steward_settles_a_claim_on_the_page(sign_in, orphan_claim, steward):
    client = sign_in(steward)
    assert "I work there." in client.get(PAGE).content.decode()
    client.post(f"{PAGE}claims/{orphan_claim.pk}/", {"answer": "yes"})
    assert access_school(orphan_claim.person, orphan_claim.school.key).role == "coordinator"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_one_query(found, anna, number, django_assert_num_queries):
    for place in range(number):
        found(anna, name=f"SP {place}")
    with django_assert_num_queries(1):
        rows = list(schools_to_care_for(words="szkoła podst"))
    assert [(row.people, row.coordinators, row.claimed) for row in rows] == [(1, 1, False)] * number
    assert list(schools_to_care_for(only_orphaned=True)) == []
