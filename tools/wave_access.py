"""Whose waves a person may see and run: those of a school at which they hold a role. Everything else is 404."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache

from academy_site.people.access import access_school
from academy_site.people.enums import SchoolRole
from academy_site.people.selectors.schools import zone_of_school
from tools.access import refusals_noted
from tools.domain.wave_days import Days, State, days_of
from tools.models import Wave
from tools.selectors.waves import state_of_wave

COORDINATORS = (SchoolRole.COORDINATOR,)
# Who may read how many have answered.
READERS = (SchoolRole.COORDINATOR, SchoolRole.LEADER)
# Who may let a class answer.
STAFF = (SchoolRole.COORDINATOR, SchoolRole.LEADER, SchoolRole.TEACHER)


@dataclass(frozen=True)
class Place:
    """A school as one of its members sees it, with one of its waves where the address names one."""

    membership: Any
    wave: Wave | None = None

    @property
    def school(self) -> Any:
        """The school."""
        return self.membership.school

    @property
    def coordinates(self) -> bool:
        """Whether this member runs waves."""
        return self.membership.role == SchoolRole.COORDINATOR

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone in which its days are meant."""
        return zone_of_school(self.school)

    @property
    def today(self) -> date:
        """The day at the school."""
        return now().astimezone(self.zone).date()

    def days(self, wave: Wave) -> Days:
        """Return the days of a wave of this school."""
        return days_of(wave.opens_at, wave.closes_at, self.zone)

    @cached_property
    def state(self) -> State:
        """The state of the wave that the address names."""
        return state_of_wave(self.at, _now())

    @property
    def at(self) -> Wave:
        """The wave that the address names."""
        assert self.wave is not None  # noqa: S101 - for the type checker
        return self.wave


def _now() -> datetime:
    return now()


def access_place(person: Any, school: UUID, *roles: str) -> Place:
    """Return a school at which this person holds one of these roles; else 404. One query."""
    return Place(access_school(person, school, *roles))


def access_wave(person: Any, school: UUID, wave: UUID, *roles: str) -> Place:
    """Return a wave of a school at which this person holds one of these roles; else 404. Two queries."""
    membership = access_school(person, school, *roles)
    found = Wave.objects.filter(school=membership.school, key=wave).select_related("version__instrument").first()
    if found is None:
        raise Http404
    found.school = membership.school
    return Place(membership, found)


def for_members(*roles: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Give a view the `Place` of its address, for members with one of these roles; everybody else gets 404.

    The address names a `school`, and a `wave` where the view is about one.
    """

    def decorated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @never_cache
        @login_required
        @refusals_noted
        @wraps(view)
        def answered(request: Any, school: UUID, wave: UUID | None = None, **more: Any) -> HttpResponse:
            if wave is None:
                place = access_place(request.user, school, *roles)
            else:
                place = access_wave(request.user, school, wave, *roles)
            return view(request, place, **more)

        return answered

    return decorated


def posted(request: Any) -> Any:
    """Return what was sent with a form, also when that is nothing; None when nothing was sent."""
    return request.POST if request.method == "POST" else None
