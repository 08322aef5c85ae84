"""What the worker does for waves by the clock: forgets what is not needed any more."""

from datetime import timedelta

from django.db.models import Q
from django.utils.timezone import now

from tools.models import IssuedCode, Wave
from tools.services.survey_drafts import forget_old

# Until then whoever comes late with a used code is told that it was received.
KEEP_CODES = timedelta(days=30)


def forget_drafts() -> int:
    """Delete surveys under way whose seven days are over everywhere; return how many."""
    # A day later than by the clock of UTC: nowhere is it earlier by more than that.
    return forget_old(now().date() - timedelta(days=1))


def forget_codes() -> int:
    """Delete the list of codes of waves that ended a month ago; return how many codes."""
    over = Wave.objects.filter(Q(closed_at__lt=now() - KEEP_CODES) | Q(cancelled_at__lt=now() - KEEP_CODES))
    return IssuedCode.objects.filter(wave__in=over).delete()[0]
