"""The editor's decision on a reworded sentence: a slip was mended, the translations are still right."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from academy_site.foundation.behind import KEPT, keep_translations
from academy_site.foundation.domain.wording import Rewording


@require_POST
def keep(request, source_id: int):
    """Keep the translations of one sentence. Asks for the right to publish the page that was changed."""
    source = get_object_or_404(TranslationSource, pk=source_id)
    page = Page.objects.filter(translation_key=source.object_id, locale_id=source.locale_id).first()
    if page is None:
        raise Http404
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    try:
        rewording = Rewording(*(int(request.POST[name]) for name in ("place", "old", "new")))
    except (KeyError, ValueError) as error:
        raise Http404 from error
    kept = keep_translations(source=source, page=page.specific, rewording=rewording, person=request.user)
    if kept.published:
        messages.success(
            request,
            _("The translation stands, and is up to date: %(languages)s.") % {"languages": ", ".join(kept.published)},
        )
    if kept.waiting:
        messages.warning(
            request,
            _("The translation of this sentence stands; others still wait: %(languages)s.")
            % {"languages": ", ".join(kept.waiting)},
        )
    if not kept.published and not kept.waiting:
        messages.warning(request, _("This sentence has changed, or is translated by now. Nothing was done."))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_admin_urls")
def addresses():
    """Give the decision an address."""
    return [path("translations/<int:source_id>/keep/", keep, name="keep_translations")]


@hooks.register("register_log_actions")
def say_in_the_history(actions):
    """Give the decision a line in the history of the page."""

    @actions.register_action(KEPT)
    class KeptFormatter(LogFormatter):
        label = gettext_lazy("Translations kept")

        def format_message(self, log_entry):
            values = {
                "sentence": log_entry.data.get("sentence", ""),
                "languages": ", ".join(log_entry.data.get("languages", ())),
            }
            return _("Only a slip was mended, the translations stand (%(languages)s): %(sentence)s") % values
