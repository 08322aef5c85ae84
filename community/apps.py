"""App registration."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """The community app."""

    name = "community"
    default_auto_field = "django.db.models.BigAutoField"
