"""What the tools app tells a person about webs that are shared, how forms around them are named, and a chore."""

from datetime import timedelta

from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.inbox import MessageKind
from academy_site.foundation.kept_forms import KeptKind
from tools import shared_privacy  # noqa: F401 - registers hooks
from tools.report_forms import GrowthReportForm
from tools.services import mirroring, reporting, sharing
from tools.sharing_forms import MirrorForm, ShareForm


@hooks.register("construct_message_kinds")
def kinds_of_sharing(kinds: dict[str, MessageKind]) -> None:
    """Declare what is told about shared webs. A mail says that there is one, and nothing of it."""
    kinds[sharing.MESSAGE_KIND] = MessageKind(
        title=_("%(name)s shows you a spiderweb"),
        text=_("You can see it until %(day)s, unless it is taken back before."),
        action=_("Look at it"),
        days=("day",),
    )
    kinds[mirroring.MESSAGE_KIND] = MessageKind(
        title=_("A colleague held up a mirror"),
        text=_("The mirror you called “%(name)s” is answered. You see it beside your own web."),
        action=_("Look at it"),
    )


@hooks.register("construct_kept_forms")
def kept_forms_of_sharing(kinds: dict[str, KeptKind]) -> None:
    """Name these forms by the words of their buttons."""
    kinds["share_web"] = KeptKind(title=_("Share this web"), form=ShareForm)
    kinds["withdraw_share"] = KeptKind(title=_("Take it back"), form=Form)
    kinds["web_reports"] = KeptKind(title=_("Report or picture"), form=GrowthReportForm)
    kinds["mirrors"] = KeptKind(title=_("Ask a colleague"), form=MirrorForm)
    kinds["withdraw_mirror"] = KeptKind(title=_("Take it back"), form=Form)
    kinds["delete_mirror"] = KeptKind(title=_("Delete this mirror"), form=Form)


@hooks.register("construct_worker_chores")
def forget_files(chores: list) -> None:
    """Forget files whose seven days are over."""
    chores.append((reporting.forget_old, timedelta(hours=1)))
