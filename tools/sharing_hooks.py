"""What the tools app tells a person about webs that are shared, and how the forms around them are named."""

from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.inbox import MessageKind
from academy_site.foundation.kept_forms import KeptKind
from tools import shared_privacy  # noqa: F401 - registers hooks
from tools.services import sharing
from tools.sharing_forms import ShareForm


@hooks.register("construct_message_kinds")
def kinds_of_sharing(kinds: dict[str, MessageKind]) -> None:
    """Declare what is told about shared webs. A mail says that there is one, and nothing of it."""
    kinds[sharing.MESSAGE_KIND] = MessageKind(
        title=_("%(name)s shows you a spiderweb"),
        text=_("You can see it until %(day)s, unless it is taken back before."),
        action=_("Look at it"),
        days=("day",),
    )


@hooks.register("construct_kept_forms")
def kept_forms_of_sharing(kinds: dict[str, KeptKind]) -> None:
    """Name these forms by the words of their buttons."""
    kinds["share_web"] = KeptKind(title=_("Share this web"), form=ShareForm)
    kinds["withdraw_share"] = KeptKind(title=_("Take it back"), form=Form)
