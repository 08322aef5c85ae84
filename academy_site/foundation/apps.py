"""App registration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FoundationConfig(AppConfig):
    """The foundation app."""

    name = "academy_site.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register the context of every page, the checks, and what follows a change of content or a `migrate`."""
        from academy_site.foundation import (  # noqa: PLC0415
            broken_references,
            checks,  # noqa: F401
            companions,
            drift,
            inbox,  # noqa: F401
            indexes,
            page_contexts,  # noqa: F401
            publishing,
            receivers,
            translating,
        )

        translating.close_the_gate()
        publishing.close_the_gate()
        drift.watch()
        companions.connect()
        broken_references.connect()
        receivers.connect()
        post_migrate.connect(indexes.make_indexes, sender=self, dispatch_uid="academy-indexes")
