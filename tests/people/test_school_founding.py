"""A school is founded once: those that might be the same are shown before anything is made."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from academy_site.people.models import School, SchoolMembership
from academy_site.people.selectors.schools import known_as, schools_like
from academy_site.people.services import schools as services

pytestmark = pytest.mark.django_db
FOUND = "/en/schools/found/"


def posted(**fields):
    return {"key": str(uuid4()), "name": "SP 5", "town": "Gdynia", "country": "PL", "national_id": ""} | fields


def test_whoever_founds_a_school_coordinates_it(anna, found):
    school = found(anna, name="  Szkoła  Podstawowa nr 5 ", national_id="12 34-a")
    assert (school.normal_name, school.normal_town, school.national_id) == ("szkola podstawowa 5", "gdynia", "1234A")
    assert (school.timezone, school.languages, school.year_month) == ("Europe/Warsaw", ["pl"], 9)
    assert [(row.person, row.role) for row in school.memberships.all()] == [(anna, "coordinator")]
    assert set(ModelLogEntry.objects.values_list("action", flat=True)) == {"people.school.found", "people.school.role"}


def test_sent_twice_it_is_one_school(anna):
    form = posted()
    one, other = [services.found_school(person=anna, **form) for _each in range(2)]
    assert one == other
    assert School.objects.count() == 1


def test_nothing_is_made_while_others_are_alike(anna, person, found):
    school = found(anna, name="Szkoła Podstawowa nr 5")
    with pytest.raises(services.AlikeError) as refused:
        services.found_school(person=person(), **posted(name="SP 5"))
    assert refused.value.schools == [school]
    assert School.objects.count() == 1
    other = services.found_school(person=person(), **posted(name="SP 5"), not_these=[school.key])
    assert other != school
    # A third one that was not shown stands in the way again.
    with pytest.raises(services.AlikeError) as refused:
        services.found_school(person=person(), **posted(name="SP 5"), not_these=[school.key])
    assert refused.value.schools == [other]


def test_another_country_and_another_number_are_another_school(anna, found):
    found(anna)
    for fields in ({"country": "SE"}, {"name": "SP 6"}):
        found(anna, **fields)
    assert School.objects.count() == 3


def test_the_likeliest_come_first_five_at_most_in_one_query(anna, person, found, django_assert_num_queries):
    keys, made = [], []
    for name in ("SP 5", "SP 5 Nowa", "SP 5 Stara", "Szkoła 5", "SP 5 Morska", "SP 5 Leśna"):
        made.append(found(person(), name=name, not_these=keys))
        keys.append(made[-1].key)
    far = found(person(), name="Zupełnie inna", national_id="77", town="Kraków")
    with django_assert_num_queries(1):
        alike = schools_like(country="PL", known=known_as("SP 5", "Gdynia", "77"))
    assert len(alike) == 5
    assert alike[:2] == [far, made[0]]


def test_a_number_of_the_state_leads_to_its_school(anna, person, found):
    school = found(anna, name="Åsö grundskola", town="Stockholm", country="SE", national_id="111")
    with pytest.raises(services.AlikeError) as refused:
        found(person(), name="Something else", town="Malmö", country="SE", national_id="1-11")
    assert refused.value.schools == [school]
    with pytest.raises(ValidationError):
        found(person(), name="Else", town="Malmö", country="SE", national_id="111", not_these=[school.key])
    assert School.objects.count() == 1


def test_nobody_coordinates_many_schools(anna, found):
    for number in range(services.MOST_COORDINATED):
        found(anna, name=f"SP {number}")
    with pytest.raises(ValidationError):
        found(anna, name="SP 99")


def test_the_page_asks_before_it_makes_anything(sign_in, anna, person, found, django_assert_num_queries):
    school = found(anna, name="Szkoła Podstawowa nr 5")
    client, form = sign_in(person()), posted()
    page = client.post(FOUND, form)
    assert (page.status_code, School.objects.count()) == (200, 1)
    text = page.content.decode()
    assert "Is it one of these?" in text
    assert f"/en/schools/ask/?school={school.key}" in text
    assert "take over" not in text
    # Session, person, made before, alike and the transaction (7); member there, asked, orphaned.
    with django_assert_num_queries(10):
        client.post(FOUND, form)
    answer = client.post(FOUND, form | {"not_this": [str(school.key), "no key"]})
    made = School.objects.exclude(pk=school.pk).get()
    assert answer["Location"] == f"/en/schools/{made.key}/"


def test_a_school_without_coordinator_is_offered_to_be_taken_over(sign_in, anna, person, found):
    school = found(anna)
    SchoolMembership.objects.all().delete()
    page = sign_in(person()).post(FOUND, posted()).content.decode()
    assert f"/en/schools/take-over/?school={school.key}" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "!!!"}, "Write the name of the school."),
        ({"town": ""}, "This field is required."),
        ({"country": "XX"}, "Select a valid choice."),
        ({"key": "x"}, "Enter a valid UUID."),
    ],
)
def test_a_slip_is_said_at_its_field(sign_in, anna, fields, said):
    page = sign_in(anna).post(FOUND, posted(**fields))
    assert page.status_code == 400
    assert any(said in error for errors in page.context["form"].errors.values() for error in errors)
    assert School.objects.count() == 0


def test_settings_and_holidays(sign_in, school, anna):
    client, base = sign_in(anna), f"/en/schools/{school.key}/"
    values = {
        "name": "Szkoła nr 5",
        "town": "Sopot",
        "country": "PL",
        "national_id": "9",
        "timezone": "Europe/Helsinki",
        "languages": ["pl", "en"],
        "year_month": "2",
        "year_day": "29",
    }
    page = client.post(f"{base}settings/", values)
    assert (page.status_code, page.context["form"].errors["year_day"]) == (400, ["There is no such day in each year."])
    assert f">{school.name}</a>" in page.content.decode()
    assert client.post(f"{base}settings/", values | {"year_day": "28"}).status_code == 302
    school.refresh_from_db()
    assert (school.name, school.normal_town, school.languages, school.year_day) == (
        "Szkoła nr 5", "sopot", ["pl", "en"], 28,
    )  # fmt: skip
    holiday = {"title": "Ferie", "first_day": "2027-02-01", "last_day": "2027-02-14"}
    for title in ("Ferie", "Ferie zimowe"):
        assert client.post(f"{base}holidays/", holiday | {"title": title}).status_code == 302
    assert [row.title for row in school.holidays.all()] == ["Ferie zimowe"]
    backwards = client.post(f"{base}holidays/", holiday | {"last_day": "2027-01-01"})
    assert (backwards.status_code, school.holidays.count()) == (400, 1)
    for _each in range(2):
        client.post(f"{base}holidays/{holiday_id(school)}/remove/")
    assert school.holidays.count() == 0


def holiday_id(school):
    row = school.holidays.first()
    return row.pk if row else 1
