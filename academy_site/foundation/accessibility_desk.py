"""What the editor's desk keeps and says of exceptions from the rules of accessibility."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter

from academy_site.foundation.accessibility import (
    EXCEPTION,
    in_words,
    keep_exception,
    reason_in,
    unexcused,
    unexcused_in,
)
from academy_site.foundation.page_form import keep_reason_of
from academy_site.foundation.publishing import translation_to


@hooks.register("before_publish_page")
@hooks.register("after_create_page")
def keep_the_exception(request, page) -> None:
    """Write the reason for a page that was just made into its history, before it goes live."""
    keep_reason_of(page, request.user)


@hooks.register("before_edit_page", order=-1)
def ask_the_translator(request, page):
    """Refuse to publish a translation whose words shut readers out, unless a reason comes along.

    Asked after `refuse_half_a_translation`: what is not translated is the first thing to say.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_to(page)
    found = unexcused_in(translation) if translation else []
    if not found:
        return None
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    reason = reason_in(request.POST)
    if reason:
        keep_exception(page=page, person=request.user, reason=reason, found=found)
        return None
    messages.error(request, _("Nothing is published: some readers would be shut out. The places are named below."))
    return redirect(request.get_full_path())


@hooks.register("before_bulk_action", order=1)
def leave_out_who_shuts_out(request, action_type, objects, action):
    """Publish the chosen pages but those whose draft shuts readers out, and name these."""
    if action_type != "publish":
        return None
    for chosen in list(objects):
        translation = translation_to(chosen)
        version = chosen.get_latest_revision_as_object()
        found = unexcused_in(translation) if translation else unexcused(version, None)
        if found:
            objects.remove(chosen)
            values = {"page": chosen, "findings": " ".join(in_words(finding) for finding in found)}
            messages.warning(
                request,
                _(
                    "“%(page)s” stays as it is: some readers would be shut out. %(findings)s "
                    "Open the page to mend it, or to publish it with a reason."
                )
                % values,
            )
    return None if objects else redirect(action.next_url)


@hooks.register("register_log_actions")
def say_in_the_history(actions):
    """Give the exception a line in the history of a page."""

    @actions.register_action(EXCEPTION)
    class ExceptionFormatter(LogFormatter):
        label = gettext_lazy("Exception from accessibility")

        def format_message(self, log_entry):
            said = " ".join(finding["said"] for finding in log_entry.data.get("findings", ()))
            values = {"findings": said, "reason": log_entry.data.get("reason", "")}
            return _("Accepted with a reason: %(findings)s Reason: %(reason)s") % values
