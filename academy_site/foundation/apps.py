"""App registration."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """The foundation app."""

    name = "academy_site.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register the context of every page."""
        from academy_site.foundation import checks, page_contexts  # noqa: F401, PLC0415
