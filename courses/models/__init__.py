"""Pages of the curriculum, the guideline, the environment and the evidence."""

from .curriculum import CourseModule, CoursePage, CurriculumPage, ModuleDimension, ModulePage, UnitPage
from .environment import EnvironmentDomainPage, EnvironmentItem, EnvironmentPage
from .evidence import EvidencePage
from .guideline import (
    CellPage,
    GuidelinePage,
    PhasePage,
    ProfileDimension,
    ProfileModule,
    QuadrantDimension,
    QuadrantPage,
    TeacherProfilePage,
)

__all__ = [
    "CellPage",
    "CourseModule",
    "CoursePage",
    "CurriculumPage",
    "EnvironmentDomainPage",
    "EnvironmentItem",
    "EnvironmentPage",
    "EvidencePage",
    "GuidelinePage",
    "ModuleDimension",
    "ModulePage",
    "PhasePage",
    "ProfileDimension",
    "ProfileModule",
    "QuadrantDimension",
    "QuadrantPage",
    "TeacherProfilePage",
    "UnitPage",
]
