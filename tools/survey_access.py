"""Who may read the report of a wave, and own words, once it is closed: people of its school, and not all of them."""

from typing import Any
from uuid import UUID

from django.http import Http404

from academy_site.people.access import access_school
from academy_site.people.enums import SchoolRole
from tools.models import Wave, WaveReader

READERS = (SchoolRole.COORDINATOR.value, SchoolRole.LEADER.value)


def access_report(person: Any, school: UUID, wave: UUID) -> Wave:
    """Return a closed wave of a school where this person is coordinator or leader; all else is 404. Two queries."""
    return _closed(access_school(person, school, *READERS), wave)


def access_own_words(person: Any, school: UUID, wave: UUID) -> tuple[Wave, bool]:
    """Return a closed wave whose own words this person may read, and whether they coordinate the school.

    The survey team reads them: coordinators, and members of the school who were named. All else is 404. At most
    three queries.
    """
    membership = access_school(person, school)
    closed = _closed(membership, wave)
    coordinates = membership.role == SchoolRole.COORDINATOR
    if not coordinates and not WaveReader.objects.filter(wave=closed, person=person).exists():
        raise Http404
    return closed, coordinates


def _closed(membership: Any, wave: UUID) -> Wave:
    found = Wave.objects.filter(school=membership.school, key=wave, closed_at__isnull=False, cancelled_at=None)
    closed = found.select_related("version__instrument").first()
    if closed is None:
        raise Http404
    closed.school = membership.school
    return closed
