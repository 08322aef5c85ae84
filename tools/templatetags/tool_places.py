"""Shows an instrument where an editor has placed it."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from academy_site.foundation import languages
from tools.enums import Kind
from tools.selectors.places import Place, place_of

register = template.Library()


@register.simple_tag
def place_of_tool(instrument: Any) -> Place | None:
    """Return how a placed instrument is shown in the reader's language, None when there is nothing to show."""
    if instrument is None or instrument.kind != Kind.SPIDERWEB:
        return None
    return place_of(instrument.key, languages.reader_language())


@register.simple_tag
def why_no_tool(instrument: Any) -> str:
    """Say to an editor why readers see nothing of a placed instrument."""
    if instrument is None:
        return _("The instrument that stood here was deleted. Readers see nothing here.")
    if instrument.kind != Kind.SPIDERWEB:
        return _("Only a spiderweb is filled in on a page. Readers see nothing here.")
    return _("%(title)s is not released yet, so readers see nothing here. Release it in its own menu.") % {
        "title": instrument.title
    }
