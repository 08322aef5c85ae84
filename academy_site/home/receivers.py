"""What follows a new home page: translators work on a new language from its first page on."""

from typing import Any

from django.db.models.signals import post_save

from academy_site.home import services
from academy_site.home.models import HomePage


def _home_added(instance: HomePage, created: bool, raw: bool = False, **signal: Any) -> None:
    if created and not raw:
        services.open_to_translators(home=instance)


def connect() -> None:
    """Listen to home pages."""
    post_save.connect(_home_added, sender=HomePage, dispatch_uid="home-open-to-translators")
