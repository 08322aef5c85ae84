"""A module without a dimension is told."""

from courses import checks
from courses.models import ModulePage


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
