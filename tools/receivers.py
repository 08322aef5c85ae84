"""When an instrument is released, or speaks another language, pages on which it stands are drawn anew."""

from typing import Any

from django.db.models.signals import post_save

from academy_site.foundation import stamp
from tools.models import InstrumentVersion, VersionText


def _released(sender: Any, **signal: Any) -> None:
    stamp.touch()


def connect() -> None:
    """Listen to what is added by a release. Nothing of it is ever changed or deleted."""
    for model in (InstrumentVersion, VersionText):
        post_save.connect(_released, sender=model, dispatch_uid=f"stamp-{model.__name__}")
