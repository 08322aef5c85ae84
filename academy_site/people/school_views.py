"""A school: its workspace, and the list of one's own schools."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail import hooks

from academy_site.foundation.desk import Panel
from academy_site.people.access import access_school
from academy_site.people.models import SchoolMembership
from academy_site.people.selectors import schools as found


@require_safe
@never_cache
@login_required
def schools(request) -> HttpResponse:
    """List the schools of the person who asks."""
    return render(request, "people/schools/mine.html", {"belongings": found.schools_of(request.user)})


@require_safe
@never_cache
@login_required
def school(request, key: UUID) -> HttpResponse:
    """Show a school to its people: what apps have for it, who is there, and who asks to join."""
    membership = access_school(request.user, key)
    values = {
        "membership": membership,
        "school": membership.school,
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
