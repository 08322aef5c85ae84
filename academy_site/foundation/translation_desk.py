"""What the translator's desk says before it does what the gate of translations would refuse."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation

from academy_site.foundation.translating import missing_sentences


@hooks.register("before_edit_page", order=-1)
@hooks.register("before_edit_snippet", order=-1)
def refuse_half_a_translation(request, instance):
    """Say how many sentences are missing when someone publishes a translation that is not complete."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if not isinstance(instance, TranslatableMixin):
        return None
    translation = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    ).first()
    missing = missing_sentences(translation) if translation else 0
    if not missing:
        return None
    if isinstance(instance, Page) and not instance.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    messages.error(
        request,
        ngettext(
            "%(count)d sentence is not translated yet, so nothing is published. Readers see the last complete version.",
            "%(count)d sentences are not translated yet, so nothing is published. "
            "Readers see the last complete version.",
            missing,
        )
        % {"count": missing},
    )
    return redirect(request.get_full_path())
