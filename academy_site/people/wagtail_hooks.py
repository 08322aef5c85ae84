"""Bulk actions on people, as careful as the forms."""

from contextlib import suppress

from django.utils import timezone
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from academy_site.people import (
    access,
    desk_privacy,  # noqa: F401 - these register hooks
    kept_kinds,  # noqa: F401
    letters_admin,  # noqa: F401
    message_kinds,  # noqa: F401
    privacy,  # noqa: F401
    school_desk,  # noqa: F401
    school_hooks,  # noqa: F401
    services,
    sign_in_privacy,  # noqa: F401
    style_guide,  # noqa: F401
    told_privacy,  # noqa: F401
)


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


@hooks.register("register_bulk_action", order=1)
class DeleteInSevenDays(OperatorsAreLeftAlone, DeleteBulkAction):
    """Let people go the way they would go themselves; who cannot leave yet stays."""

    @classmethod
    def execute_action(cls, objects, **kwargs):
        """Note the wish on behalf of each."""
        left = 0
        for person in objects:
            with suppress(services.LeavingRefusedError):
                services.ask_to_leave(person=person, choices={}, now=timezone.now())
                left += 1
        return left, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        """Say how many, and that it can be undone."""
        return ngettext(
            "%(number)s person will be erased in seven days, and can undo it until then.",
            "%(number)s people will be erased in seven days, and can undo it until then.",
            num_parent_objects,
        ) % {"number": num_parent_objects}
