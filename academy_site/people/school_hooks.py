"""What the academy tells a person about schools, how forms around them are named, and chores."""

from datetime import timedelta

from django.forms import Form
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from wagtail import hooks

from academy_site.foundation.inbox import MessageKind
from academy_site.foundation.kept_forms import KeptKind
from academy_site.people import school_privacy  # noqa: F401 - registers hooks
from academy_site.people.components import SchoolsPanel
from academy_site.people.school_forms import (
    AskForm,
    ClaimForm,
    CodeForm,
    FoundForm,
    GiveRoleForm,
    HolidayForm,
    InviteForm,
    LeaveSchoolForm,
    SettingsForm,
    SuccessorForm,
)
from academy_site.people.selectors.schools import schools_of
from academy_site.people.services import (
    school_care as care,
    school_handover as handing,
    school_joining as joining,
    school_reminders as reminders,
    school_roles as roles,
)

_LOOK = _("Look at it")


@hooks.register("register_log_actions")
def name_deeds(actions) -> None:
    """Name what happens to a school in its history."""
    for name, title, sentence in (
        ("found", _("Add a school"), _("Added here")),
        ("change", _("Change a school"), _("Settings changed")),
        ("invite", _("Invite to a school"), _("Somebody was invited")),
        ("role", _("Give a role at a school"), _("A role began")),
        ("role_ended", _("End a role at a school"), _("A role was taken")),
        ("role_renewed", _("Renew a role at a school"), _("A role was renewed")),
        ("left", _("Leave a school"), _("Somebody left")),
        ("handed_over", _("Hand over a school"), _("Handed over")),
        ("claim_granted", _("Let somebody take over a school"), _("Taken over with the help of a steward")),
        ("claim_refused", _("Do not let somebody take over a school"), _("A wish to take over was refused")),
        ("merged", _("Join two schools"), _("Joined with another school")),
        ("merge_undone", _("Part two schools again"), _("Parted again")),
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


@hooks.register("construct_message_kinds")
def kinds_of_handing_over(kinds: dict[str, MessageKind]) -> None:
    """Declare what is told when roles end, and when somebody hands a school over."""
    kinds[reminders.ROLE_ENDS] = MessageKind(
        title=_("Your role at %(school)s ends on %(day)s"),
        text=_("A coordinator of the school can renew it. They are reminded too."),
        action=_LOOK,
        days=("day",),
    )
    kinds[reminders.MY_ROLE_ENDS] = MessageKind(
        title=_("Your role at %(school)s ends on %(day)s"),
        text=_("You are the only coordinator, so you renew it yourself. Or hand the school over."),
        action=_("Renew it"),
        days=("day",),
    )
    kinds[reminders.ROLES_END] = MessageKind(
        title=_("Roles at %(school)s end soon, the first on %(day)s"),
        text=_("Renew the roles of those who still work there."),
        action=_("Renew roles"),
        days=("day",),
    )
    kinds[handing.OFFERED] = MessageKind(
        title=_("%(name)s asks you to coordinate %(school)s"),
        text=_("Nothing changes until you say yes."),
        action=pgettext_lazy("to an offer", "Answer"),
    )
    kinds[handing.TAKEN_OVER] = MessageKind(
        title=_("%(name)s coordinates %(school)s now"),
        text=_("You stay a member, until you leave the school."),
        action=_LOOK,
    )
    kinds[handing.NOT_TAKEN_OVER] = MessageKind(
        title=_("%(name)s does not take over %(school)s"),
        text=_("You coordinate it as before. Ask somebody else if you like."),
        action=_("Ask somebody else"),
    )


@hooks.register("construct_message_kinds")
def kinds_of_stewards(kinds: dict[str, MessageKind]) -> None:
    """Declare what is told when a steward settles something."""
    kinds[care.CLAIM_GRANTED] = MessageKind(
        title=_("You coordinate %(school)s now"),
        text=_("A steward looked at what you wrote. Invite a second coordinator soon."),
        action=_("Open the school"),
    )
    kinds[care.CLAIM_REFUSED] = MessageKind(
        title=_("You were not given %(school)s"),
        text=_("A steward looked at what you wrote. If somebody there can vouch for you, ask to join."),
        action=_LOOK,
    )
    kinds[care.MERGED] = MessageKind(
        title=_("%(school)s and %(other)s are one school now"),
        text=_("It was here twice. Everything of both stands in one place. It can be undone for 30 days."),
        action=_LOOK,
    )


@hooks.register("construct_kept_forms")
def kept_forms_of_schools(kinds: dict[str, KeptKind]) -> None:
    """Name these forms by the words of their buttons."""
    kinds["school_found"] = KeptKind(title=_("Add a school"), form=FoundForm)
    kinds["school_join"] = KeptKind(title=_("Join a school"), form=CodeForm)
    kinds["school_join_by_code"] = KeptKind(title=_("Join a school"), form=Form)
    kinds["school_ask"] = KeptKind(title=_("Ask to join a school"), form=AskForm)
    kinds["school_ask_no_more"] = KeptKind(title=_("Take it back"), form=Form)
    kinds["school_claim"] = KeptKind(title=_("Ask to take over a school"), form=ClaimForm)
    kinds["school_settings"] = KeptKind(title=_("Settings of a school"), form=SettingsForm)
    kinds["school_holiday"] = KeptKind(title=_("A holiday of a school"), form=HolidayForm)
    kinds["school_holiday_gone"] = KeptKind(title=_("Remove a holiday"), form=Form)
    kinds["school_invite"] = KeptKind(title=_("Invite people to a school"), form=InviteForm)
    kinds["school_invitation_gone"] = KeptKind(title=_("Take it back"), form=Form)
    kinds["school_vouch"] = KeptKind(title=_("Vouch for a colleague"), form=Form)
    kinds["school_refuse"] = KeptKind(title=_("Do not let in"), form=Form)
    kinds["school_role"] = KeptKind(title=_("Give a role"), form=GiveRoleForm)
    kinds["school_role_gone"] = KeptKind(title=_("End a role"), form=Form)
    kinds["school_role_renewed"] = KeptKind(title=_("Renew a role"), form=Form)
    kinds["school_handover"] = KeptKind(title=_("Hand over a school"), form=SuccessorForm)
    kinds["school_handover_gone"] = KeptKind(title=_("Take it back"), form=Form)
    kinds["school_handover_answer"] = KeptKind(title=_("Take over a school"), form=Form)
    kinds["school_leave"] = KeptKind(title=_("Leave a school"), form=LeaveSchoolForm)


@hooks.register("construct_learner_home")
def schools_on_the_learners_home(request, desk) -> None:
    """Show the schools of who is at one. One query."""
    belongings = [one for one in schools_of(request.user) if one.is_active]
    if belongings:
        desk.panels.append(SchoolsPanel(belongings))


@hooks.register("construct_worker_chores")
def chores_of_schools(chores: list) -> None:
    """Remind of roles that end, and forget what is over."""
    chores.append((lambda: reminders.remind_of_ends(now=now()), timedelta(hours=6)))
    chores.append((lambda: reminders.forget_old(now=now()), timedelta(hours=12)))
    chores.append((lambda: care.close_merges(now=now()), timedelta(hours=12)))
