"""What is asked of every request of a signed-in person: their time zone, and a second factor before the admin."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import override

from academy_site.foundation.security import ADMIN_PREFIX
from academy_site.people import factors
from academy_site.people.access import may_enter_admin
from academy_site.people.selectors import language_of, zone_of

# Leaving, and what Wagtail gives to everybody.
_OPEN = {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}


class TimeZoneMiddleware:
    """Shows times in the zone of the person. Without a session nobody is asked for, so no query is spent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Put the zone in force for this request only."""
        with timezone.override(self._zone(request)):
            return self.get_response(request)

    @staticmethod
    def _zone(request) -> ZoneInfo | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        return zone_of(request.user)


class SecondFactorMiddleware:
    """Lets nobody into the admin without a second factor, where the settings ask for one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Go on; `process_view` knows the address."""
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Lead whoever may enter, but has no second factor, to the page that sets one up, and back from there."""
        if not settings.ACADEMY_ADMIN_SECOND_FACTOR or not request.path.startswith(ADMIN_PREFIX):
            return None
        if request.resolver_match.url_name in _OPEN or not may_enter_admin(request.user):
            return None
        if factors.is_shown(request):
            factors.forget_wanted(request)
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        factors.remember_wanted(request)
        with override(language_of(request.user)):
            return redirect("people_second_factor")
