"""App registration: ours, and Wagtail's list of people with our own forms."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    """The people app."""

    name = "academy_site.people"
    label = "people"
    default = True
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Follow what allauth does, check the doors, and let the history name former colleagues as they wished."""
        from wagtail.admin.views.reports import aging_pages  # noqa: PLC0415
        from wagtail.models import audit_log  # noqa: PLC0415

        from academy_site.people import checks, receivers  # noqa: F401, PLC0415
        from academy_site.people.desk_privacy import name_of_former  # noqa: PLC0415

        receivers.connect()
        audit_log.get_deleted_user_display_name = name_of_former
        aging_pages.get_deleted_user_display_name = name_of_former


class WagtailPeopleConfig(WagtailUsersAppConfig):
    """Wagtail's administration of people, for people without first and last names."""

    user_viewset = "academy_site.people.admin_views.PersonViewSet"
