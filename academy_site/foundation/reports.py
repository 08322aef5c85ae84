"""Reports in the admin: a page and a line in the menu for those with the right to it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class ReportView(WagtailAdminTemplateMixin, TemplateView):
    """A page among the reports. Says its title, its address by name, and the right that it asks for."""

    permission = ""
    url_name = ""
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        """Refuse people without the right."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """Return where the report stands."""
        return [*self.breadcrumbs_items, {"url": reverse(self.url_name), "label": self.page_title}]


class ReportMenuItem(MenuItem):
    """The way to a report, shown to those who may see it."""

    def __init__(self, view: type[ReportView], *, name: str, order: int):
        super().__init__(view.page_title, reverse(view.url_name), name=name, icon_name=view.header_icon, order=order)
        self.permission = view.permission

    def is_shown(self, request: Any) -> bool:
        """Ask for the right."""
        return request.user.has_perm(self.permission)
