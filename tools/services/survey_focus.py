"""What a school goes on with after a report: two or three focus concepts."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tools.models import Wave

LEAST_FOCUS, MOST_FOCUS = 2, 3


def choose_focus(*, wave: Wave, keys: Sequence[str], reported: Collection[str]) -> None:
    """Keep the chosen concepts of a closed wave, in the order of the report; none takes the choice back.

    `reported` are the concepts of its report, in their order. Raise ValidationError for others and for too few or many.
    """
    if set(keys) - set(reported):
        raise ValidationError(_("One of these concepts is not in the report."))
    if keys and not LEAST_FOCUS <= len(set(keys)) <= MOST_FOCUS:
        raise ValidationError(_("Choose two or three concepts: with more, nothing gets done."))
    chosen = [key for key in reported if key in set(keys)]
    Wave.objects.filter(pk=wave.pk, closed_at__isnull=False).update(focus=chosen)
