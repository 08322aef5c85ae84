"""A module without a dimension is told; a cell stands once in a phase and quadrant."""

from courses import checks, selectors
from courses.models import CourseModule, ModulePage


def test_a_module_without_a_dimension_is_told(programme):
    course = programme.course()
    programme.module(course)
    bare = programme.module(course, 2, dimension=None)
    (problem,) = checks.check_dimensions(None, databases=["default"])
    assert (problem.id, problem.msg) == ("courses.W001", f"The module {bare.title} is about no dimension.")
    assert checks.check_dimensions(None) == []


def test_the_form_asks_for_a_dimension(programme):
    form = ModulePage.get_edit_handler().get_form_class()
    assert form.formsets["module_dimensions"].min_num == 1


def test_a_module_that_no_course_lists_is_told(programme):
    module = programme.module(programme.course())
    assert selectors.modules_in_no_course() == []
    CourseModule.objects.all().delete()
    assert selectors.modules_in_no_course() == [module.title]
