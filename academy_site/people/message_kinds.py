"""What the people app tells a person, where it shows that, and its chores."""

from datetime import timedelta

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.inbox import MessageKind
from academy_site.people import departures, letters, parking
from academy_site.people.components import InboxPanel


@hooks.register("construct_message_kinds")
def kinds_of_people(kinds: dict[str, MessageKind]) -> None:
    """Declare what is told about accounts."""
    kinds[parking.MESSAGE_KIND] = MessageKind(
        title=_("A form you sent is kept for you"),
        text=_("It could not be taken when you sent it. Look at it and send it now."),
        action=_("Show my form"),
        mailed=False,
    )
    kinds[letters.CAME_BACK] = MessageKind(
        title=_("Mail to your address does not arrive"),
        text=_("We could not deliver a mail to %(address)s. Look whether the address is right and takes mail."),
        action=_("Look at my address"),
        mailed=False,
    )
    kinds[departures.LEAVING] = MessageKind(
        title=_("Your account will be erased on %(day)s"),
        text=_("You asked for it. Until then you can undo it on every page, with one click."),
        mailed=False,
        days=("day",),
    )
    kinds[departures.DELAYED] = MessageKind(
        title=_("Your account could not be erased yet"),
        text=_("Something stands in the way. Look what it is; once it is mended, your account is erased."),
    )


@hooks.register("construct_worker_chores")
def chores_of_people(chores: list) -> None:
    """Forget what was kept long enough, and erase who left."""
    chores.append((parking.forget_old, timedelta(hours=1)))
    chores.append((letters.forget_old, timedelta(hours=1)))
    chores.append((lambda: departures.erase_due(now=now()), timedelta(hours=1)))


@hooks.register("construct_learner_home")
def inbox_on_the_learners_home(request, desk) -> None:
    """Show the newest messages."""
    desk.panels.append(InboxPanel(request.user))
