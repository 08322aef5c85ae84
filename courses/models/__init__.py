"""Pages of the curriculum, the guideline, the environment and the evidence; what teachers have done there."""

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
from .learning import CourseEnrolment, Enrolment, UnitDone
from .notes import CheckAnswer, Note
from .recommending import ModuleDemand, ModuleRecommendation

__all__ = [
    "CellPage",
    "CheckAnswer",
    "CourseEnrolment",
    "CourseModule",
    "CoursePage",
    "CurriculumPage",
    "Enrolment",
    "EnvironmentDomainPage",
    "EnvironmentItem",
    "EnvironmentPage",
    "EvidencePage",
    "GuidelinePage",
    "ModuleDemand",
    "ModuleDimension",
    "ModulePage",
    "ModuleRecommendation",
    "Note",
    "PhasePage",
    "ProfileDimension",
    "ProfileModule",
    "QuadrantDimension",
    "QuadrantPage",
    "TeacherProfilePage",
    "UnitDone",
    "UnitPage",
]
