"""Instruments as editors write them, the versions frozen from them, and what teachers answered and aim at."""

from .aims import DevelopmentPlan, Focus, QuietWeeks, Reassessment, Target
from .instrument import Instrument, InstrumentBand, InstrumentIntroduction, InstrumentMode, ScaleStep
from .items import InstrumentGroup, InstrumentItem, InstrumentLevel
from .reports import GrowthReport
from .responses import Response, ResponseDraft
from .sharing import Mirror, Share, ShareOpening
from .versions import InstrumentVersion, VersionText

__all__ = [
    "DevelopmentPlan",
    "Focus",
    "GrowthReport",
    "Instrument",
    "InstrumentBand",
    "InstrumentGroup",
    "InstrumentIntroduction",
    "InstrumentItem",
    "InstrumentLevel",
    "InstrumentMode",
    "InstrumentVersion",
    "Mirror",
    "QuietWeeks",
    "Reassessment",
    "Response",
    "ResponseDraft",
    "ScaleStep",
    "Share",
    "ShareOpening",
    "Target",
    "VersionText",
]
