"""Who may enter what, and who may put whom into which group."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import QuerySet
from django.http import Http404

from academy_site.people import parking, roles
from academy_site.people.models import Message, SchoolMembership, User
from academy_site.people.sealing import BrokenSealError

# Rights over accounts and groups: with one of these a person could make themselves anything.
_OVER_PEOPLE = ("auth.", "people.")
_NEEDED = (
    "permissions__content_type",
    "page_permissions__page",
    "collection_permissions__collection",
    "groupapprovaltask_set",
)


def may_enter_admin(person: User | AnonymousUser) -> bool:
    """Say whether this person may open the admin, by group or as operator."""
    return person.is_active and person.has_perm("wagtailadmin.access_admin")


def access_parked_form(person: User, key: str) -> parking.Opened:
    """Return a form that is kept for this person, unsealed. Raises `Http404` for everybody else."""
    form = parking.kept_forms(person).filter(key=key).first()
    if form is None:
        raise Http404
    try:
        return parking.opened(form)
    except BrokenSealError as fault:
        raise Http404 from fault


def access_message(person: User, message_id: int) -> Message:
    """Return a message of this person's inbox. Raises `Http404` for everybody else."""
    message = Message.objects.filter(person=person, pk=message_id).first()
    if message is None:
        raise Http404
    return message


def access_session(person: User, key: str) -> UserSession:
    """Return one of the person's own sessions; anything else is not there."""
    found = UserSession.objects.filter(user=person, pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if found is None:
        raise Http404
    return found


def access_school(person: User, key: UUID, *roles: str) -> SchoolMembership:
    """Return what this person is at the school of this key today, with the school: the highest of these roles.

    Without roles any role will do. A role that is over does not count, nor a school that was merged into
    another. Raises `Http404` for everybody else, as for a school that is not there. One query.
    """
    held = SchoolMembership.objects.active().filter(person=person, school__key=key)
    if roles:
        held = held.filter(role__in=roles)
    membership = held.select_related("school").by_rank().first()
    if membership is None:
        raise Http404
    membership.person = person
    return membership


def groups_to_give(*, editor: User, to: User) -> QuerySet[Group]:
    """Return the groups that an editor of people may give to this person or take from them: none to oneself."""
    return Group.objects.none() if editor == to else groups_to_others(editor=editor)


def groups_to_others(*, editor: User) -> QuerySet[Group]:
    """Return the groups that an editor of people may give to others.

    Operators give all groups. Everybody else gives a group when
    they hold all that it can do: on models, on pages and files (there, or above in the tree) and as
    approver in a workflow.

    Stewards also give the academy's own groups, although a steward writes and translates nothing: to let
    teacher educators, translators and other stewards work is their task. Whatever pages such a group may
    change, this stays true; but once it holds a right over accounts or groups that the steward lacks,
    only an operator gives it.
    """
    if editor.is_superuser:
        return Group.objects.all()
    own = list(Group.objects.filter(user=editor).prefetch_related(*_NEEDED))
    held = _Reach.of(own, rights=editor.get_all_permissions())
    is_steward = any(group.name == roles.STEWARDS for group in own)
    given = []
    for group in Group.objects.prefetch_related(*_NEEDED):
        reach = _Reach.of([group])
        is_task = is_steward and group.name in roles.GROUPS and reach.over_people <= held.over_people
        if is_task or held.covers(reach):
            given.append(group.pk)
    return Group.objects.filter(pk__in=given)


@dataclass(frozen=True)
class _Reach:
    """What groups can do: rights by name; (right, path in the tree) on pages and files; tasks to approve."""

    rights: frozenset[str]
    pages: frozenset[tuple[int, str]]
    files: frozenset[tuple[int, str]]
    approves: frozenset[int]

    @classmethod
    def of(cls, groups: Iterable[Any], rights: set[str] | None = None) -> "_Reach":
        """Return what these groups can do together; `rights` when they are known already."""
        if rights is None:
            found = (right for group in groups for right in group.permissions.all())
            rights = {f"{right.content_type.app_label}.{right.codename}" for right in found}
        return cls(
            rights=frozenset(rights),
            pages=frozenset(
                (on.permission_id, on.page.path) for group in groups for on in group.page_permissions.all()
            ),
            files=frozenset(
                (on.permission_id, on.collection.path) for group in groups for on in group.collection_permissions.all()
            ),
            approves=frozenset(task.pk for group in groups for task in group.groupapprovaltask_set.all()),
        )

    @property
    def over_people(self) -> frozenset[str]:
        """The rights over accounts and groups."""
        return frozenset(right for right in self.rights if right.startswith(_OVER_PEOPLE))

    def covers(self, other: "_Reach") -> bool:
        """Say whether everything the other can do is within this."""
        return (
            other.rights <= self.rights
            and other.approves <= self.approves
            and _reaches(self.pages, other.pages)
            and _reaches(self.files, other.files)
        )


def _reaches(held: frozenset[tuple[int, str]], wanted: frozenset[tuple[int, str]]) -> bool:
    """Say whether each right wanted in a tree is held there or above."""
    return all(any(right == has and path.startswith(root) for has, root in held) for right, path in wanted)
