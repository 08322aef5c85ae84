"""Who may read what people wrote in their own words, besides the coordinators."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tools.models import Wave, WaveReader

MOST_READERS = 3


@transaction.atomic
def name_reader(*, wave: Wave, person: Any) -> WaveReader:
    """Let a member of the school read own words of a wave; doing it again changes nothing. Three are the most."""
    held = Wave.objects.select_for_update().get(pk=wave.pk)
    found = WaveReader.objects.filter(wave=held, person=person).first()
    if found is not None:
        return found
    if WaveReader.objects.filter(wave=held).count() >= MOST_READERS:
        raise ValidationError(_("Three people besides the coordinators are the most."))
    return WaveReader.objects.create(wave=held, person=person)


def remove_reader(*, wave: Wave, person: Any) -> None:
    """Take somebody out of the team; who is not in it stays out."""
    WaveReader.objects.filter(wave=wave, person=person).delete()
