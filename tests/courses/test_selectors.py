"""Structure of the programme, the guideline and the environment, and what asking costs."""

import pytest
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from academy_site.foundation import stamp
from courses import selectors
from courses.models import CourseModule, CoursePage, ModulePage, UnitPage


def build(programme, count):
    """Add courses, each with as many modules, each with as many units."""
    for number in range(count):
        course = programme.course(number)
        for place in range(count):
            module = programme.module(course, place)
            for step in ("see", "study", "try")[:count]:
                programme.unit(module, step)
    stamp.touch()


@pytest.mark.parametrize("count", [1, 3])
def test_the_programme_costs_the_same_at_any_size(programme, count, django_assert_num_queries):
    build(programme, count)
    selectors.curriculum("en")  # locales, home pages and restrictions are known from here on
    with django_assert_num_queries(5):
        courses = selectors.programme("en")
    shape = [(course.key, [(module.key, module.unit_count) for module in course.modules]) for course in courses]
    assert shape == [(f"C{n}", [(f"C{n}-{m}", count) for m in range(count)]) for n in range(count)]
    with django_assert_num_queries(0):
        selectors.programme("en")
        selectors.catalogue("en")
        selectors.minute_choices("en")


def test_modules_come_in_the_order_of_the_course_borrowed_ones_too(programme):
    first, second = programme.course(1), programme.course(2)
    own, later = programme.module(first, 1), programme.module(first, 2)
    CourseModule.objects.create(page=second, module=later, sort_order=0)
    CourseModule.objects.create(page=second, module=own, sort_order=1)
    stamp.touch()
    keys = [[module.key for module in course.modules] for course in selectors.programme("en")]
    assert keys == [["C1-1", "C1-2"], ["C1-2", "C1-1"]]
    entries = [(entry.link.key, entry.course.key, entry.courses) for entry in selectors.catalogue("en")]
    assert entries == [
        ("C1", "C1", ("C1",)),
        ("C1-1", "C1", ("C1", "C2")),
        ("C1-2", "C1", ("C1", "C2")),
        ("C2", "C2", ("C2",)),
    ]


def test_drafts_are_not_listed(programme):
    course = programme.course()
    module = programme.module(course)
    unit = programme.unit(module)
    unit.unpublish()
    assert selectors.programme("en")[0].modules[0].units == ()
    module.unpublish()
    assert selectors.programme("en")[0].modules == ()
    course.unpublish()
    assert selectors.programme("en") == ()


def test_what_only_some_may_read_is_not_listed_for_all(programme):
    course = programme.course()
    module = programme.module(course)
    unit = programme.unit(module)
    programme.unit(module, "study")
    PageViewRestriction.objects.create(page=unit, restriction_type="login")
    shown = selectors.programme("en")[0].modules[0]
    assert [stop.key for stop in selectors.path_of_module(shown)] == ["C0-1-study"]
    assert [entry.link.key for entry in selectors.catalogue("en")] == ["C0", "C0-1", "C0-1-study"]
    PageViewRestriction.objects.create(page=module, restriction_type="login")
    assert selectors.programme("en")[0].modules == ()
    closed = selectors.module_outline(module.translation_key, "en")
    assert [stop.key for stop in selectors.path_of_module(closed)] == ["C0-1-see", "C0-1-study"]


def test_a_unit_knows_its_neighbours(programme, django_assert_num_queries):
    module = programme.module(programme.course())
    units = [programme.unit(module, step) for step in ("see", "study", "try")]
    selectors.programme("en")
    expected = [
        (None, "C0-1-see", "C0-1-study"),
        ("C0-1-see", "C0-1-study", "C0-1-try"),
        ("C0-1-study", "C0-1-try", None),
    ]
    with django_assert_num_queries(0):
        places = [selectors.place_of_unit(unit.translation_key, "en") for unit in units]
    assert [
        (place.previous and place.previous.key, place.unit.key, place.following and place.following.key)
        for place in places
    ] == expected


def test_translations_take_the_place_of_the_source_and_the_rest_stands_in(programme):
    dutch = Locale.objects.get(language_code="nl")
    course = programme.course()
    module = programme.module(course)
    programme.unit(module)
    for page, title in ((programme.home, "Thuis"), (programme.curriculum, "Cursussen"), (course, "Cursus")):
        copy = page.copy_for_translation(dutch)
        copy.title, copy.slug = title, f"{page.slug}-nl" if page.pk == programme.home.pk else page.slug
        copy.save_revision().publish()
    stamp.touch()
    (shown,) = selectors.programme("nl")
    assert (shown.title, [module.title for module in shown.modules]) == ("Cursus", ["Module C0-1"])
    assert selectors.curriculum("nl").title == "Cursussen"
    with translation.override("nl"):
        assert selectors.module_outline(module.translation_key, "nl").title == "Module C0-1"
    assert [course.title for course in selectors.programme("pl")] == ["Course 0"]


def test_the_guideline_is_a_map_of_twenty_cells(academy, django_assert_num_queries):
    selectors.curriculum("en")
    with django_assert_num_queries(9):
        walk = selectors.guideline_map("en")
    assert list(walk.phases) == ["orient", "design", "pilot", "spread", "sustain"]
    assert [len(cells) for _, cells in walk.lines()] == [5, 5, 5, 5]
    earlier, later = walk.around("design", "own_pathway")
    assert (earlier.phase.key, later.phase.key, earlier.quadrant.key) == ("orient", "pilot", "own_pathway")
    assert walk.around("orient", "own_pathway")[0] is None
    assert walk.around("sustain", "own_pathway")[1] is None
    assert walk.around("no", "own_pathway") == (None, None)
    assert [cell.quadrant.key for cell in walk.along_phase("pilot")] == list(walk.quadrants)
    assert (walk.phase_before("orient"), walk.phase_after("orient").phase.key) == (None, "design")
    assert list(walk.profiles) == list(walk.quadrants)
    assert len(walk.background) == 2
    with django_assert_num_queries(0):
        selectors.guideline_map("en")


def test_vocabulary_of_the_map_is_in_the_readers_language(academy):
    cell = selectors.guideline_map("nl").cells["design", "own_pathway"]
    assert (cell.phase.title, cell.phase.locale.language_code) == ("Ontwerpen", "nl")


def test_items_of_the_checklist_have_their_page(academy, django_assert_num_queries):
    selectors.curriculum("en")
    with django_assert_num_queries(2):
        items = selectors.checklist_items("en")
    assert (items["DG2"].page.key, items["PH1"].page.key) == ("digital", "physical")
    assert [domain.key for domain in selectors.domains("en")] == ["digital", "physical", "social", "time"]
    assert sum(domain.item_count for domain in selectors.domains("en")) == len(items)


def test_a_unit_in_one_language_only_stands_in_its_module(academy):
    dutch = Locale.objects.get(language_code="nl")
    module = ModulePage.objects.get(key="M0", locale=dutch)
    only = module.add_child(instance=UnitPage(title="Alleen hier", key="M0-nl", step="try", minutes=10, locale=dutch))
    stamp.touch()
    units = [unit.title for unit in selectors.module_outline(module.translation_key, "nl").units]
    assert ("Alleen hier" in units, len(units)) == (True, 6)
    assert selectors.place_of_unit(only.translation_key, "nl").module.key == "M0"
    assert selectors.place_of_unit(only.translation_key, "en") is None


def test_a_list_that_was_emptied_is_empty_in_every_language(academy):
    course = CoursePage.objects.get(key="C0", locale=academy.locale)
    course.course_modules.all().delete()
    stamp.touch()
    modules = {code: next(c for c in selectors.programme(code) if c.key == "C0").modules for code in ("en", "nl")}
    assert modules == {"en": (), "nl": ()}
