"""Rights are asked for only where a group or an own right can give one."""

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import Permission
from django.test import RequestFactory

from academy_site.people.roles import STEWARDS

RIGHT = "wagtailadmin.access_admin"


@pytest.fixture
def asking(sign_in):
    """Return the person as a request of theirs knows them."""

    def ask(person):
        request = RequestFactory().get("/")
        request.session = sign_in(person).session
        return get_user(request)

    return ask


def _give(person):
    app, codename = RIGHT.split(".")
    person.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))


def test_a_teacher_has_none_and_costs_no_query(person, asking, django_assert_num_queries):
    teacher = asking(person())
    with django_assert_num_queries(0):
        assert teacher.has_perm(RIGHT) is False


@pytest.mark.parametrize(("how", "may"), [("group", True), ("own", True), ("operator", True), ("empty group", False)])
def test_whoever_can_have_rights_is_asked_for(person, asking, how, may):
    someone = person(groups=[STEWARDS] if "group" in how else (), is_superuser=how == "operator")
    if how == "group":
        app, codename = RIGHT.split(".")
        someone.groups.get().permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    if how == "own":
        _give(someone)
    assert asking(someone).has_perm(RIGHT) is may


def test_a_closed_account_is_nobody(person, asking, sign_in):
    someone = person()
    request = RequestFactory().get("/")
    request.session = sign_in(someone).session
    someone.is_active = False
    someone.save()
    assert get_user(request).is_anonymous


def test_the_person_can_be_saved(person, asking):
    teacher = asking(person())
    teacher.display_name = "Another name"
    teacher.save()
    assert type(teacher).objects.get(pk=teacher.pk).display_name == "Another name"
