"""App registration."""

from django.apps import AppConfig


class BareConfig(AppConfig):
    """The yardsticks, installed by `settings.bench` only."""

    name = "scripts.bench.bare"
    label = "bare"
    default_auto_field = "django.db.models.BigAutoField"
