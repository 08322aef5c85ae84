"""What is looked at before a survey opens: what is ready, what is not, and where it is put right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext as _, ngettext

from academy_site.people.selectors.schools import has_second_coordinator
from tools.enums import Role
from tools.selectors.waves import complete_languages, roles_of, version_of
from tools.wave_access import Place
from tools.wave_forms import MANY


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at. `url` is where it can be changed."""

    key: str
    title: str
    text: str
    ready: bool
    url: str
    action: str


def checklist(place: Place) -> list[Point]:
    """Return what is to be looked at, in order. Seven queries."""
    return [*_asked(place), _second(place)]


def is_ready(points: list[Point]) -> bool:
    """Whether nothing stands in the way of opening."""
    return all(point.ready for point in points)


def _asked(place: Place) -> Iterator[Point]:
    wave, days = place.at, place.days(place.at)
    here = [place.school.key, wave.key]
    change = reverse("wave_change", args=here)
    said = _("%(first)s to %(last)s, time zone %(zone)s.") % {
        "first": date_format(days.first),
        "last": date_format(days.last),
        "zone": place.zone,
    }
    closed = list(place.school.holidays.filter(first_day__lte=days.last, last_day__gte=days.first))
    if closed:
        said += " " + _("The school is closed on some of these days: %(names)s.") % {
            "names": ", ".join(holiday.title for holiday in closed)
        }
    over = wave.closes_at <= now()
    yield Point("days", _("Days"), said, not over, change, _("Change the days"))
    yield _roles(wave, change)
    yield _languages(wave, change)
    items = wave.own_items.count()
    yield Point(
        "own",
        _("Items of your own"),
        ngettext("%(number)d item.", "%(number)d items.", items) % {"number": items}
        if items
        else _("None. You may add up to five."),
        True,
        reverse("wave_own_items", args=here),
        _("Write own items"),
    )


def _roles(wave: Any, change: str) -> Point:
    roles = roles_of(wave)
    said = ", ".join(f"{MANY[Role(role)]} ({count or '?'})" for role, count in roles.items())
    unknown = any(count is None for count in roles.values())
    hint = " " + _("Where a number is missing the report gives no share of who answered.") if unknown else ""
    return Point("roles", _("Who is asked"), f"{said}.{hint}", bool(roles), change, _("Change who is asked"))


def _languages(wave: Any, change: str) -> Point:
    there = complete_languages(version_of(wave))
    named = dict(settings.LANGUAGES)
    missing = [named[code] for code in wave.languages if code not in there]
    text = ", ".join(named[code] for code in wave.languages if code in there)
    if missing:
        text = _("Not complete any more: %(names)s.") % {"names": ", ".join(missing)}
    return Point("languages", _("Languages"), text, not missing, change, _("Change the languages"))


def _second(place: Place) -> Point:
    there = has_second_coordinator(place.school)
    text = (
        _("There is one, or an invitation is on its way.")
        if there
        else _("You are the only coordinator. Invite a second one, so that the survey goes on when you are away.")
    )
    return Point("second", _("A second coordinator"), text, there, _members(place), _("Invite a coordinator"))


def _members(place: Place) -> str:
    try:
        return reverse("school_members", args=[place.school.key])
    except NoReverseMatch:
        return reverse("school", args=[place.school.key])
