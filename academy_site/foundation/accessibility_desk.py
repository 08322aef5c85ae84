"""What the editor's desk keeps and says of exceptions from the rules of accessibility."""

from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter, log

from academy_site.foundation.accessibility import EXCEPTION, in_words


@hooks.register("before_publish_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_page")
def keep_the_exception(request, page) -> None:
    """Write who went live, or asked to, with what and why into the history of the page, once."""
    reason, found = vars(page).pop("accessibility_exception", ("", []))
    if found:
        data = {"reason": reason, "findings": [{"key": finding.key, "said": in_words(finding)} for finding in found]}
        log(instance=page, action=EXCEPTION, user=request.user, data=data)


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
