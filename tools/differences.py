"""Two states of an instrument side by side, place by place, in an editor's words."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tools.domain.comparing import changed_places
from tools.enums import Audience
from tools.models import Instrument
from tools.selectors.drafts import structure_of, text_of

# What a part of a path is called; what is not named here (keys) stands as it is.
_NAMES = {
    "title": _("title"),
    "purpose": _("purpose"),
    "introductions": _("introduction"),
    "scale": _("answer"),
    "value": _("value"),
    "label": _("label"),
    "text": _("text"),
    "bands": _("band"),
    "low": _("from"),
    "high": _("to"),
    "modes": _("way to answer"),
    "minutes": _("minutes"),
    "how": _("how it works"),
    "groups": _("group"),
    "dimension": _("dimension"),
    "question": _("question"),
    "why": _("why it matters"),
    "focus": _("phases and quadrants"),
    "first_steps": _("first steps"),
    "evidence": _("examples of evidence"),
    "prompts": _("questions to think about"),
    "items": _("item"),
    "kind": _("kind"),
    "concept": _("concept"),
    "hint": _("hint"),
    "pulse": _("part of the pulse"),
    "weight": _("weight"),
    "levels": _("level"),
    "learner": _("as a learner would say it"),
    "next_step": _("next step"),
    **dict(Audience.choices),
}
# Which audiences are asked follows from the wordings, which are compared themselves.
_SILENT = {"audiences", "key"}


@dataclass(frozen=True)
class PlaceDifference:
    """One place that differs, in the shape that Wagtail's comparison page draws."""

    path: tuple[str, ...]
    before: str
    after: str
    is_field = True

    @property
    def field_label(self) -> str:
        """What the place is called: `item, KN1, teacher`."""
        parts = [part for part in self.path if part not in ("wordings", "structure")]
        return ", ".join(str(_NAMES.get(part, part)) for part in parts)

    @property
    def htmldiff(self) -> str:
        """What stood there and what stands there now."""
        old = format_html('<span class="deletion">{}</span> ', self.before) if self.before else ""
        new = format_html('<span class="addition">{}</span>', self.after) if self.after else ""
        return format_html("{}{}", old, new)


def differences(old: Instrument, new: Instrument) -> list[PlaceDifference]:
    """Return every place that differs between two states of an instrument, words first. Saves nothing."""
    places = changed_places(text_of(old).document(), text_of(new).document())
    places += changed_places(structure_of(old).document(), structure_of(new).document())
    return [PlaceDifference(*place) for place in places if not _SILENT & {place[0][-1], *place[0][-2:-1]}]
