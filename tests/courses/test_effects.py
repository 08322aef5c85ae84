"""What a change to the curriculum touches is named, people in bands only."""

import uuid

import pytest
from wagtail.models import Locale

from academy_site.foundation.effects import Action, effects_of
from academy_site.foundation.models import Quadrant
from courses.effects import changes_of
from courses.models import (
    CourseModule,
    CoursePage,
    CurriculumPage,
    Enrolment,
    GuidelinePage,
    ModulePage,
    ProfileModule,
    TeacherProfilePage,
    UnitPage,
)


def told(page, action: Action) -> dict[str, list[tuple[str, str]]]:
    effects = effects_of(page, action)
    return {str(e.title): [(thing.name, str(thing.note)) for thing in e.touched] for e in effects}


def enrol(person, module, count: int) -> None:
    Enrolment.objects.bulk_create(Enrolment(person=person(), module=module.translation_key) for _ in range(count))


@pytest.fixture
def course(programme):
    return programme.course()


@pytest.fixture
def module(programme, course) -> ModulePage:
    return programme.module(course)


@pytest.fixture
def unit(programme, module) -> UnitPage:
    body = [{"type": "reflection", "value": {"question": "Which decisions surprised me?"}}]
    return programme.unit(module, body=body)


@pytest.mark.parametrize(("count", "band"), [(0, "fewer than 5"), (4, "fewer than 5"), (5, "5 to 19")])
def test_teachers_under_way_are_told_in_bands(module, person, count, band):
    enrol(person, module, count)
    for action in Action:
        assert told(module, action)["Teachers under way"] == [(module.title, band)]


def test_deleting_a_module_names_all_that_lists_it(programme, course, module):
    second = programme.course(1)
    CourseModule.objects.create(page=second, module=module, sort_order=1)
    CurriculumPage.objects.update(
        routes=[
            {
                "type": "route",
                "id": str(uuid.uuid4()),
                "value": {
                    "title": "One evening",
                    "time": "2 h",
                    "modules": [{"type": "item", "id": str(uuid.uuid4()), "value": module.pk}],
                },
            }
        ]
    )
    guideline = programme.add(programme.home, GuidelinePage(title="Guideline", slug="guideline"))
    quadrant = Quadrant.objects.create(
        key="guided_pathway", locale=module.locale, title="Guided pathway", short="Guided pathway"
    )
    profile = programme.add(guideline, TeacherProfilePage(title="Guide", slug="guide", quadrant=quadrant))
    ProfileModule.objects.create(page=profile, module=module, sort_order=0)
    assert told(module, Action.DELETE) == {
        "Teachers under way": [(module.title, "fewer than 5")],
        "Courses that list it": [(course.title, ""), (second.title, "")],
        "Routes": [("One evening", "")],
        "Teacher profiles": [("Guide", "")],
    }
    assert list(told(module, Action.MOVE)) == ["Teachers under way", "Courses that list it"]


def test_deleting_a_course_names_each_module_below(programme, course, module):
    other = programme.module(course, 2)
    course = CoursePage.objects.get(pk=course.pk)
    assert told(course, Action.DELETE)["Teachers under way"] == [
        (module.title, "fewer than 5"),
        (other.title, "fewer than 5"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(programme, course, module, count, django_assert_num_queries):
    for number in range(count):
        CourseModule.objects.create(page=programme.course(number + 5), module=module, sort_order=1)
    page = ModulePage.objects.get(pk=module.pk)
    effects_of(page, Action.DELETE)
    with django_assert_num_queries(6):
        effects_of(page, Action.DELETE)


def test_a_draft_says_what_it_changes(unit, module):
    unit.required = False
    unit.body = []
    unit.save_revision()
    draft = UnitPage.objects.get(pk=unit.pk).get_latest_revision_as_object()
    assert changes_of(draft) == [
        "The unit becomes optional. It stays done for whoever has done it.",
        "A question goes: “Which decisions surprised me?” What teachers wrote stays in their notes, with it.",
    ]
    assert "What this draft changes for them" in told(draft, Action.PUBLISH)
    assert changes_of(UnitPage.objects.get(pk=unit.pk)) == []


def test_publishing_says_so_with_its_word(unit, sign_in, person):
    client = sign_in(person(is_superuser=True, is_staff=True))
    unit.required = False
    posted = {
        "title": unit.title, "slug": unit.slug, "introduction": "", "key": unit.key, "step": unit.step,
        "minutes": unit.minutes, "body-count": 0, "menu_title": "", "footer_group": "", "seo_title": "",
        "search_description": "", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "action-publish": "1",
    }  # fmt: skip
    answer = client.post(f"/admin/pages/{unit.pk}/edit/", posted, follow=True).content.decode()
    assert "has been published" in answer
    assert "The unit becomes optional." in answer
    assert "A question goes: “Which decisions surprised me?”" in answer


def test_a_translation_goes_alone(module):
    dutch = module.copy_for_translation(Locale.objects.get(language_code="nl"), copy_parents=True)
    (effect,) = [e for e in effects_of(dutch, Action.DELETE) if e.title == "Teachers under way"]
    assert effect.happens == (
        "They read the English text from then on, marked as such, and keep what they have done and written."
    )
