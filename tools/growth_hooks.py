"""What the pages of results, growth, aims and the plan tell other apps."""

from datetime import timedelta

from django.forms import Form
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.inbox import MessageKind
from academy_site.foundation.kept_forms import KeptKind
from tools.aim_forms import AimForm, PlanForm, RemindersForm
from tools.services.reminding import MESSAGE_KIND, remind_due


@hooks.register("construct_kept_forms")
def kept_forms_of_growth(kinds: dict[str, KeptKind]) -> None:
    """Name what a teacher sent by the words of its button or page."""
    kinds["delete_web"] = KeptKind(title=_("Delete this web"), form=Form)
    kinds["web_target"] = KeptKind(title=_("My target"), form=AimForm)
    kinds["web_focus"] = KeptKind(title=_("What I work on"), form=AimForm)
    kinds["web_reminders"] = KeptKind(title=_("Reminders of my next web"), form=RemindersForm)
    kinds["development_plan"] = KeptKind(title=_("My development plan"), form=PlanForm)


@hooks.register("construct_message_kinds")
def kinds_of_growth(kinds: dict[str, MessageKind]) -> None:
    """Declare the reminder of the next web."""
    kinds[MESSAGE_KIND] = MessageKind(
        title=_("Time to look again"),
        text=_("Your last web is of %(day)s. By now a new one can show what has changed."),
        action=_("To my webs"),
        days=("day",),
    )


@hooks.register("construct_worker_chores")
def chores_of_growth(chores: list) -> None:
    """Remind whoever it is time for, within the hour."""
    chores.append((lambda: remind_due(at=now()), timedelta(hours=1)))
