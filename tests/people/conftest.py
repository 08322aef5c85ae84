"""People of several kinds, and the addresses of the account pages."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache

PASSWORD = "three plain words here"


@pytest.fixture(autouse=True)
def empty_cache(db):
    """Forget the attempts of the test before."""
    cache.clear()


@pytest.fixture
def sign_up():
    """Send the sign-up form: `sign_up(client, email=..., language="nl")`."""

    def send(client, *, at="/en/account/signup/", **fields):
        data = {"email": "new@school.example", "password1": PASSWORD, "display_name": "", "language": "en"}
        return client.post(at, data | fields)

    return send


@pytest.fixture
def group_with():
    """Make a group that may enter the admin and do what is named (`people.change_user`)."""

    def make(name, *rights):
        group, _ = Group.objects.get_or_create(name=name)
        for right in ("wagtailadmin.access_admin", *rights):
            app, codename = right.split(".")
            group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
        return group

    return make
