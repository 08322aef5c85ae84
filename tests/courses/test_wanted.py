"""What a visitor wanted to do is done as soon as they have signed in or up, and not before."""

import pytest

from courses import selectors
from courses.models import CourseEnrolment, Enrolment, UnitDone

COURSE = "/en/curriculum/course-0/"
MODULE = f"{COURSE}m-1/"
SEE = f"{MODULE}see/"
PASSWORD = "long enough for a teacher"


@pytest.fixture
def module(programme):
    module = programme.module(programme.course())
    programme.unit(module, "see")
    programme.unit(module, "study")
    return module


def sign_up(client, wanted):
    form = {"email": "new@school.example", "password1": PASSWORD, "language": "en", "next": wanted}
    return client.post("/en/account/signup/", form)


def sign_in(client, wanted):
    form = {"login": "old@school.example", "password": PASSWORD, "next": wanted}
    return client.post("/en/account/login/", form)


@pytest.mark.parametrize("enter", [sign_up, sign_in])
@pytest.mark.parametrize(
    ("wanted", "leads_to", "counts"),
    [
        (f"{MODULE}?do=enrol", MODULE, (1, 0, 0)),
        (f"{COURSE}?do=enrol", COURSE, (1, 1, 0)),
        (f"{SEE}?do=done", SEE, (1, 0, 1)),
        (f"{SEE}?page=2&do=done", f"{SEE}?page=2", (1, 0, 1)),
        # What cannot be done, or means nothing, leads where it leads.
        (f"{MODULE}?do=done", MODULE, (0, 0, 0)),
        (f"{SEE}?do=enrol", SEE, (0, 0, 0)),
        (f"{MODULE}?do=nonsense", MODULE, (0, 0, 0)),
        ("/en/nowhere/?do=enrol", "/en/nowhere/", (0, 0, 0)),
        (MODULE, MODULE, (0, 0, 0)),
    ],
)
def test_what_was_wanted_is_done(module, person, anonymous, enter, wanted, leads_to, counts):
    person(email="old@school.example", password=PASSWORD)
    assert enter(anonymous, wanted)["Location"] == leads_to
    done = (Enrolment.objects.count(), CourseEnrolment.objects.count(), UnitDone.objects.count())
    assert done == counts


def test_it_is_said(module, person, anonymous):
    person(email="old@school.example", password=PASSWORD)
    sign_in(anonymous, f"{SEE}?do=done")
    page = anonymous.get(SEE).content.decode()
    assert "You are enrolled, and the unit is marked as done." in page
    assert "This unit is done" in page


def test_a_draft_is_not_enrolled_in(module, person, anonymous):
    person(email="old@school.example", password=PASSWORD)
    module.unpublish()
    assert sign_in(anonymous, f"{MODULE}?do=enrol")["Location"] == MODULE
    assert Enrolment.objects.count() == 0


def test_nothing_is_done_on_get(module, person, anonymous, client):
    anonymous.get(f"{MODULE}?do=enrol")
    someone = person()
    client.force_login(someone)
    client.get(f"{MODULE}?do=enrol")
    client.get(f"{SEE}?do=done")
    assert not selectors.is_enrolled(someone, module.translation_key)
