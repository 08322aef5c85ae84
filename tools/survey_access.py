"""Who may read the report of a wave, and own words, once it is closed: people of its school, and not all of them."""

from typing import Any
from uuid import UUID

from django.http import Http404

from tools.models import Wave, WaveReader
from tools.wave_access import READERS, Place, access_wave


def access_report(person: Any, school: UUID, wave: UUID) -> Wave:
    """Return a closed wave of a school where this person is coordinator or leader; all else is 404. Two queries."""
    return _closed(access_wave(person, school, wave, *READERS))


def access_own_words(person: Any, school: UUID, wave: UUID) -> tuple[Wave, bool]:
    """Return a closed wave whose own words this person may read, and whether they coordinate the school.

    The survey team reads them: coordinators, and members of the school who were named. All else is 404. At most
    three queries.
    """
    place = access_wave(person, school, wave)
    closed = _closed(place)
    if not place.coordinates and not WaveReader.objects.filter(wave=closed, person=person).exists():
        raise Http404
    return closed, place.coordinates


def _closed(place: Place) -> Wave:
    if place.at.closed_at is None or place.at.cancelled_at is not None:
        raise Http404
    return place.at
