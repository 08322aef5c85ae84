"""The step of a workflow in which a colleague reads what one wrote."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupApprovalTask


class ColleagueApprovalTask(GroupApprovalTask):
    """Approval by a member of a group who did not write the version that was submitted.

    So what the history calls approved was read by two people. Whoever approves may mend the text while
    reading it. Who may publish can still publish without asking, so a single teacher educator is not stopped.
    """

    class Meta:
        verbose_name = _("approval by a colleague")
        verbose_name_plural = _("approvals by a colleague")

    def get_actions(self, obj, user):
        """Offer nothing to the person who wrote what was submitted."""
        return [] if self._is_own(obj.current_workflow_task_state, user) else super().get_actions(obj, user)

    def on_action(self, task_state, user, action_name, **kwargs):
        """Refuse the writer's own approval, whatever way it came."""
        if action_name == "approve" and self._is_own(task_state, user):
            raise PermissionDenied
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """Leave out what this person wrote."""
        return super().get_task_states_user_can_moderate(user, **kwargs).exclude(revision__user=user)

    @staticmethod
    def _is_own(task_state, user) -> bool:
        if task_state is None:
            return False
        writer = task_state.revision.user_id if task_state.revision_id else None
        return (writer or task_state.workflow_state.requested_by_id) == user.pk

    @classmethod
    def get_description(cls):
        """Say who approves."""
        return _("Members of the groups approve what somebody else wrote")
