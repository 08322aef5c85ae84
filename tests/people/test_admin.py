"""Who enters the admin, and how people are kept there."""

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from academy_site.people import services
from academy_site.people.access import may_enter_admin
from academy_site.people.models import User
from academy_site.people.roles import GROUPS, STEWARDS, TEACHER_EDUCATORS
from tests.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator():
    return User.objects.create_superuser("operator@academy.example", PASSWORD)


@pytest.fixture
def steward(person, group_with):
    group_with(STEWARDS, "people.view_user", "people.change_user")
    return person(email="steward@academy.example", groups=[STEWARDS])


@pytest.fixture
def teacher(person):
    return person(email="teacher@school.example", password=PASSWORD, language="pl")


@pytest.fixture
def people(operator, steward, teacher, person, group_with):
    group_with(TEACHER_EDUCATORS)
    return {
        "operator": operator,
        "steward": steward,
        "educator": person(groups=[TEACHER_EDUCATORS]),
        "teacher": teacher,
        "closed educator": person(groups=[TEACHER_EDUCATORS], is_active=False),
    }


OPEN, CLOSED, ASKED = 200, 403, "/en/account/login/?next=/admin/"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("operator", OPEN),
        ("steward", OPEN),
        ("educator", OPEN),
        ("teacher", CLOSED),
        ("closed educator", ASKED),
        ("visitor", ASKED),
    ],
)
def test_who_enters(people, who, expected):
    client = Client()
    if who in people:
        client.force_login(people[who])
        assert may_enter_admin(people[who]) is (expected == OPEN)
    answer = client.get("/admin/", follow=True)
    if expected == ASKED:
        assert answer.redirect_chain == [("/admin/login/?next=/admin/", 302), (ASKED, 302)]
    else:
        assert answer.status_code == expected


def test_the_closed_door_speaks_the_persons_language_and_says_it_once(sign_in, teacher):
    client = sign_in(teacher)
    answer = client.get("/admin/pages/", follow=True)
    assert answer.status_code == 403
    assert '<html lang="pl"' in answer.content.decode()
    assert answer.context["messages"] == ()
    assert "_messages" not in client.session
    assert "/pl/account/logout/" in answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [("/admin/pages/3/", "/admin/pages/3/"), ("//evil.example/", "/admin/"), ("", "/admin/")],
)
def test_sign_in_leads_back(operator, wanted, leads_to):
    client = Client()
    asked = client.get("/admin/login/", {"next": wanted}, headers={"accept-language": "fi"})
    assert asked["Location"] == f"/fi/account/login/?next={leads_to}"
    answer = client.post("/fi/account/login/", {"login": operator.email, "password": PASSWORD, "next": leads_to})
    assert answer["Location"] == leads_to
    assert client.get("/admin/login/", {"next": wanted})["Location"] == leads_to


def test_wagtails_form_takes_no_password(operator):
    client = Client()
    client.post("/admin/login/", {"username": operator.email, "password": PASSWORD})
    client.post("/en/_util/login/", {"username": operator.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "address",
    [
        "/admin/password_reset/",
        "/admin/password_reset/done/",
        "/admin/password_reset/confirm/MQ/set-password/",
        "/admin/password_reset/complete/",
    ],
)
def test_wagtails_password_reset_is_closed(client, address):
    assert client.get(address).status_code == 404
    assert client.post(address, {"email": "operator@academy.example"}).status_code == 404


def test_there_are_no_api_tokens(sign_in, operator):
    assert apps.is_installed("wagtail.api.v3") is False
    assert sign_in(operator).get("/admin/api-tokens/").status_code == 404


def test_wagtails_page_sign_in_leads_to_ours(client):
    assert client.get("/sv/_util/login/?next=/sv/about/")["Location"] == "/sv/account/login/?next=/sv/about/"
    assert client.get("/sv/_util/login/?next=//x.example/")["Location"] == "/sv/account/login/?next=/"


def test_signing_out_of_the_admin(sign_in, operator):
    client = sign_in(operator)
    assert client.post("/admin/logout/")["Location"] == "/admin/login/"
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_home_of_the_admin_bears_our_name(sign_in, operator):
    page = sign_in(operator).get("/admin/").content.decode()
    assert "- Academy of Personalised Learning</title>" in page
    assert "mark.svg" in page
    assert "gravatar" not in page


def test_preferred_language_of_the_admin(sign_in, operator):
    client = sign_in(operator)
    page = client.get("/admin/account/").content.decode()
    assert [f'<option value="{code}"' in page for code in ("en", "nl", "fi", "sv", "pl", "de")] == [True] * 5 + [False]
    answer = client.post(
        "/admin/account/",
        {
            "name_email-display_name": "Op",
            "locale-preferred_language": "nl",
            "locale-current_time_zone": "Europe/Amsterdam",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )
    assert answer.status_code == 302
    operator.refresh_from_db()
    assert operator.display_name == "Op"
    assert '<html lang="nl"' in client.get("/admin/").content.decode()
    assert "password" not in page.lower().replace("wagtailpassword", "")


def test_pages_of_people_open(sign_in, operator, teacher):
    client = sign_in(operator)
    for name, args in (
        ("index", []), ("index_results", []), ("add", []), ("edit", [teacher.pk]),
        ("delete", [teacher.pk]), ("history", [teacher.pk]), ("usage", [teacher.pk]),
    ):  # fmt: skip
        answer = client.get(reverse(f"wagtailusers_users:{name}", args=args))
        assert (name, answer.status_code) == (name, 200)
    assert client.get("/admin/groups/").status_code == 200


@pytest.mark.parametrize("ordering", ["display_name", "-email", "language", "last_login", "is_superuser"])
def test_the_list_sorts_and_searches(sign_in, operator, teacher, ordering):
    client = sign_in(operator)
    answer = client.get("/admin/users/", {"ordering": ordering})
    assert answer.status_code == 200
    assert "teacher@school.example" in answer.content.decode()
    found = client.get("/admin/users/", {"q": "operator"}).content.decode()
    assert "teacher@school.example" not in found


def test_the_list_costs_the_same_for_many(sign_in, operator, person, django_assert_num_queries):
    client = sign_in(operator)
    client.get("/admin/users/")
    for people in (1, 5):
        for number in range(people):
            person(email=f"{people}-{number}@school.example")
        with django_assert_num_queries(5):
            client.get("/admin/users/results/")


def test_an_operator_makes_a_person(sign_in, operator):
    steward = Group.objects.get_or_create(name=STEWARDS)[0]
    data = {
        "email": "New@School.example",
        "display_name": "N",
        "language": "fi",
        "country": "",
        "groups": [steward.pk],
    }
    answer = sign_in(operator).post("/admin/users/new/", data)
    assert answer.status_code == 302
    person = User.objects.get(email="new@school.example")
    assert (person.language, person.has_usable_password(), list(person.groups.all())) == (
        "fi",
        False,
        [steward],
    )
    again = sign_in(operator).post("/admin/users/new/", {**data, "email": "NEW@school.example"})
    assert list(again.context["form"].errors) == ["email"]
    assert again.context["form"]["display_name"].value() == "N"


def test_an_operator_changes_an_address(sign_in, operator, teacher, person):
    person(email="taken@school.example")
    EmailAddress.objects.create(user=teacher, email=teacher.email, primary=True, verified=True)
    data = {
        "email": "Other@school.example",
        "display_name": "T",
        "language": "pl",
        "country": "PL",
        "is_active": "on",
    }
    address = f"/admin/users/edit/{teacher.pk}/"
    assert sign_in(operator).post(address, data).status_code == 302
    teacher.refresh_from_db()
    assert teacher.email == "other@school.example"
    assert [(a.email, a.primary, a.verified) for a in EmailAddress.objects.filter(user=teacher)] == [
        ("other@school.example", True, False)
    ]
    refused = sign_in(operator).post(address, {**data, "email": "TAKEN@school.example"})
    assert list(refused.context["form"].errors) == ["email"]


def test_a_steward_cannot_become_somebody_else(sign_in, steward, teacher):
    client = sign_in(steward)
    address = f"/admin/users/edit/{teacher.pk}/"
    form = client.get(address).context["form"]
    assert {"password1", "password2", "is_superuser"} & set(form.fields) == set()
    client.post(
        address,
        {
            "email": "steward2@academy.example", "display_name": "Changed", "language": "pl", "country": "",
            "is_active": "on", "is_superuser": "on", "password1": "taken by me!", "password2": "taken by me!",
        },
    )  # fmt: skip
    teacher.refresh_from_db()
    assert (teacher.email, teacher.display_name, teacher.is_superuser) == (
        "teacher@school.example",
        "Changed",
        False,
    )
    assert teacher.check_password(PASSWORD) is True


def test_a_steward_cannot_change_an_operator_or_make_one(sign_in, steward, operator):
    client = sign_in(steward)
    client.post(f"/admin/users/edit/{operator.pk}/", {"display_name": "X", "language": "pl", "is_active": ""})
    operator.refresh_from_db()
    assert (operator.display_name, operator.is_active, operator.is_superuser) == ("", True, True)
    client.post(f"/admin/users/edit/{steward.pk}/", {"display_name": "S", "language": "en", "is_superuser": "on"})
    steward.refresh_from_db()
    assert (steward.display_name, steward.is_superuser) == ("S", False)


def test_names_of_groups():
    assert GROUPS == ("Teacher educators", "Translators", "Stewards")


@pytest.mark.parametrize(("action", "data"), [("set_active_state", {"mark_as_active": "False"}), ("assign_role", {})])
def test_a_steward_cannot_touch_operators_in_bulk(sign_in, steward, operator, teacher, action, data):
    group = Group.objects.get(name=STEWARDS)
    address = f"/admin/bulk/people/user/{action}/?next=/admin/users/&id={operator.pk}&id={teacher.pk}"
    sign_in(steward).post(address, {"role": group.pk, **data})
    operator.refresh_from_db()
    teacher.refresh_from_db()
    assert (operator.is_active, list(operator.groups.all())) == (True, [])
    assert (teacher.is_active, list(teacher.groups.all())) == (not data, [] if data else [group])


def test_who_asked_to_leave_reads_it_on_every_page_of_the_admin(steward, sign_in):
    client = sign_in(steward)
    said = "Your account will be erased on"
    pages = ("/admin/", "/admin/account/")
    assert [said in client.get(page).content.decode() for page in pages] == [False, False]
    User.objects.create_superuser("other@academy.example", PASSWORD)  # somebody must stay who runs the academy
    services.ask_to_leave(person=steward, choices={}, now=now())
    bodies = [client.get(page).content.decode() for page in pages]
    assert [said in body for body in bodies] == [True, True]
    assert 'action="/en/account/my-data/stay/"' in bodies[0]
    client.post("/en/account/my-data/stay/")
    assert [said in client.get(page).content.decode() for page in pages] == [False, False]
