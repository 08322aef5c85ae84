"""Questions to the curriculum, the guideline, the environment and to what teachers learned there.

What is the same for every reader is kept.
"""

from .bands import under_way_in, with_band
from .catalogue import Entry, Found, catalogue, minute_choices, search
from .counted import courses_with, modules_of, units_of
from .environment import DomainLink, ItemLink, checklist_items, domains
from .guideline import CellLink, GuidelineMap, PhaseLink, ProfileLink, QuadrantLink, guideline_map
from .learning import (
    Learning,
    courses_of,
    finish_of,
    is_enrolled,
    is_enrolled_in_course,
    learning_in,
    learning_of,
    left_at,
    under_way,
)
from .loose_ends import modules_without_dimension
from .notes import (
    answers_of,
    answers_on,
    check_in,
    note_to,
    notes_of,
    notes_on,
    notes_with,
    pages_for_reader,
    reflections_of,
)
from .programme import (
    CourseOutline,
    CurriculumOutline,
    Link,
    ModuleOutline,
    RouteOutline,
    UnitOutline,
    UnitPlace,
    curriculum,
    module_outline,
    path_of_module,
    place_of_unit,
    programme,
    routes_of,
)

__all__ = [
    "CellLink",
    "CourseOutline",
    "CurriculumOutline",
    "DomainLink",
    "Entry",
    "Found",
    "GuidelineMap",
    "ItemLink",
    "Learning",
    "Link",
    "ModuleOutline",
    "PhaseLink",
    "ProfileLink",
    "QuadrantLink",
    "RouteOutline",
    "UnitOutline",
    "UnitPlace",
    "answers_of",
    "answers_on",
    "catalogue",
    "check_in",
    "checklist_items",
    "courses_of",
    "courses_with",
    "curriculum",
    "domains",
    "finish_of",
    "guideline_map",
    "is_enrolled",
    "is_enrolled_in_course",
    "learning_in",
    "learning_of",
    "left_at",
    "minute_choices",
    "module_outline",
    "modules_of",
    "modules_without_dimension",
    "note_to",
    "notes_of",
    "notes_on",
    "notes_with",
    "pages_for_reader",
    "path_of_module",
    "place_of_unit",
    "programme",
    "reflections_of",
    "routes_of",
    "search",
    "under_way",
    "under_way_in",
    "units_of",
    "with_band",
]
