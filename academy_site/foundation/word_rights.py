"""Who may change which words of the vocabulary: those who may change pages of the same language.

A right on a model holds for all its rows; this adds the language, so that translators change words
of their languages and not the English ones. Adding and deleting a word is for those who may do so to pages.
"""

from django.core.exceptions import PermissionDenied
from wagtail.models import Page, Site
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from academy_site.foundation import languages


def languages_to_change(user) -> set[str]:
    """Return the languages in whose page tree this person may change pages at its top. Two queries."""
    codes = languages.locale_codes()
    if user.is_superuser:
        return set(codes.values())
    granted = [
        right.page.path
        for right in page_permission_policy.get_cached_permissions_for_user(user)
        if right.permission.codename == "change_page"
    ]
    if not granted:
        return set()
    # A language without pages yet belongs to those who may change all pages.
    everything = any(Page.steplen == len(path) for path in granted)
    homes = Page.objects.filter(
        depth=2, translation_key__in=Site.objects.filter(is_default_site=True).values("root_page__translation_key")
    ).values_list("locale_id", "path")
    return (set(codes.values()) if everything else set()) | {
        codes[locale] for locale, home in homes if locale in codes and home.startswith(tuple(granted))
    }


class WordPolicy(ModelPermissionPolicy):
    """Words are changed by those who hold the right on the model and may change pages of that language."""

    def _languages(self, user) -> set[str]:
        if not hasattr(user, "_languages_to_change"):
            user._languages_to_change = languages_to_change(user)
        return user._languages_to_change

    def user_has_permission_for_instance(self, user, action, instance):
        """Ask for the language, too, when a word is changed or deleted."""
        may = self.user_has_permission(user, action)
        if not may or action not in ("change", "delete"):
            return may
        return languages.locale_codes().get(instance.locale_id) in self._languages(user)

    def instances_user_has_any_permission_for(self, user, actions):
        """Leave out words of languages that this person does not write."""
        words = super().instances_user_has_any_permission_for(user, actions)
        if set(actions) & {"view", "add"}:
            return words
        return words.filter(locale__language_code__in=self._languages(user))


class FixedListPolicy(WordPolicy):
    """For words whose number is fixed, since code, colours and instruments know them: they are changed only."""

    def user_has_permission(self, user, action):
        """Refuse to add and to delete, to everybody."""
        return action not in ("add", "delete") and super().user_has_permission(user, action)


class ChecksTheLanguage:
    """A view of one word that asks for its language, too."""

    def get_object(self, queryset=None):
        """Refuse a word of a language that this person does not write."""
        word = super().get_object(queryset)
        required = self.permission_required
        if required and not self.permission_policy.user_has_permission_for_instance(self.request.user, required, word):
            raise PermissionDenied
        return word


class LinksWhatMayBeChanged:
    """A list of words that leads to the form only where it may be used."""

    def get_edit_url(self, instance):
        """Return no address for a word of a language that this person does not write."""
        may = self.permission_policy.user_has_permission_for_instance(self.request.user, "change", instance)
        return super().get_edit_url(instance) if may else None

    def get_delete_url(self, instance):
        """Return no address for a word of a language that this person does not write."""
        may = self.permission_policy.user_has_permission_for_instance(self.request.user, "delete", instance)
        return super().get_delete_url(instance) if may else None
