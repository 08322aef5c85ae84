"""A lesson in which a class answers: begun, given more places, ended. Who leads it is not kept."""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from academy_site.foundation.domain.codes import LESSON, made_code
from tools.models import ClassSession, Wave

LASTS = timedelta(minutes=60)
USUAL_PLACES, MOST_PLACES, MORE = 30, 200, 5


@transaction.atomic
def begin_lesson(*, wave: Wave, role: str, places: int) -> ClassSession:
    """Open a lesson of a wave that takes answers, for an hour. Raise ValidationError otherwise."""
    moment = now()
    if not wave.takes_answers(moment):
        raise ValidationError(_("This survey does not take answers now."))
    if not wave.roles.filter(role=role).exists():
        raise ValidationError(_("This survey does not ask this role."))
    if not 1 <= places <= MOST_PLACES:
        raise ValidationError(_("Choose 1 to 200 places."))
    closes_at = min(moment + LASTS, wave.closes_at)
    while True:
        try:
            with transaction.atomic():
                code = made_code(secrets.randbelow, LESSON)
                return ClassSession.objects.create(wave=wave, role=role, code=code, closes_at=closes_at, places=places)
        except IntegrityError:
            # Another lesson has this code: draw again.
            continue


def add_places(*, lesson: ClassSession) -> int:
    """Give a lesson a few places more, up to the most there can be; return how many it has now."""
    ClassSession.objects.filter(pk=lesson.pk, places__lte=MOST_PLACES - MORE).update(places=F("places") + MORE)
    return ClassSession.objects.values_list("places", flat=True).get(pk=lesson.pk)


def end_lesson(*, lesson: ClassSession) -> None:
    """Let nobody else in. Who has begun can still send. Doing it again changes nothing."""
    moment = now()
    ClassSession.objects.filter(pk=lesson.pk, closes_at__gt=moment).update(closes_at=moment)
