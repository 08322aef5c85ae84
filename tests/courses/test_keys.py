"""Keys that people read stand for one page: refused in forms, made anew in copies."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object

from courses.models import CellPage, CoursePage, EnvironmentDomainPage, ModulePage, PhasePage, QuadrantPage, UnitPage

pytestmark = pytest.mark.django_db


def keys(model, locale) -> list[str]:
    return list(model.objects.filter(locale=locale).values_list("key", flat=True))


@pytest.mark.parametrize(
    ("model", "own", "taken"),
    [(CoursePage, "C1", "C0"), (ModulePage, "M1-1", "M0"), (UnitPage, "M1-1-see", "M0-see")],
)
def test_a_taken_key_is_refused_at_its_field(academy, model, own, taken):
    page = model.objects.get(key=own, locale=academy.locale)
    page.key = taken
    with pytest.raises(ValidationError) as refusal:
        page.full_clean(exclude=["body"])
    assert refusal.value.message_dict == {"key": ["Another page of this kind has this key. Choose another."]}


def test_the_form_for_a_new_module_refuses_a_taken_key(academy, editor_client):
    parent = CoursePage.objects.get(key="C1", locale=academy.locale)
    data = {f"{name}-count": "0" for name in ("outcomes", "task_criteria", "tools")}
    for name in ("module_dimensions", "recommendations"):
        data |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    data |= {
        "title": "New",
        "slug": "new",
        "key": "M0",
        "ects": "1",
        "hours": "27",
        "task_title": "",
        "action-publish": "",
    }
    answer = editor_client.post(f"/admin/pages/add/courses/modulepage/{parent.pk}/", data)
    assert "Another page of this kind has this key. Choose another." in answer.content.decode()
    assert not Page.objects.filter(slug="new").exists()


def test_the_same_key_stands_in_every_language(academy):
    module = ModulePage.objects.get(key="M0", locale=academy.locale)
    assert {page.key for page in module.get_translations(inclusive=True).specific()} == {"M0"}
    dutch = Locale.objects.get(language_code="nl")
    other = ModulePage.objects.get(key="M1-1", locale=academy.locale)
    translate_object(other, [dutch])
    assert other.get_translation(dutch).specific.key == "M1-1"


def test_a_copied_module_and_its_units_get_keys_of_their_own(academy, editor_client):
    module = ModulePage.objects.get(key="M1-1", locale=academy.locale)
    parent = module.get_parent()
    before = {model: keys(model, academy.locale) for model in (ModulePage, UnitPage)}
    answer = editor_client.post(
        f"/admin/pages/{module.pk}/copy/",
        {
            "new_title": "Knowing the learner again",
            "new_slug": "knowing-again",
            "new_parent_page": parent.pk,
            "copy_subpages": "on",
            "publish_copies": "on",
        },
    )
    assert answer.status_code == 302
    after = {model: keys(model, academy.locale) for model in (ModulePage, UnitPage)}
    assert sorted(after[ModulePage]) == sorted([*before[ModulePage], "knowing-again"])
    new_units = [key for key in after[UnitPage] if key not in before[UnitPage]]
    assert new_units == ["see", "study", "try", "share", "show"]
    copy = ModulePage.objects.get(key="knowing-again")
    assert [page.get_latest_revision_as_object().key for page in [copy, *copy.get_children().specific()]] == [
        "knowing-again",
        *new_units,
    ]
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("model", [PhasePage, QuadrantPage, CellPage, EnvironmentDomainPage])
def test_what_there_is_one_of_is_not_copied(academy, editor_client, model):
    page = model.objects.filter(locale=academy.locale).first()
    answer = editor_client.get(f"/admin/pages/{page.pk}/copy/", follow=True)
    assert "so this page is not copied" in answer.content.decode()
    assert answer.redirect_chain[0][0] == f"/admin/pages/{page.get_parent().pk}/"


def test_nor_below_a_page_that_is_copied(academy, editor_client):
    answer = editor_client.post(f"/admin/pages/{academy.pk}/copy/", {"new_title": "Two", "new_slug": "two"})
    assert answer.status_code == 302
    assert not Page.objects.filter(slug="two").exists()
