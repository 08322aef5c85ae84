"""What the academy tells a person about schools, how forms around them are named, and chores."""

from datetime import timedelta

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.inbox import MessageKind
from academy_site.people import school_privacy  # noqa: F401 - registers hooks
from academy_site.people.services import school_joining as joining, school_roles as roles

_LOOK = _("Look at it")


@hooks.register("register_log_actions")
def name_deeds(actions) -> None:
    """Name what happens to a school in its history."""
    for name, title, sentence in (
        ("found", _("Found a school"), _("Founded here")),
        ("change", _("Change a school"), _("Settings changed")),
        ("invite", _("Invite to a school"), _("Somebody was invited")),
        ("role", _("Give a role at a school"), _("A role began")),
        ("role_ended", _("End a role at a school"), _("A role was taken")),
        ("role_renewed", _("Renew a role at a school"), _("A role was renewed")),
        ("left", _("Leave a school"), _("Somebody left")),
    ):
        actions.register_action(f"people.school.{name}", title, sentence)


@hooks.register("construct_message_kinds")
def kinds_of_schools(kinds: dict[str, MessageKind]) -> None:
    """Declare what is told about schools."""
    kinds[joining.ASKED] = MessageKind(
        title=_("%(name)s asks to join %(school)s"),
        text=_("If you know them as a colleague, vouch for them. If not, do nothing."),
        action=_LOOK,
    )
    kinds[joining.JOINED] = MessageKind(
        title=_("You are at %(school)s now"),
        text=_("A colleague vouched for you. You see what belongs to the school."),
        action=_("Open the school"),
    )
    kinds[joining.REFUSED] = MessageKind(
        title=_("%(school)s did not take you in"),
        text=_("If that is a mistake, ask a coordinator there for an invitation."),
        action=_LOOK,
    )
    kinds[roles.ROLE_CHANGED] = MessageKind(
        title=_("Your roles at %(school)s have changed"),
        text=_("A coordinator gave you a role or took one."),
        action=_LOOK,
    )
    kinds[roles.WITHOUT_COORDINATOR] = MessageKind(
        title=_("%(school)s has no coordinator any more"),
        text=_("The last one left. If you want to coordinate the school, say so."),
        action=_LOOK,
    )


@hooks.register("construct_worker_chores")
def chores_of_schools(chores: list) -> None:
    """Forget what nobody took up."""
    chores.append((lambda: roles.end_old(now=now()), timedelta(hours=12)))
