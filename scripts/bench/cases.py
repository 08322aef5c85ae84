"""What is measured. A later issue adds its pages here."""

from dataclasses import dataclass
from typing import Literal

Way = Literal["anonymous", "signed in", "posting"]


@dataclass(frozen=True)
class Case:
    """A page: at a fixed address, at a named one, or the page of a model with this key.

    `shelf` is False where there is nothing to keep. `way` says who asks: a visitor; the measured
    teacher, who has an account and modules under way; or that teacher marking the unit done and undone.
    """

    name: str
    address: str = ""
    named: str = ""
    model: str = ""
    key: str = ""
    query: str = ""
    shelf: bool = True
    way: Way = "anonymous"


# The answer to everything is compared with these two.
BARE_VIEW = Case("bare Django view", address="/bench/view/", shelf=False)
BARE_PAGE = Case("bare Wagtail page", address="/bench/page/bare/", shelf=False)
UNIT, STUDY = "courses.UnitPage", "M1-1-study"
OWN_UNIT = Case("unit, signed in", model=UNIT, key=STUDY, shelf=False, way="signed in")
MARK_DONE = Case("mark done", model=UNIT, key=STUDY, shelf=False, way="posting")

CASES = [
    BARE_VIEW,
    BARE_PAGE,
    Case("home", address="/en/"),
    Case("catalogue", model="courses.CurriculumPage"),
    # A rare word: one course in two has it. The small catalogue draws three rows for it, the large one ten.
    Case("search", model="courses.CurriculumPage", query="?q=coaching"),
    # A common word: the page of results is full at both sizes, and most of the large catalogue is found.
    Case("broad search", model="courses.CurriculumPage", query="?q=goals"),
    Case("course", model="courses.CoursePage", key="C1"),
    Case("unit", model=UNIT, key=STUDY),
    Case("cell", model="courses.CellPage"),
    OWN_UNIT,
    MARK_DONE,
    Case("course, signed in", model="courses.CoursePage", key="C1", shelf=False, way="signed in"),
    Case("catalogue, signed in", model="courses.CurriculumPage", shelf=False, way="signed in"),
    Case("desk", named="learner_home", shelf=False, way="signed in"),
]


def label(case: Case, *, kept: bool) -> str:
    """Return the name under which a case is reported."""
    return f"{case.name}, {'cached' if kept else 'uncached'}" if case.shelf else case.name
