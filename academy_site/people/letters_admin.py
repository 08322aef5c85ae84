"""What the steward sees of mail that did not arrive: to whom, when, why and about what, not what it said."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import Permission
from django.core.paginator import Paginator
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from academy_site.foundation.health_report import HealthItem, asked
from academy_site.foundation.reports import ReportMenuItem, ReportView
from academy_site.people import letters
from academy_site.people.models import Letter

PERMISSION = "people.view_letter"
PER_PAGE = 50
_RECENT = timedelta(days=7)
_LATE = timedelta(minutes=10)
# By the beginning of the template's name.
_ABOUT = {
    "account/email/password_reset": gettext_lazy("A new password"),
    "account/email/email_confirmation": gettext_lazy("Confirming an address"),
    "account/email/login_code": gettext_lazy("A code to sign in"),
    "account/email/unknown_account": gettext_lazy("An address without an account"),
    "account/": gettext_lazy("Changes of an account"),
    "mfa/": gettext_lazy("Changes of an account"),
    "people/": gettext_lazy("A copy of the inbox"),
}


def about(letter: Letter) -> str:
    """Return what a letter was about, in words."""
    return next((str(words) for start, words in _ABOUT.items() if letter.kind.startswith(start)), _("Something else"))


class UndeliveredView(ReportView):
    """The list, for those who may see it."""

    template_name = "people/admin/undelivered.html"
    page_title = gettext_lazy("Mail that did not arrive")
    header_icon = "mail"
    permission = PERMISSION
    url_name = "people_undelivered"

    def get_context_data(self, **kwargs):
        """Add the letters, newest first."""
        page = Paginator(letters.undelivered(), PER_PAGE).get_page(self.request.GET.get("p"))
        rows = [(letter, about(letter)) for letter in page]
        return super().get_context_data(rows=rows, letters_page=page, **kwargs)


@hooks.register("register_admin_urls")
def register_undelivered_url() -> Iterable:
    """Give the list its address."""
    return [path("reports/undelivered/", UndeliveredView.as_view(), name="people_undelivered")]


@hooks.register("register_reports_menu_item")
def register_undelivered_menu_item() -> MenuItem:
    """Put the list into the menu."""
    return ReportMenuItem(UndeliveredView, name="undelivered", order=60)


@hooks.register("register_permissions")
def register_letter_permission():
    """Let administrators give the right to groups."""
    return Permission.objects.filter(content_type__app_label="people", codename="view_letter")


@hooks.register("construct_health_report")
def post_in_the_health_report(items: list[HealthItem], request) -> None:
    """Add the line about the post."""
    items.append(asked(_("Post"), post))


def post() -> tuple[bool, str]:
    """Say how much mail did not arrive lately, and whether any waits too long."""
    now = timezone.now()
    lost = letters.undelivered().filter(settled_at__gte=now - _RECENT).count()
    late = Letter.objects.filter(state=Letter.State.WAITING, created_at__lt=now - _LATE).count()
    parts = []
    if lost:
        said = ngettext(
            "%(count)d mail of the last seven days did not arrive (Reports, Mail that did not arrive).",
            "%(count)d mails of the last seven days did not arrive (Reports, Mail that did not arrive).",
            lost,
        )
        parts.append(said % {"count": lost})
    if late:
        said = ngettext(
            "%(count)d mail has waited for more than ten minutes.",
            "%(count)d mails have waited for more than ten minutes.",
            late,
        )
        parts.append(said % {"count": late})
    return not parts, " ".join(parts) or _("All mail of the last seven days went out.")
