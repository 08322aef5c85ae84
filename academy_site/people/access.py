"""Who may enter what."""

from django.contrib.auth.models import AnonymousUser

from academy_site.people.models import User


def may_enter_admin(person: User | AnonymousUser) -> bool:
    """Say whether this person may open the admin, by group or as operator."""
    return person.is_active and person.has_perm("wagtailadmin.access_admin")
