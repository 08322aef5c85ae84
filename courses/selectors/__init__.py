"""Questions to the curriculum, the guideline and the environment. What is the same for every reader is kept."""

from .catalogue import Entry, Found, catalogue, minute_choices, search
from .environment import DomainLink, ItemLink, checklist_items, domains
from .guideline import CellLink, GuidelineMap, PhaseLink, ProfileLink, QuadrantLink, guideline_map
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
    "curriculum",
    "domains",
    "guideline_map",
    "minute_choices",
    "module_outline",
    "path_of_module",
    "place_of_unit",
    "programme",
    "routes_of",
    "search",
]
