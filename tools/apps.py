"""App registration."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.signals import published

from tools import guards


class ToolsConfig(AppConfig):
    """The tools app."""

    name = "tools"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Guard what is released after each migrate, say who may change instruments, and fill their places on pages."""
        import_module("tools.instrument_rights").register()
        receivers = import_module("academy_site.foundation.receivers")
        import_module("tools.contexts")
        import_module("tools.receivers").connect()
        # Translators of an instrument see at once what was published of it, as those of pages do.
        published.connect(
            receivers.for_translators,
            sender=import_module("tools.models").Instrument,
            dispatch_uid="translators-instrument",
        )
        post_migrate.connect(guards.guard_released, sender=self, dispatch_uid="tools.guard_released")
