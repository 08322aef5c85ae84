"""Who may read the report of a wave: coordinators and leaders of its school, once it is closed."""

from typing import Any
from uuid import UUID

from django.http import Http404

from academy_site.people.access import access_school
from academy_site.people.enums import SchoolRole
from tools.models import Wave

READERS = (SchoolRole.COORDINATOR.value, SchoolRole.LEADER.value)


def access_report(person: Any, school: UUID, wave: UUID) -> Wave:
    """Return a closed wave of a school where this person is coordinator or leader; all else is 404. Two queries."""
    membership = access_school(person, school, *READERS)
    found = Wave.objects.filter(school=membership.school, key=wave, closed_at__isnull=False, cancelled_at=None)
    closed = found.select_related("version__instrument").first()
    if closed is None:
        raise Http404
    closed.school = membership.school
    return closed
