"""How a teacher's own progress reads: marks on a path, and sentences that say what is counted."""

from typing import Any
from uuid import UUID

from django import template
from django.utils.translation import gettext as _, ngettext

from courses.domain.progress import Progress
from courses.selectors import Learning

register = template.Library()


@register.filter
def has_done(learning: Learning | None, unit: Any) -> bool:
    """Tell whether a teacher has done a unit; False for who is not enrolled."""
    return isinstance(learning, Learning) and unit.translation_key in learning.done


@register.filter
def is_new(learning: Learning | None, unit: Any) -> bool:
    """Tell whether a unit came after a teacher had enrolled or finished, and they have not seen it."""
    return isinstance(learning, Learning) and unit.translation_key in learning.progress.new


@register.filter
def standing_in(learned: dict[UUID, Learning] | None, module: Any) -> Learning | None:
    """Return how a teacher stands in a module that they have not left."""
    learning = (learned or {}).get(module.translation_key)
    return learning if learning is not None and learning.active else None


@register.filter
def counted(progress: Progress) -> str:
    """Say how far a teacher is in a module, and what is counted."""
    if progress.by_finish:
        return _("Worked through: all units that were required then are done.")
    if progress.all_count:
        said = ngettext(
            "%(done)d of %(total)d unit done. None is marked as required, so all count.",
            "%(done)d of %(total)d units done. None is marked as required, so all count.",
            progress.total,
        )
    elif progress.optional:
        said = ngettext(
            "%(done)d of %(total)d required unit done; optional ones do not count.",
            "%(done)d of %(total)d required units done; optional ones do not count.",
            progress.total,
        )
    else:
        said = ngettext(
            "%(done)d of %(total)d required unit done.", "%(done)d of %(total)d required units done.", progress.total
        )
    return said % {"done": progress.done_count, "total": progress.total}


@register.filter
def counted_in_course(progress: Progress) -> str:
    """Say how far a teacher is in a course."""
    said = ngettext(
        "%(done)d of %(total)d module worked through.", "%(done)d of %(total)d modules worked through.", progress.total
    )
    return said % {"done": progress.done_count, "total": progress.total}


@register.filter
def what_is_new(learning: Learning) -> str:
    """Say how many units came since a teacher finished, or since they enrolled."""
    count = learning.new_count
    if learning.progress.worked_through:
        said = ngettext("%(count)d new unit since you finished", "%(count)d new units since you finished", count)
    else:
        said = ngettext("%(count)d new unit since you enrolled", "%(count)d new units since you enrolled", count)
    return said % {"count": count}


@register.filter
def modules_are_new(progress: Progress) -> str:
    """Say how many modules a course got since a teacher finished it, or since they enrolled."""
    count = len(progress.new)
    if progress.worked_through:
        said = ngettext("%(count)d new module since you finished", "%(count)d new modules since you finished", count)
    else:
        said = ngettext("%(count)d new module since you enrolled", "%(count)d new modules since you enrolled", count)
    return said % {"count": count}


@register.filter
def in_short(progress: Progress) -> str:
    """Say in a few words how far a teacher is in a module; what is counted stands where the module does."""
    if progress.worked_through:
        return _("Worked through")
    return _("%(done)d of %(total)d done") % {"done": progress.done_count, "total": progress.total}
