"""What is measured. A later issue adds its pages here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A page: at a fixed address, or the page of a model with this key.

    `shelf` is False where there is nothing to keep: the yardsticks are measured once.
    """

    name: str
    address: str = ""
    model: str = ""
    key: str = ""
    query: str = ""
    shelf: bool = True


# The answer to everything is compared with these two.
BARE_VIEW = Case("bare Django view", address="/bench/view/", shelf=False)
BARE_PAGE = Case("bare Wagtail page", address="/bench/page/bare/", shelf=False)

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
    Case("unit", model="courses.UnitPage", key="M1-1-study"),
    Case("cell", model="courses.CellPage"),
]


def label(case: Case, *, kept: bool) -> str:
    """Return the name under which a case is reported."""
    return f"{case.name}, {'cached' if kept else 'uncached'}" if case.shelf else case.name
