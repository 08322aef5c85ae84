"""What would let somebody past the second factor."""

from django.apps import apps
from django.core.checks import Error, register


@register()
def no_tokens_for_the_admin(app_configs, **kwargs):
    """Refuse Wagtail's API with tokens: a token signs in as a person and knows no second factor."""
    if not apps.is_installed("wagtail.api.v3"):
        return []
    return [
        Error(
            "wagtail.api.v3 lets whoever holds a token work as that person, without a second factor.",
            hint="Take it out of INSTALLED_APPS.",
            id="people.E001",
        )
    ]
