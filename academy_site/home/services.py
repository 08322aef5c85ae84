"""Changes around the home pages."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupPagePermission

from academy_site.foundation import languages
from academy_site.home.models import HomePage
from academy_site.people.roles import TRANSLATORS

# What a translator does in the tree of a language: write the translations and publish them when complete.
TRANSLATING = ("change", "publish")


@transaction.atomic
def open_to_translators(*, home: HomePage) -> None:
    """Let translators work on the pages below a home page, unless it is that of the source language.

    Safe to repeat. Where nobody has the group, nothing is done.
    """
    group = Group.objects.filter(name=TRANSLATORS).first()
    if group is None or languages.language_of(home) == languages.SOURCE_LANGUAGE:
        return
    held = set(
        GroupPagePermission.objects.filter(group=group, page=home).values_list("permission__codename", flat=True)
    )
    for kind in TRANSLATING:
        if f"{kind}_page" not in held:
            GroupPagePermission.objects.create(group=group, page=home, permission_type=kind)
