"""Everything of a school is 404 for others: every address below its key, asked by everybody who is not there."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import LocalePrefixPattern, URLPattern, get_resolver, reverse
from django.utils.timezone import localdate

from academy_site.people.enums import SchoolRole
from academy_site.people.models import SchoolMembership
from academy_site.people.roles import STEWARDS

pytestmark = pytest.mark.django_db
# Apps name the key of the school as they like.
BELOW = re.compile(r"^schools/<uuid:(\w+)>/")
# Values that lead nowhere, so that nothing happens where somebody is let in.
NOWHERE = {"int": 987654321, "uuid": uuid4(), "slug": "nothing", "string": "nothing"}


def patterns(resolver, before="", converters=None):
    """Yield the name and the route of each address in a language, with the converters of what stands in its gaps."""
    for found in resolver.url_patterns:
        own = (converters or {}) | getattr(found.pattern, "converters", {})
        route = before + ("" if isinstance(found.pattern, LocalePrefixPattern) else str(found.pattern))
        if isinstance(found, URLPattern):
            yield found.name, route, own
        else:
            yield from patterns(found, route, own)


def _below():
    """Return the addresses below the key of a school: name, what the key is called, converters."""
    found = ((name, BELOW.match(route), converters) for name, route, converters in patterns(get_resolver()))
    return [(name, match[1], converters) for name, match, converters in found if match]


def address(found, key):
    name, called, converters = found
    gaps = {gap: NOWHERE[type(each).__name__.removesuffix("Converter").lower()] for gap, each in converters.items()}
    return reverse(name, kwargs=gaps | {called: key})


@pytest.fixture
def strangers(school, found, person, member):
    """People who are not at the school, by what they are: each opens every other page."""
    one = person(display_name="Other")
    other = found(one, name="Another school")
    made = {"coordinator of another": one, "somebody": person(), "steward": person(groups=[STEWARDS])}
    made["operator"] = person(is_superuser=True, is_staff=True)
    for role in (SchoolRole.LEADER, SchoolRole.TEACHER, SchoolRole.GOVERNOR):
        made[f"{role} of another"] = person()
        today = localdate()
        SchoolMembership.objects.create(
            school=other, person=made[f"{role} of another"], role=role, since=today, expires_on=today
        )
    made["member no more"] = member(SchoolRole.COORDINATOR)
    SchoolMembership.objects.filter(person=made["member no more"]).update(since="2020-01-01", expires_on="2020-12-31")
    return made


def test_every_address_is_404_for_others(school, strangers, sign_in):
    found = _below()
    assert len(found) >= 16
    assert len({name for name, *_rest in found}) == len(found)
    seen = {}
    for who, person in strangers.items():
        client = sign_in(person)
        for pattern in found:
            place = address(pattern, school.key)
            for answer in (client.get(place), client.post(place)):
                if answer.status_code != 404 and answer.status_code != 405:
                    seen[who, pattern[0], answer.request["REQUEST_METHOD"]] = answer.status_code
                assert school.name not in answer.content.decode()
    assert seen == {}


def test_a_visitor_signs_in_and_learns_nothing(school):
    for pattern in _below():
        answers = [Client().get(address(pattern, key)) for key in (school.key, uuid4())]
        assert {answer.status_code for answer in answers} <= {302, 405}
        assert answers[0].status_code == answers[1].status_code


ONLY_COORDINATORS = {
    "school_settings", "school_holiday", "school_holiday_gone", "school_invite", "school_invitation_gone",
    "school_refuse", "school_role", "school_role_gone", "school_handover", "school_handover_gone",
}  # fmt: skip


@pytest.mark.parametrize("role", [SchoolRole.LEADER, SchoolRole.TEACHER, SchoolRole.GOVERNOR])
def test_what_only_coordinators_do_is_404_for_other_members(school, member, sign_in, role):
    client = sign_in(member(role))
    for pattern in _below():
        if pattern[0] in ONLY_COORDINATORS:
            place = address(pattern, school.key)
            assert {client.get(place).status_code, client.post(place).status_code} <= {404, 405}, pattern[0]
    assert client.get(f"/en/schools/{school.key}/").status_code == 200
    assert client.get(f"/en/schools/{school.key}/members/").status_code == 200
