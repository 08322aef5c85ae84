"""Draws instruments."""

from django import template

from tools import sentences
from tools.domain.asking import steps
from tools.enums import Audience, Kind, ModeKey
from tools.models import Instrument, Response
from tools.selectors.drafts import structure_of, text_of

register = template.Library()


@register.inclusion_tag("tools/parts/whole.html", takes_context=True)
def whole_instrument(context, instrument: Instrument):
    """Draw everything that somebody is asked, as the chosen way to preview it says."""
    chosen = getattr(context["request"], "preview_mode", None) or instrument.default_preview_mode
    is_web = instrument.kind == Kind.SPIDERWEB
    audience, mode = (Audience.TEACHER.value, chosen) if is_web else (chosen, ModeKey.FULL.value)
    text = text_of(instrument)
    return {
        "text": text,
        "introduction": text.introductions.get(audience, ""),
        "steps": steps(structure_of(instrument), text, audience=audience, mode=mode),
    }


@register.filter
def web_day(response: Response) -> str:
    """Write the day of a web, with the time where that alone tells it from another."""
    return sentences.day_of(response)
