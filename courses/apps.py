"""App registration."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """The courses app."""

    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register what the pages show and the checks, and count again when content changes."""
        from courses import checks, contexts, receivers  # noqa: F401, PLC0415

        receivers.connect()
