"""App registration."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The home app."""

    name = "academy_site.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register what the pages show, and who works on a new language."""
        from academy_site.home import contexts, receivers  # noqa: F401, PLC0415

        receivers.connect()
