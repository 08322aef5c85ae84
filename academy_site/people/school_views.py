"""Schools: one's own, founding one, the workspace of a school, and its settings."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail import hooks

from academy_site.foundation.desk import Panel
from academy_site.people.access import access_school
from academy_site.people.enums import SchoolRole
from academy_site.people.models import JoinRequest, SchoolHoliday, SchoolMembership
from academy_site.people.school_forms import CodeForm, FoundForm, HolidayForm, SettingsForm
from academy_site.people.school_pages import alike_rows, keys_in
from academy_site.people.selectors import schools as asked
from academy_site.people.services import schools as services

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@never_cache
@login_required
def schools(request) -> HttpResponse:
    """List the schools of the person who asks, those they asked to join, and the ways to another."""
    values = {
        "belongings": asked.schools_of(request.user),
        "wishes": JoinRequest.objects.filter(person=request.user).select_related("school"),
        "offers": asked.offers_to(request.user),
        "form": CodeForm(),
    }
    return render(request, "people/schools/mine.html", values)


@never_cache
@login_required
@require_http_methods(METHODS)
def school_found(request) -> HttpResponse:
    """Found a school. Before anything is made, those that might be the same are shown."""
    if request.method != "POST":
        form = FoundForm(initial={"country": request.user.country})
        return render(request, "people/schools/found.html", {"form": form})
    form = FoundForm(request.POST)
    if not form.is_valid():
        return render(request, "people/schools/found.html", {"form": form}, status=400)
    seen = keys_in(request.POST.getlist("not_this"))
    try:
        made = services.found_school(person=request.user, not_these=seen, **form.cleaned_data)
    except services.AlikeError as found:
        values = {"form": form, "alike": alike_rows(request.user, found.schools), "seen": seen}
        return render(request, "people/schools/found.html", values)
    except ValidationError as fault:
        form.add_error(None, fault.messages)
        return render(request, "people/schools/found.html", {"form": form}, status=400)
    messages.success(request, _("%(school)s is here now, and you coordinate it.") % {"school": made.name})
    return redirect("school", made.key)


@require_safe
@never_cache
@login_required
def school(request, key: UUID) -> HttpResponse:
    """Show a school to its people: what apps have for it, who is there, and who asks to join."""
    membership = access_school(request.user, key)
    people = asked.members_of(membership.school)
    values = {
        "membership": membership,
        "school": membership.school,
        "year": membership.school.year_of(_today(membership)),
        "people": [one for one in people if one.is_active],
        "coordinates": membership.role == SchoolRole.COORDINATOR,
        "mine": next((one for one in people if one.person == request.user), None),
        "waiting": asked.waiting_requests(membership.school),
        "has_second": asked.has_second_coordinator(membership.school),
        "offers": asked.offers_to(request.user).filter(school=membership.school),
        "panels": workspace_panels(request, membership),
    }
    return render(request, "people/schools/school.html", values)


def workspace_panels(request, membership: SchoolMembership) -> list[Panel]:
    """Return what apps show on the workspace of a school, in order.

    Apps answer the hook `construct_school_workspace`, called with the request, the membership of who asks (with
    its school) and a list to add Laces components to: a `foundation.desk.Panel` with a `title`.
    """
    panels: list[Panel] = []
    for contribute in hooks.get_hooks("construct_school_workspace"):
        contribute(request, membership, panels)
    return sorted(panels, key=lambda panel: panel.order)


def _today(membership: SchoolMembership):
    return now().astimezone(asked.zone_of_school(membership.school)).date()


@never_cache
@login_required
@require_http_methods(METHODS)
def school_settings(request, key: UUID) -> HttpResponse:
    """Change what is known of a school, and see its holidays."""
    membership = access_school(request.user, key, SchoolRole.COORDINATOR)
    if request.method != "POST":
        return _settings(request, membership, SettingsForm(instance=membership.school), HolidayForm())
    form = SettingsForm(request.POST, instance=membership.school)
    if form.is_valid():
        try:
            services.change_school(by=membership, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("school_settings", key)
    return _settings(request, membership, form, HolidayForm(), 400)


@never_cache
@login_required
@require_POST
def school_holiday(request, key: UUID) -> HttpResponse:
    """Add a holiday."""
    membership = access_school(request.user, key, SchoolRole.COORDINATOR)
    form = HolidayForm(request.POST)
    if form.is_valid():
        try:
            services.add_holiday(by=membership, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            messages.success(request, _("The holiday is entered."))
            return redirect("school_settings", key)
    return _settings(request, membership, SettingsForm(instance=membership.school), form, 400)


@never_cache
@login_required
@require_POST
def school_holiday_gone(request, key: UUID, holiday: int) -> HttpResponse:
    """Remove a holiday."""
    membership = access_school(request.user, key, SchoolRole.COORDINATOR)
    services.remove_holiday(by=membership, holiday=holiday)
    messages.success(request, _("The holiday is removed."))
    return redirect("school_settings", key)


def _settings(request, membership, form, holiday_form, status: int = 200) -> HttpResponse:
    values = {
        "membership": membership,
        "school": membership.school,
        "form": form,
        "holiday_form": holiday_form,
        "holidays": SchoolHoliday.objects.filter(school=membership.school),
        "year": membership.school.year_of(_today(membership)),
    }
    return render(request, "people/schools/settings.html", values, status=status)
