"""Creates the groups of people who work on the academy, with what each may do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page

from academy_site.people.roles import STEWARDS, TEACHER_EDUCATORS, TRANSLATORS
from academy_site.starter.ledger import Entry

_WORDS = ("dimension", "quadrant", "phase", "glossaryterm", "source")
_SHARED_WORDS = ("glossaryterm", "source")


@dataclass(frozen=True)
class Rights:
    """What a group may do: on every page, on every file, and elsewhere (`app.codename`)."""

    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


GROUPS = {
    TEACHER_EDUCATORS: Rights(
        pages=("add", "bulk_delete", "change", "lock", "publish", "unlock"),
        files=(
            *(f"wagtailimages.{action}_image" for action in ("add", "change", "choose", "delete")),
            *(f"wagtaildocs.{action}_document" for action in ("add", "change", "choose", "delete")),
        ),
        models=(
            "wagtailadmin.access_admin",
            "wagtail_localize.submit_translation",
            *(f"foundation.change_{word}" for word in _WORDS),
            *(f"foundation.{action}_{word}" for action in ("add", "delete") for word in _SHARED_WORDS),
        ),
    ),
    TRANSLATORS: Rights(
        pages=("change",),
        models=(
            "wagtailadmin.access_admin",
            "wagtail_localize.submit_translation",
            *(f"foundation.change_{word}" for word in _WORDS),
        ),
    ),
    STEWARDS: Rights(
        models=(
            "wagtailadmin.access_admin",
            "foundation.change_academysettings",
            "foundation.view_health",
            "people.view_user",
            "people.change_user",
            *(f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete")),
        ),
    ),
}


def entries() -> Iterator[Entry]:
    """Yield the groups. Each is created once; a group that is there keeps what it may do."""
    for name, rights in GROUPS.items():
        yield Entry(f"group/{name}", partial(_load_group, name, rights))
    yield Entry("workflow", _load_workflow)


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _load_group(name: str, rights: Rights) -> Sequence[Any]:
    group, created = Group.objects.get_or_create(name=name)
    if not created:
        return ()
    root = Page.objects.get(depth=1)
    for kind in rights.pages:
        GroupPagePermission.objects.create(group=group, page=root, permission_type=kind)
    collection = Collection.objects.get(depth=1)
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
