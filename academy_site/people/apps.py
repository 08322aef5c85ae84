"""App registration: ours, and Wagtail's list of people with our own forms."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    """The people app."""

    name = "academy_site.people"
    label = "people"
    default = True
    default_auto_field = "django.db.models.BigAutoField"


class WagtailPeopleConfig(WagtailUsersAppConfig):
    """Wagtail's administration of people, for people without first and last names."""

    user_viewset = "academy_site.people.admin_views.PersonViewSet"
