"""What a teacher did in courses is shown to them, in their language, and goes with them only."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils.translation import override
from wagtail.models import Locale, Page

from academy_site.foundation.privacy import holdings_of
from academy_site.home.models import StandardPage
from academy_site.people import services
from courses.models import CourseEnrolment, Enrolment, UnitDone

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.now(UTC) - timedelta(days=8)


@pytest.fixture
def module(db):
    """A page in two languages that stands for a module."""
    key = uuid4()
    for code, title in (("en", "My practice"), ("nl", "Mijn praktijk")):
        locale, _ = Locale.objects.get_or_create(language_code=code)
        page = StandardPage(title=title, slug=f"practice-{code}", locale=locale, translation_key=key)
        Page.objects.get(depth=1).add_child(instance=page)
    return key


@pytest.fixture
def anna(person, module):
    """A teacher who enrolled and marked a unit, beside somebody who did the same."""
    anna, ben = person(), person()
    for somebody in (anna, ben):
        Enrolment.objects.create(person=somebody, module=module)
        CourseEnrolment.objects.create(person=somebody, course=uuid4())
        UnitDone.objects.create(person=somebody, unit=uuid4(), module=module)
    return anna


def rows(person):
    return next(list(holding.rows()) for holding in holdings_of(person) if holding.key == "learning")


@pytest.mark.parametrize(("language", "title"), [("en", "My practice"), ("nl", "Mijn praktijk"), ("pl", "My practice")])
def test_rows_name_pages_in_the_language_of_the_reader(anna, language, title):
    with override(language):
        assert sorted(row["page"] for row in rows(anna)) == ["", "", title]


def test_a_page_that_is_gone_leaves_the_row(anna):
    Enrolment.objects.update(module=uuid4())
    assert len(rows(anna)) == 3


def test_it_goes_with_its_person_only(anna):
    services.ask_to_leave(person=anna, choices={}, now=LONG_AGO)
    assert services.erase_due(now=datetime.now(UTC)) == 1
    assert [model.objects.count() for model in (Enrolment, CourseEnrolment, UnitDone)] == [1, 1, 1]
