"""People of several kinds, and the addresses of the account pages."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache

from academy_site.people.services.school_roles import hold_role
from academy_site.people.services.schools import found_school

PASSWORD = "three plain words here"


@pytest.fixture(autouse=True)
def empty_cache(db):
    """Forget the attempts of the test before."""
    cache.clear()


@pytest.fixture
def sign_up():
    """Send the sign-up form: `sign_up(client, email=..., language="nl")`."""

    def send(client, *, at="/en/account/signup/", **fields):
        data = {"email": "new@school.example", "password1": PASSWORD, "display_name": "", "language": "en"}
        return client.post(at, data | fields)

    return send


@pytest.fixture
def group_with():
    """Make a group that may enter the admin and do what is named (`people.change_user`)."""

    def make(name, *rights):
        group, _ = Group.objects.get_or_create(name=name)
        for right in ("wagtailadmin.access_admin", *rights):
            app, codename = right.split(".")
            group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
        return group

    return make


@pytest.fixture
def anna(person):
    """The coordinator of the school."""
    return person(email="anna@school.example", display_name="Anna", timezone="Europe/Warsaw")


@pytest.fixture
def found(db):
    """Found a school: `found(anna, name="Another", town="Breda")`."""

    def make(someone, **fields):
        values = {"name": "SP 5", "town": "Gdynia", "country": "PL"} | fields
        return found_school(person=someone, key=uuid4(), **values)

    return make


@pytest.fixture
def school(found, anna):
    """A school that Anna founded."""
    return found(anna)


@pytest.fixture
def member(school, anna, person):
    """Make a member of the school in a role: `member(SchoolRole.TEACHER)`."""

    def make(role, **fields):
        someone = person(**fields)
        hold_role(school=school, person=someone, role=role, by=anna)
        return someone

    return make
