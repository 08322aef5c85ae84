"""Who may change and release instruments."""

from wagtail.permissions import register_permission_policy

from academy_site.foundation.word_rights import WordPolicy
from tools.models import Instrument


class InstrumentPolicy(WordPolicy):
    """Instruments are changed and published by those who may change pages of that language."""

    def user_has_permission_for_instance(self, user, action, instance):
        """Ask for the language for everything but looking."""
        allowed = super().user_has_permission_for_instance(user, action, instance)
        if not allowed or action in ("view", "add"):
            return allowed
        return super().user_has_permission_for_instance(user, "change", instance)


def register() -> None:
    """Put these rights in force, before anything asks Wagtail for those of the model."""
    register_permission_policy(Instrument, InstrumentPolicy(Instrument), exact_class=True)
