"""App registration."""

from django.apps import AppConfig


class ToolsConfig(AppConfig):
    """The tools app."""

    name = "tools"
    default_auto_field = "django.db.models.BigAutoField"
