"""What the translator's desk says before it does what the gate of translations would refuse."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.update_translations import UpdateTranslationsView

from academy_site.foundation import accessibility
from academy_site.foundation.gaps import missing_by_translation
from academy_site.foundation.publishing import translation_to
from academy_site.foundation.translating import missing_sentences

# How the library brings translations up to date; tests go through it.
library_update = UpdateTranslationsView.form_valid
library_form = UpdateTranslationsView.get_form


@hooks.register("before_edit_page", order=-2)
@hooks.register("before_edit_snippet", order=-2)
def refuse_half_a_translation(request, instance):
    """Say how many sentences are missing when someone publishes a translation that is not complete."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if not isinstance(instance, TranslatableMixin):
        return None
    translation = translation_to(instance)
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


@hooks.register("before_bulk_action")
def leave_out_half_translations(request, action_type, objects, action):
    """Publish the chosen pages but those whose translation is not complete, and name these."""
    if action_type != "publish":
        return None
    for chosen in list(objects):
        translation = translation_to(chosen)
        missing = missing_sentences(translation) if translation else 0
        if missing:
            objects.remove(chosen)
            messages.warning(
                request,
                ngettext(
                    "“%(page)s” stays as it is: %(count)d sentence is not translated yet.",
                    "“%(page)s” stays as it is: %(count)d sentences are not translated yet.",
                    missing,
                )
                % {"page": chosen, "count": missing},
            )
    return None if objects else redirect(action.next_url)


def _say_what_was_kept(request, source: TranslationSource) -> None:
    translations = source.translations.filter(enabled=True).select_related("target_locale")
    missing = missing_by_translation(translations)
    for translation in translations:
        if translation.pk not in missing:
            _say_who_is_shut_out(request, translation)
        else:
            messages.warning(
                request,
                ngettext(
                    "%(language)s was not published: %(count)d sentence is not translated yet.",
                    "%(language)s was not published: %(count)d sentences are not translated yet.",
                    missing[translation.pk],
                )
                % {"language": translation.target_locale.get_display_name(), "count": missing[translation.pk]},
            )


def _say_who_is_shut_out(request, translation: Translation) -> None:
    found = accessibility.unexcused_in(translation)
    if found:
        values = {
            "language": translation.target_locale.get_display_name(),
            "findings": " ".join(accessibility.in_words(finding) for finding in found),
        }
        messages.warning(
            request, _("%(language)s was not published: some readers would be shut out. %(findings)s") % values
        )


@wraps(library_update)
def update_translations(self: UpdateTranslationsView, form):
    """Update, and name each language that the gate kept as it was, where the library tells success."""
    answer = library_update(self, form)
    if form.cleaned_data["publish_translations"]:
        _say_what_was_kept(self.request, self.object)
    return answer


@wraps(library_form)
def form_that_says_so(self: UpdateTranslationsView):
    """Say before what is published: the library promises the original language, which the gate keeps out."""
    form = library_form(self)
    form.fields["publish_translations"].help_text = gettext_lazy(
        "Languages whose sentences are all translated are published. The others stay as they are until then."
    )
    return form


UpdateTranslationsView.form_valid = update_translations
UpdateTranslationsView.get_form = form_that_says_so
