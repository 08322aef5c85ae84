"""The steward's health report in the admin. Each app adds lines with the hook `construct_health_report`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.urls import path
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from academy_site.foundation.reports import ReportMenuItem, ReportView

PERMISSION = "foundation.view_health"


@dataclass(frozen=True)
class HealthItem:
    """One line of the report. `good` is False where a steward should act; the sentence says why."""

    title: str
    good: bool
    sentence: str


def asked(title: str, question: Callable[[], tuple[bool, str]]) -> HealthItem:
    """Return the line that a question answers. A question that fails is a line too, not an error page."""
    try:
        return HealthItem(title, *question())
    except Exception as fault:
        return HealthItem(title, False, _("This could not be found out: %(fault)s") % {"fault": fault})


def health_items(request) -> list[HealthItem]:
    """Return all lines, those that need attention first."""
    items: list[HealthItem] = []
    for contribute in hooks.get_hooks("construct_health_report"):
        contribute(items, request)
    return sorted(items, key=lambda item: item.good)


class HealthReportView(ReportView):
    """The report, for those who may see it."""

    template_name = "foundation/health_report.html"
    page_title = gettext_lazy("Health")
    header_icon = "crosshairs"
    permission = PERMISSION
    url_name = "academy_health"

    def get_context_data(self, **kwargs):
        """Add the lines."""
        return super().get_context_data(items=health_items(self.request), **kwargs)


@hooks.register("register_admin_urls")
def register_health_url() -> Iterable:
    """Give the report its address."""
    return [path("reports/health/", HealthReportView.as_view(), name="academy_health")]


@hooks.register("register_reports_menu_item")
def register_health_menu_item() -> MenuItem:
    """Put the report into the menu."""
    return ReportMenuItem(HealthReportView, name="health", order=50)


@hooks.register("register_permissions")
def register_health_permission():
    """Let administrators give the right to groups."""
    return Permission.objects.filter(content_type__app_label="foundation", codename="view_health")
