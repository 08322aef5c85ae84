"""Models of the ground floor."""

from .drift import Drift
from .pages import AcademyPage, PageDimension
from .settings import AcademySettings
from .stamps import ContentStamp
from .vocabulary import Dimension, GlossaryTerm, Phase, Quadrant, Source
from .workers import WorkerHeartbeat
from .workflow import ColleagueApprovalTask

__all__ = [
    "AcademyPage",
    "AcademySettings",
    "ColleagueApprovalTask",
    "ContentStamp",
    "Dimension",
    "Drift",
    "GlossaryTerm",
    "PageDimension",
    "Phase",
    "Quadrant",
    "Source",
    "WorkerHeartbeat",
]
