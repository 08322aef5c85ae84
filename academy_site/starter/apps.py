"""App registration."""

from django.apps import AppConfig


class StarterConfig(AppConfig):
    """The starter content and the demo accounts."""

    name = "academy_site.starter"
    label = "starter"
    default_auto_field = "django.db.models.BigAutoField"
