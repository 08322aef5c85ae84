"""What must never be false about people in the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from academy_site.people.models import User
from academy_site.people.services import change_address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("other", ["anna@school.example", "Anna@School.example", "ANNA@SCHOOL.EXAMPLE"])
def test_one_account_an_address_whatever_its_case(other):
    User.objects.create_user("anna@school.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email=other)])
    with pytest.raises(ValidationError) as refused:
        User(email=other, password="x").full_clean()
    assert (
        "There is already an account with this address." in str(refused.value) or "email" in refused.value.message_dict
    )
    assert User.objects.count() == 1


def test_addresses_are_stored_in_lower_case():
    assert User.objects.create_user("Anna@School.Example").email == "anna@school.example"
    assert User.objects.get_by_natural_key("ANNA@school.example").email == "anna@school.example"


def test_an_address_is_needed():
    with pytest.raises(ValueError, match="e-mail address"):
        User.objects.create_user("")


@pytest.mark.parametrize(("display_name", "name"), [("Anna Kowalska", "Anna Kowalska"), ("", "anna.k")])
def test_the_name_that_is_shown(display_name, name):
    person = User(email="anna.k@school.example", display_name=display_name)
    assert (person.get_full_name(), person.get_short_name(), str(person)) == (name, name, name)


def test_a_person_is_neither_operator_nor_staff():
    person = User.objects.create_user("anna@school.example")
    assert (person.is_staff, person.is_superuser, person.is_active) == (False, False, True)


def test_an_address_of_somebody_else_cannot_be_given():
    anna, ben = (User.objects.create_user(f"{name}@school.example") for name in ("anna", "ben"))
    with pytest.raises(ValidationError):
        change_address(person=ben, email="Anna@school.example")
    ben.refresh_from_db()
    assert ben.email == "ben@school.example"
    assert anna.email == "anna@school.example"
