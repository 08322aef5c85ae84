"""Where pages may stand, and what a language may not change."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from academy_site.home.models import HomePage, StandardPage
from courses import models
from courses.models import CourseModule

PARENTS = {
    models.CurriculumPage: {HomePage},
    models.CoursePage: {models.CurriculumPage},
    models.ModulePage: {models.CoursePage},
    models.UnitPage: {models.ModulePage},
    models.GuidelinePage: {HomePage},
    models.PhasePage: {models.GuidelinePage},
    models.QuadrantPage: {models.GuidelinePage},
    models.TeacherProfilePage: {models.GuidelinePage},
    models.CellPage: {models.PhasePage},
    models.EnvironmentPage: {HomePage},
    models.EnvironmentDomainPage: {models.EnvironmentPage},
    models.EvidencePage: {HomePage},
}


@pytest.mark.parametrize(("page_type", "parents"), PARENTS.items())
def test_a_page_stands_only_below_its_parent(page_type, parents):
    assert set(page_type.allowed_parent_page_models()) == parents


def test_the_guideline_may_also_hold_pages_to_read():
    below = set(models.GuidelinePage.allowed_subpage_models())
    assert below == {models.PhasePage, models.QuadrantPage, models.TeacherProfilePage, StandardPage}


def test_there_is_one_catalogue(programme):
    home = HomePage.objects.get(pk=programme.home.pk)
    assert models.CurriculumPage.can_create_at(home) is False


def test_a_course_lists_a_module_once(programme):
    course = programme.course()
    module = programme.module(course)
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseModule.objects.create(page=course, module=module, sort_order=9)


@pytest.mark.parametrize("fields", [{"minutes": 0}, {"minutes": -1}, {"minutes": 6001}, {"step": "sleep"}])
def test_a_unit_has_a_step_and_takes_time(programme, fields):
    unit = programme.unit(programme.module(programme.course()))
    for name, value in fields.items():
        setattr(unit, name, value)
    with pytest.raises(ValidationError) as refusal:
        unit.full_clean()
    assert list(refusal.value.message_dict) == list(fields)


@pytest.mark.parametrize("page_type", [models.CoursePage, models.ModulePage, models.UnitPage])
def test_no_language_changes_a_key(page_type):
    keys = [field for field in page_type.override_translatable_fields if field.field_name == "key"]
    assert [(type(field), field.overridable) for field in keys] == [(SynchronizedField, False)]


def test_every_page_type_of_the_app_is_in_this_table():
    own = {model for model in apps.get_app_config("courses").get_models() if issubclass(model, Page)}
    assert own == set(PARENTS)
