"""Questions to the curriculum, the guideline, the environment and to what teachers learned there.

What is the same for every reader is kept.
"""

from .catalogue import Entry, Found, catalogue, minute_choices, search
from .counted import courses_with, module_with, modules_of, units_of
from .environment import DomainLink, ItemLink, checklist_items, domains
from .guideline import CellLink, GuidelineMap, PhaseLink, ProfileLink, QuadrantLink, guideline_map
from .learning import (
    Learning,
    courses_of,
    finish_of,
    is_enrolled,
    learning_in,
    learning_of,
    left_at,
    under_way,
)
from .loose_ends import modules_in_no_course, modules_without_dimension
from .notes import (
    locales_of_reader,
    note_to,
    notes_of,
    notes_on,
    notes_with,
    pages_of_notes,
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
    "catalogue",
    "checklist_items",
    "courses_of",
    "courses_with",
    "curriculum",
    "domains",
    "finish_of",
    "guideline_map",
    "is_enrolled",
    "learning_in",
    "learning_of",
    "left_at",
    "locales_of_reader",
    "minute_choices",
    "module_outline",
    "module_with",
    "modules_in_no_course",
    "modules_of",
    "modules_without_dimension",
    "note_to",
    "notes_of",
    "notes_on",
    "notes_with",
    "pages_of_notes",
    "path_of_module",
    "place_of_unit",
    "programme",
    "reflections_of",
    "routes_of",
    "search",
    "under_way",
    "units_of",
]
