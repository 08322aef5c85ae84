"""Instruments as editors write them, and the versions that are frozen from them."""

from .instrument import Instrument, InstrumentBand, InstrumentIntroduction, InstrumentMode, ScaleStep
from .items import InstrumentGroup, InstrumentItem, InstrumentLevel
from .versions import InstrumentVersion, VersionText

__all__ = [
    "Instrument",
    "InstrumentBand",
    "InstrumentGroup",
    "InstrumentIntroduction",
    "InstrumentItem",
    "InstrumentLevel",
    "InstrumentMode",
    "InstrumentVersion",
    "ScaleStep",
    "VersionText",
]
