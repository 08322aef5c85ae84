"""What the editor's desk says of versions that the gate of publishing refuses: in the history, of many, on approval."""

from collections.abc import Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from academy_site.foundation.publishing import REFUSED, refusals, why_not

# How the library takes an approval; tests go through it.
library_post = WorkflowActionView.post


def _reason(why: Mapping[str, Any]) -> str:
    """Say in a sentence why a version was refused."""
    shut_out = why.get("shut_out", ())
    if shut_out:
        return _("Not published, some readers would be shut out: %(findings)s") % {"findings": " ".join(shut_out)}
    missing = why.get("missing", 0)
    return ngettext(
        "Not published: %(count)d sentence is not translated yet",
        "Not published: %(count)d sentences are not translated yet",
        missing,
    ) % {"count": missing}


@hooks.register("register_log_actions")
def say_in_the_history(actions):
    """Give the refusal to publish a line in the history of a page."""

    @actions.register_action(REFUSED)
    class RefusedFormatter(LogFormatter):
        label = gettext_lazy("Not published")

        def format_message(self, log_entry):
            return _reason(log_entry.data)


class CountsWhatIsPublished(PublishBulkAction):
    """Publishing many pages, where only those count that went live. What lies below and was refused is named."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Publish, and hear what the gate refuses."""
        with refusals() as self.refused:
            return super().form_valid(form)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """Name what was refused, and count the rest; say nothing where nothing is left."""
        chosen = {page.pk for page in self.actionable_objects}
        above = sum(page.pk in chosen for page, _why in self.refused)
        for page, why in self.refused:
            messages.warning(self.request, f"{page.get_admin_display_title()}: {_reason(why)}")
        counts = num_parent_objects - above, num_child_objects - (len(self.refused) - above)
        return super().get_success_message(*counts) if any(counts) else None


hooks.register("register_bulk_action", CountsWhatIsPublished, order=1)


@wraps(library_post)
def post(self: WorkflowActionView, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Take an approval, unless the gate would refuse what is approved: that stays in review, and its reader hears why.

    Otherwise the page would count as approved, its writer be told so, and readers never see it.
    """
    why = why_not(self.object.get_latest_revision(), request.user) if self.action_name == "approve" else {}
    if not why:
        answer = library_post(self, request, *args, **kwargs)
        if self.action_name == "approve":
            _say_that_readers_see(request, self.object.pk)
        return answer
    messages.error(request, _("This is not approved yet and stays in review. %(reason)s") % {"reason": _reason(why)})
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
    return redirect(self.redirect_url)


WorkflowActionView.post = post


@hooks.register("after_edit_page")
def say_what_the_approval_did(request: HttpRequest, page: Page) -> None:
    """Say that a page went live which was approved in its form: the library only says that it was updated."""
    if request.POST.get("action-workflow-action") and request.POST.get("workflow-action-name") == "approve":
        _say_that_readers_see(request, page.pk)


def _say_that_readers_see(request: HttpRequest, pk: int) -> None:
    page = Page.objects.filter(pk=pk, live=True, has_unpublished_changes=False).first()
    if page is not None and not page.workflow_in_progress:
        messages.success(request, _("“%(page)s” is approved, and readers see it now.") % {"page": page.title})
