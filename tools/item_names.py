"""What an item is called where editors read of it: its concept or its words, never its key alone."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tools.domain.comparing import SCALE
from tools.domain.instrument import Structure, Text
from tools.domain.keeping import OTHER

WORDS = 9


def item_name(key: str, structure: Structure, text: Text) -> str:
    """Return the name of an item in the words of one language, or of what stands among the items."""
    if key in (SCALE, OTHER):
        return _("Answers") if key == SCALE else _("titles, advice and other words that nobody answers")
    words = text.items.get(key)
    if words is None:
        return key
    if words.levels:
        group = next((group.key for group in structure.groups if group.level_item and group.level_item.key == key), "")
        return _("Levels of “%(title)s”") % {"title": text.groups[group].title} if group else key
    said = words.concept or next(iter(words.wordings.values()), "")
    return Truncator(said).words(WORDS) or key
