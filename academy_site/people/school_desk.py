"""The steward's page about schools in the admin: who takes over one, and which two are one."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.timezone import now
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from academy_site.foundation.health_report import HealthItem, asked
from academy_site.foundation.reports import ReportMenuItem, ReportView
from academy_site.people.models import School, SchoolClaim, SchoolMerge
from academy_site.people.selectors import school_care as selectors
from academy_site.people.selectors.schools import Belonging, members_of
from academy_site.people.services import school_care as services

MAY_SEE, MAY_CARE = "people.view_school", "people.change_school"
PER_PAGE = 50


class SchoolsView(ReportView):
    """Schools with the numbers of their people, who asks to take one over, and merges that can be undone."""

    template_name = "people/admin/schools.html"
    page_title = gettext_lazy("Schools")
    header_icon = "home"
    permission = MAY_SEE
    url_name = "people_schools"

    def get_context_data(self, **kwargs):
        """Add what the steward may settle, and the list."""
        words, orphaned = self.request.GET.get("q", "")[:100], "orphaned" in self.request.GET
        found = selectors.schools_to_care_for(words=words, only_orphaned=orphaned)
        return super().get_context_data(
            schools_page=Paginator(found, PER_PAGE).get_page(self.request.GET.get("p")),
            words=words,
            orphaned=orphaned,
            claims=selectors.waiting_claims(),
            merges=selectors.merges_to_undo(now()),
            cares=self.request.user.has_perm(MAY_CARE),
            **kwargs,
        )


class JoinSchoolsView(ReportView):
    """Two schools side by side, before they become one."""

    template_name = "people/admin/join_schools.html"
    page_title = gettext_lazy("Join two schools")
    header_icon = "link"
    permission = MAY_CARE
    url_name = "people_join_schools"

    def pair(self) -> list[School]:
        """Return the two schools that were chosen; 404 where there are not two."""
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        keys = [value for value in data.getlist("school") if value.isdecimal() and len(value) < 19]
        found = list(School.objects.present().filter(pk__in=keys).order_by("pk"))
        if len(found) != 2:
            raise Http404
        return found

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """Show both, or say how to choose two."""
        if len(request.GET.getlist("school")) != 2:
            messages.warning(request, _("Choose two schools."))
            return redirect("people_schools")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add both sides: what is known of each, and its people."""
        sides: list[tuple[School, list[Belonging]]] = [(school, members_of(school)) for school in self.pair()]
        return super().get_context_data(sides=sides, **kwargs)

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """Make them one: the one that was chosen is kept."""
        pair = self.pair()
        kept = next((school for school in pair if str(school.pk) == request.POST.get("kept")), None)
        if kept is None:
            messages.error(request, _("Choose which one is kept."))
            return self.render_to_response(self.get_context_data())
        merged = next(school for school in pair if school != kept)
        try:
            services.merge_schools(by=request.user, kept=kept, merged=merged)
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        else:
            messages.success(request, _("They are one school now. It can be undone for 30 days."))
        return redirect("people_schools")


def _only_stewards(request: Any) -> None:
    if not request.user.has_perm(MAY_CARE):
        raise PermissionDenied


@require_POST
def settle_claim(request, claim: int) -> HttpResponse:
    """Let somebody take over a school, or not. What was settled before stays so."""
    _only_stewards(request)
    found = SchoolClaim.objects.filter(pk=claim).first()
    if found is not None:
        try:
            services.settle_claim(by=request.user, claim=found, granted=request.POST.get("answer") == "yes")
        except services.NotOrphanedError:
            messages.warning(request, _("Somebody coordinates this school meanwhile, and decides who else does."))
            return redirect("people_schools")
    messages.success(request, _("Settled. The person is told."))
    return redirect("people_schools")


@require_POST
def undo_merge(request, merge: int) -> HttpResponse:
    """Make one school two again."""
    _only_stewards(request)
    try:
        services.undo_merge(by=request.user, merge=get_object_or_404(SchoolMerge, pk=merge), at=now())
    except services.UndoRefusedError:
        messages.warning(request, _("This cannot be undone any more."))
    else:
        messages.success(request, _("They are two schools again."))
    return redirect("people_schools")


@hooks.register("register_admin_urls")
def register_schools_urls() -> Iterable:
    """Give the pages their addresses."""
    return [
        path("reports/schools/", SchoolsView.as_view(), name="people_schools"),
        path("reports/schools/join/", JoinSchoolsView.as_view(), name="people_join_schools"),
        path("reports/schools/claims/<int:claim>/", settle_claim, name="people_settle_claim"),
        path("reports/schools/merges/<int:merge>/undo/", undo_merge, name="people_undo_merge"),
    ]


@hooks.register("register_reports_menu_item")
def register_schools_menu_item() -> MenuItem:
    """Put the page into the menu."""
    return ReportMenuItem(SchoolsView, name="schools", order=70)


@hooks.register("register_permissions")
def register_schools_permissions():
    """Let administrators give the rights to groups."""
    return Permission.objects.filter(content_type__app_label="people", codename__in=["view_school", "change_school"])


@hooks.register("construct_health_report")
def schools_in_the_health_report(items: list[HealthItem], request) -> None:
    """Add the line about schools."""
    items.append(asked(_("Schools"), _state))


def _state() -> tuple[bool, str]:
    claims, orphaned = selectors.waiting_claims().count(), School.objects.orphaned().count()
    parts = []
    if claims:
        said = ngettext(
            "%(count)d person asks to take over a school (Reports, Schools).",
            "%(count)d people ask to take over a school (Reports, Schools).",
            claims,
        )
        parts.append(said % {"count": claims})
    if orphaned:
        said = ngettext("%(count)d school has no coordinator.", "%(count)d schools have no coordinator.", orphaned)
        parts.append(said % {"count": orphaned})
    return not claims, " ".join(parts) or _("Every school has a coordinator.")
