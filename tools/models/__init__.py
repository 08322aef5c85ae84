"""Instruments as editors write them, versions frozen from them, what teachers answered, and surveys of schools."""

from .aims import DevelopmentPlan, Focus, QuietWeeks, Reassessment, Target
from .instrument import Instrument, InstrumentBand, InstrumentIntroduction, InstrumentMode, ScaleStep
from .items import InstrumentGroup, InstrumentItem, InstrumentLevel
from .reports import GrowthReport
from .responses import Response, ResponseDraft
from .sharing import Mirror, Share, ShareOpening
from .survey_answers import (
    IssuedCode,
    LanguageTally,
    OpenAnswer,
    OpenBox,
    SurveyDraft,
    Tally,
    UnspentCode,
)
from .versions import InstrumentVersion, VersionText
from .wave_files import WaveFile
from .waves import ClassSession, CodeBatch, OwnItem, Wave, WaveLink, WaveReader, WaveRole

__all__ = [
    "ClassSession",
    "CodeBatch",
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
    "IssuedCode",
    "LanguageTally",
    "Mirror",
    "OpenAnswer",
    "OpenBox",
    "OwnItem",
    "QuietWeeks",
    "Reassessment",
    "Response",
    "ResponseDraft",
    "ScaleStep",
    "Share",
    "ShareOpening",
    "SurveyDraft",
    "Tally",
    "Target",
    "UnspentCode",
    "VersionText",
    "Wave",
    "WaveFile",
    "WaveLink",
    "WaveReader",
    "WaveRole",
]
