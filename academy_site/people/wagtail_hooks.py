"""Bulk actions on people, as careful as the forms."""

from wagtail import hooks
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, SetActiveStateBulkAction


class OperatorsAreLeftAlone:
    """Only an operator changes operators."""

    def check_perm(self, obj):
        """Refuse operators to everybody else."""
        return super().check_perm(obj) and (self.request.user.is_superuser or not obj.is_superuser)


@hooks.register("register_bulk_action", order=1)
class AssignRole(OperatorsAreLeftAlone, AssignRoleBulkAction):
    """Put people into a group."""


@hooks.register("register_bulk_action", order=1)
class SetActiveState(OperatorsAreLeftAlone, SetActiveStateBulkAction):
    """Open or close accounts."""
