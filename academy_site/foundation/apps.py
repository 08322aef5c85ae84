"""App registration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FoundationConfig(AppConfig):
    """The foundation app."""

    name = "academy_site.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register the context of every page, the checks, what translations follow, what follows each `migrate`."""
        from academy_site.foundation import checks, companions, indexes, page_contexts, translating  # noqa: F401, PLC0415

        translating.close_the_gate()
        companions.connect()
        post_migrate.connect(indexes.make_indexes, sender=self, dispatch_uid="academy-indexes")
