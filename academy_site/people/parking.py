"""Forms that came when their person was not signed in any more: kept sealed, for them alone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.timezone import now

from academy_site.people import sealing
from academy_site.people.inbox import take_back, tell
from academy_site.people.models import ParkedForm, User
from academy_site.people.selectors import address_for

KEPT_FOR = timedelta(days=7)
MOST_FORMS = 20
MESSAGE_KIND = "form_kept"
_PURPOSE = "parked-form"
Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Opened:
    """A parked form, unsealed."""

    key: str
    path: str
    created: datetime
    # In the order in which they were sent; a name may come several times.
    fields: tuple[tuple[str, str], ...]
    # Names of fields whose files were not kept.
    files: tuple[str, ...]

    @property
    def expires(self) -> datetime:
        """Return until when it is kept."""
        return self.created + KEPT_FOR

    def posted(self) -> QueryDict:
        """Return what was posted, as a view reads it."""
        posted = QueryDict(mutable=True)
        for name, value in self.fields:
            posted.appendlist(name, value)
        return posted


def kept_forms(person: User) -> QuerySet[ParkedForm]:
    """Return what is kept for a person, newest first."""
    return ParkedForm.objects.filter(person=person, created__gt=now() - KEPT_FOR)


@transaction.atomic
def park(*, person: User, path: str, fields: Fields, files: Sequence[str] = (), replaces: str = "") -> ParkedForm:
    """Keep a form for this person; the same form sent again is kept once.

    `replaces` is the key of an earlier state of the form. Of more than `MOST_FORMS` the oldest go.
    """
    content = json.dumps({"fields": list(fields), "files": list(files)}, ensure_ascii=False).encode()
    digest = sealing.fingerprint(path.encode() + b"\0" + content, purpose=_PURPOSE, owner=person.pk)
    # Sealed before the database is asked: nothing of it stands in a query.
    sealed = sealing.seal(content, purpose=_PURPOSE, owner=person.pk)
    form, _ = ParkedForm.objects.update_or_create(
        person=person,
        digest=digest,
        defaults={"created": now()},
        create_defaults={"created": now(), "path": path, "sealed": sealed},
    )
    rows = ParkedForm.objects.filter(person=person)
    if replaces:
        _let_go(person, rows.filter(key=replaces, path=path).exclude(pk=form.pk))
    _let_go(person, rows.filter(pk__in=list(rows.values_list("pk", flat=True)[MOST_FORMS:])))
    link = address_for(person, "people_parked_form", form.key)
    tell(person=person, kind=MESSAGE_KIND, link=link, once=_told_as(form.key))
    return form


def page_of_kept(person: User) -> str:
    """Return the address where a person finds what is kept for them, empty when nothing is."""
    keys = list(kept_forms(person).values_list("key", flat=True)[:2])
    if not keys:
        return ""
    return (
        address_for(person, "people_parked_form", *keys)
        if len(keys) == 1
        else address_for(person, "people_parked_forms")
    )


def opened(form: ParkedForm) -> Opened:
    """Unseal a form. Raises `sealing.BrokenSealError` when it is not sealed for its person."""
    content = json.loads(sealing.unseal(bytes(form.sealed), purpose=_PURPOSE, owner=form.person_id))
    return Opened(
        key=form.key,
        path=form.path,
        created=form.created,
        fields=tuple((name, value) for name, value in content["fields"]),
        files=tuple(content["files"]),
    )


def let_go(*, person: User, key: str) -> bool:
    """Delete a form that was taken, or that its person does not want; say whether it was there."""
    return bool(_let_go(person, ParkedForm.objects.filter(person=person, key=key)))


def forget_old() -> int:
    """Delete what was kept long enough, of everybody. Return how many."""
    old = ParkedForm.objects.filter(created__lte=now() - KEPT_FOR)
    people = User.objects.filter(pk__in=old.values("person"))
    return sum(_let_go(person, old.filter(person=person)) for person in people)


@transaction.atomic
def _let_go(person: User, forms: QuerySet[ParkedForm]) -> int:
    keys = list(forms.values_list("key", flat=True))
    if not keys:
        return 0
    take_back(person=person, once=[_told_as(key) for key in keys])
    return ParkedForm.objects.filter(person=person, key__in=keys).delete()[0]


def _told_as(key: str) -> str:
    return f"parked/{key}"
