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
    enrolled_in,
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
from .recommended import Recommended, demand_for, languages_to_follow, recommended
from .tools import asked_by, awaited_webs, units_asking

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
    "Recommended",
    "RouteOutline",
    "UnitOutline",
    "UnitPlace",
    "answers_of",
    "answers_on",
    "asked_by",
    "awaited_webs",
    "catalogue",
    "check_in",
    "checklist_items",
    "courses_of",
    "courses_with",
    "curriculum",
    "demand_for",
    "domains",
    "enrolled_in",
    "finish_of",
    "guideline_map",
    "is_enrolled",
    "is_enrolled_in_course",
    "languages_to_follow",
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
    "recommended",
    "reflections_of",
    "routes_of",
    "search",
    "under_way",
    "under_way_in",
    "units_asking",
    "units_of",
    "with_band",
]
