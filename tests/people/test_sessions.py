"""Where one is signed in, what is kept of it, and in which time zone one reads."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from academy_site.foundation.privacy import endings_of, holdings_of
from academy_site.people import services
from academy_site.people.middleware import TimeZoneMiddleware
from academy_site.people.receivers import NO_ADDRESS
from tests.people.conftest import PASSWORD
from tests.people.factor import give_app

pytestmark = pytest.mark.django_db
LIST = "/en/account/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def teacher(person):
    return person(email="teacher@school.example", password=PASSWORD)


def signed_in(agent=FIREFOX) -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR="203.0.113.7")
    client.post("/en/account/login/", {"login": "teacher@school.example", "password": PASSWORD})
    return client


def is_signed_in(client) -> bool:
    return client.get("/en/account/").status_code == 200


def test_of_a_device_browser_and_system_are_kept(teacher):
    signed_in()
    (session,) = UserSession.objects.all()
    assert (session.ip, session.user_agent, session.data) == (NO_ADDRESS, "Firefox, Windows", {})


def test_one_device_is_ended(teacher):
    here, elsewhere, third = signed_in(), signed_in(), signed_in("strange")
    keys = [session.pk for session in UserSession.objects.order_by("pk")]
    page = here.get(LIST).content.decode()
    assert page.count("This device") == 1
    assert "A device we do not recognise" in page
    here.post(LIST, {"session": keys[1]})
    assert [is_signed_in(client) for client in (here, elsewhere, third)] == [True, False, True]


def test_all_others_are_ended(teacher):
    here, elsewhere, third = signed_in(), signed_in(), signed_in()
    here.post(LIST)
    assert [is_signed_in(client) for client in (here, elsewhere, third)] == [True, False, False]
    assert UserSession.objects.count() == 1


@pytest.mark.parametrize("key", ["0", "-1", "x", "", "9" * 30, "1 OR 1=1"])
def test_no_other_session_is_there(teacher, key):
    assert signed_in().post(LIST, {"session": key}).status_code == 404


def test_a_session_of_somebody_else_is_not_there(teacher, person, sign_in):
    client = signed_in()
    other = sign_in(person())
    assert other.post(LIST, {"session": UserSession.objects.get().pk}).status_code == 404
    assert is_signed_in(client) is True


def test_signing_out_leaves_nothing(teacher):
    signed_in().post("/en/account/logout/")
    assert UserSession.objects.count() == 0


def test_what_is_held_is_told_without_secrets_and_ends(teacher):
    client = signed_in()
    give_app(teacher)
    held = {holding.key: holding for holding in holdings_of(teacher)}
    assert [set(row) for row in held["second_factors"].rows()] == [{"kind", "name", "added", "last_used"}] * 2
    assert [row["device"] for row in held["devices"].rows()] == ["Firefox, Windows"]
    for ending in endings_of(teacher):
        if ending.key in ("second_factors", "devices"):
            ending.carry_out(ending.fates[0].key)
            ending.carry_out(ending.fates[0].key)
    assert is_signed_in(client) is False
    assert [held["second_factors"].rows(), held["devices"].rows()] == [[], []]


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("Europe/Helsinki", "Europe/Helsinki"), ("America/New_York", "America/New_York"), ("No/Such", "UTC"), ("", "UTC")],
)
def test_times_are_shown_in_the_zone_of_the_person(rf, settings, teacher, zone, shown):
    seen = []
    teacher.timezone = zone
    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "some"
    request.user = teacher
    TimeZoneMiddleware(lambda _request: seen.append(timezone.get_current_timezone_name()))(request)
    assert seen == [shown]
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_visitor_costs_no_query(rf, django_assert_num_queries):
    class Nobody(AnonymousUser):
        def __getattribute__(self, name):
            raise AssertionError("a visitor is not asked who they are")

    request = rf.get("/")
    request.user = Nobody()
    with django_assert_num_queries(0):
        assert TimeZoneMiddleware(lambda _request: "answer")(request) == "answer"


def test_a_new_person_reads_in_the_zone_their_language_is_spoken_in(client, sign_up, django_user_model):
    sign_up(client, language="fi")
    assert django_user_model.objects.get().timezone == "Europe/Helsinki"


def test_the_account_page_costs_the_same_with_many_factors(sign_in, teacher, django_assert_max_num_queries):
    services.prove_address(person=teacher)
    client = sign_in(teacher)
    client.get("/en/account/")
    give_app(teacher)
    with django_assert_max_num_queries(15) as counted:
        client.get("/en/account/")
    before = len(counted)
    for number in range(3):
        teacher.authenticator_set.create(type="webauthn", data={"name": str(number), "credential": {}})
    with django_assert_max_num_queries(before):
        client.get("/en/account/")
