"""Creates the groups of people who work on the academy, with what each may do, and their workflow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
)

from academy_site.foundation.models import ColleagueApprovalTask
from academy_site.home import services as home
from academy_site.home.models import HomePage
from academy_site.people.roles import STEWARDS, TEACHER_EDUCATORS, TRANSLATORS
from academy_site.starter.ledger import Entry

# Renew it when a group's rights change, and academies that exist get the new rights once.
RIGHTS_VERSION = 4
# Groups that Wagtail brings. They may do on every page what nobody here asked for.
WAGTAILS_OWN = ("Editors", "Moderators")

_WORDS = ("dimension", "quadrant", "phase", "glossaryterm", "source")
_SHARED_WORDS = ("glossaryterm", "source")
_INSTRUMENTS = ("tools.change_instrument", "tools.publish_instrument")


def _on_files(*actions: str) -> tuple[str, ...]:
    return tuple(
        f"{app}.{action}_{model}"
        for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
        for action in actions
    )


@dataclass(frozen=True)
class Rights:
    """What a group may do: on every page, in translations, on every file, and elsewhere (`app.codename`)."""

    pages: tuple[str, ...] = ()
    translates: bool = False
    files: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


GROUPS = {
    TEACHER_EDUCATORS: Rights(
        pages=("add", "bulk_delete", "change", "lock", "publish", "unlock"),
        files=_on_files("add", "change", "choose", "delete"),
        models=(
            "wagtailadmin.access_admin",
            "wagtail_localize.submit_translation",
            *(f"foundation.change_{word}" for word in _WORDS),
            *(f"foundation.{action}_{word}" for action in ("add", "delete") for word in _SHARED_WORDS),
            "tools.add_instrument",
            *_INSTRUMENTS,
        ),
    ),
    # A right on words holds in the languages whose pages the group may change: not in the source language.
    TRANSLATORS: Rights(
        translates=True,
        # A picture with words in it, a handout: they add their own and change none of others.
        files=_on_files("add", "choose"),
        models=(
            "wagtailadmin.access_admin",
            "wagtail_localize.submit_translation",
            *(f"foundation.change_{word}" for word in _WORDS),
            *_INSTRUMENTS,
        ),
    ),
    STEWARDS: Rights(
        models=(
            "wagtailadmin.access_admin",
            "foundation.change_academysettings",
            "foundation.view_health",
            "people.view_letter",
            "people.view_school",
            "people.change_school",
            "people.view_user",
            "people.change_user",
            *(f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete")),
        ),
    ),
}


def entries() -> Iterator[Entry]:
    """Yield the groups, their rights, the workflow, and the end of groups that nobody needs.

    A group is created once, and its rights are set once for each version of them; in between an operator may
    change both. A group that was deleted stays deleted.
    """
    for name in GROUPS:
        yield Entry(f"group/{name}", partial(_load_group, name))
    for name, rights in GROUPS.items():
        yield Entry(f"rights/{RIGHTS_VERSION}/{name}", partial(_load_rights, name, rights))
    yield Entry("workflow", _load_workflow)
    yield Entry("workflow/by-a-colleague", _load_approval)
    yield Entry("group/none-of-wagtails", _drop_unused)


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _load_group(name: str) -> Sequence[Any]:
    Group.objects.get_or_create(name=name)
    return ()


def _load_rights(name: str, rights: Rights) -> Sequence[Any]:
    """Give the group these rights and no others."""
    group = Group.objects.filter(name=name).first()
    if group is None:
        return ()
    root, collection = Page.objects.get(depth=1), Collection.objects.get(depth=1)
    GroupPagePermission.objects.filter(group=group).delete()
    for kind in rights.pages:
        GroupPagePermission.objects.create(group=group, page=root, permission_type=kind)
    if rights.translates:
        # Home pages of languages that come later are opened when they are made.
        for page in HomePage.objects.all():
            home.open_to_translators(home=page)
    GroupCollectionPermission.objects.filter(group=group).delete()
    for permission in rights.files:
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=_permission(permission))
    group.permissions.set(_permission(permission) for permission in rights.models)
    return ()


def _load_workflow() -> Sequence[Any]:
    """Let teacher educators approve what others submit: Wagtail's own workflow waits for a group without members."""
    educators = Group.objects.filter(name=TEACHER_EDUCATORS).first()
    if educators is not None:
        for task in GroupApprovalTask.objects.all():
            task.groups.set([educators])
    return ()


def _load_approval() -> Sequence[Any]:
    """Make the approval by teacher educators one by a colleague. What waits for approval goes on waiting."""
    kind = ContentType.objects.get_for_model(ColleagueApprovalTask)
    for task in GroupApprovalTask.objects.filter(groups__name=TEACHER_EDUCATORS, colleagueapprovaltask=None):
        ColleagueApprovalTask(groupapprovaltask_ptr=task).save_base(raw=True)
        Task.objects.filter(pk=task.pk).update(content_type=kind)
    return ()


def _drop_unused() -> Sequence[Any]:
    """Delete Wagtail's own groups where nobody is in them and no workflow asks them."""
    unused = Group.objects.filter(name__in=WAGTAILS_OWN, user=None, groupapprovaltask=None)
    unused.delete()
    return ()
