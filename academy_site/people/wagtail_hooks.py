"""Bulk actions on people, as careful as the forms; and what the clock does with accounts."""

from datetime import timedelta

from django.utils import timezone
from wagtail import hooks
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, SetActiveStateBulkAction

from academy_site.people import access, message_kinds, services  # noqa: F401 - registers hooks


class OperatorsAreLeftAlone:
    """Only an operator changes operators."""

    def check_perm(self, obj):
        """Refuse operators to everybody else."""
        return super().check_perm(obj) and (self.request.user.is_superuser or not obj.is_superuser)


@hooks.register("register_bulk_action", order=1)
class AssignRole(OperatorsAreLeftAlone, AssignRoleBulkAction):
    """Put people into a group that the person who does it may give, and never oneself."""

    def check_perm(self, obj):
        """Leave the person who does it out."""
        return super().check_perm(obj) and obj != self.request.user

    def get_form(self, form_class=None):
        """Offer the groups that this person may give to others."""
        form = super().get_form(form_class)
        form.fields["role"].queryset = access.groups_to_others(editor=self.request.user)
        return form


@hooks.register("register_bulk_action", order=1)
class SetActiveState(OperatorsAreLeftAlone, SetActiveStateBulkAction):
    """Open or close accounts."""


@hooks.register("construct_worker_chores")
def erase_who_left(chores):
    chores.append((lambda: services.erase_due(now=timezone.now()), timedelta(hours=1)))
