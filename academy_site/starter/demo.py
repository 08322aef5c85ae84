"""Demo accounts, for a machine of one's own. Production settings never create them."""

import os
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from academy_site.foundation.models import AcademySettings
from academy_site.people.enums import SchoolRole
from academy_site.people.models import SchoolMembership
from academy_site.people.roles import STEWARDS, TEACHER_EDUCATORS, TRANSLATORS
from academy_site.people.services.school_joining import accept_invitation, invite
from academy_site.people.services.schools import AlikeError, found_school
from academy_site.starter.ledger import Entry

DOMAIN = "academy.example"
SCHOOL = "De Windroos International School"
MEMBERS = (
    ("teacher", SchoolRole.TEACHER),
    ("teacher2", SchoolRole.TEACHER),
    ("coach", SchoolRole.LEADER),
    ("host", SchoolRole.GOVERNOR),
)


class DemoRefusedError(Exception):
    """These settings are not for a demo."""


@dataclass(frozen=True)
class DemoAccount:
    """One demo account and what it can show."""

    name: str
    display_name: str
    language: str
    country: str
    shows: str
    group: str = ""

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.name}@{DOMAIN}"


ACCOUNTS = (
    DemoAccount("teacher", "Sanne de Wit", "nl", "NL", "a teacher"),
    DemoAccount("teacher2", "Mikko Lahtinen", "fi", "FI", "a second teacher"),
    DemoAccount("coach", "Helen Marsh", "en", "GB", "a coach"),
    DemoAccount("editor", "Ingrid Sjöberg", "en", "SE", "writes and publishes pages", TEACHER_EDUCATORS),
    DemoAccount("translator", "Agnieszka Wrona", "pl", "PL", "translates pages", TRANSLATORS),
    DemoAccount("coordinator", "Tomasz Zieliński", "pl", "PL", "a school coordinator"),
    DemoAccount("host", "Karin Lund", "sv", "SE", "hosts a community"),
    DemoAccount("steward", "Peter Hale", "en", "GB", "runs the site", STEWARDS),
)


def still_there() -> list[DemoAccount]:
    """Return the demo accounts that have not left."""
    held = set(get_user_model().objects.values_list("email", flat=True))
    return [account for account in ACCOUNTS if account.email in held]


def password_file() -> Path:
    """Return the file that keeps the password of the demo accounts."""
    return Path(settings.VAR_DIR) / "demo-password"


def known_password() -> str | None:
    """Return the password of the demo accounts, None before there are any."""
    try:
        return password_file().read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def entries() -> Iterator[Entry]:
    """Yield the demo accounts and what the site says about its operator; refuse where it is not a demo."""
    if not settings.ACADEMY_DEMO:
        raise DemoRefusedError("These settings are not for a demo: no demo accounts are created.")
    password = _settle_password()
    yield Entry("demo/operator", _load_operator)
    for account in ACCOUNTS:
        yield Entry(f"demo/{account.name}", partial(_load_account, account, password))
    yield Entry("demo/school", _load_school)


@cache
def _hashed(password: str) -> str:
    """Return the password hashed; one hash serves all eight accounts, since hashing is slow on purpose."""
    return make_password(password)


def _settle_password() -> str:
    """Choose, keep and return the password. Accounts follow when ACADEMY_DEMO_PASSWORD changes."""
    known = known_password()
    wanted = os.environ.get("ACADEMY_DEMO_PASSWORD") or known or secrets.token_urlsafe(9)
    if wanted != known:
        _keep(wanted)
        accounts = get_user_model().objects.filter(email__in=[account.email for account in ACCOUNTS])
        if accounts.exists():
            accounts.update(password=_hashed(wanted))
    return wanted


def _keep(password: str) -> None:
    path = password_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(password + "\n")


def _load_school() -> Sequence[Any]:
    """Found a school with somebody in each role, the way people do it on the pages."""
    people = {person.email: person for person in get_user_model().objects.all()}
    coordinator = people.get(f"coordinator@{DOMAIN}")
    if coordinator is None:
        return ()
    key = uuid5(NAMESPACE_URL, f"school@{DOMAIN}")
    try:
        school = found_school(person=coordinator, key=key, name=SCHOOL, town="Breda", country="NL")
    except AlikeError:  # somebody founded it by hand before
        return ()
    membership = SchoolMembership.objects.select_related("school", "person").get(school=school, person=coordinator)
    for name, role in MEMBERS:
        person = people.get(f"{name}@{DOMAIN}")
        if person is not None:
            accept_invitation(person=person, code=invite(by=membership, key=uuid5(key, name), role=role))
    return ()


def _load_operator() -> Sequence[Any]:
    AcademySettings.objects.get_or_create(defaults={"operator": "the demo team", "contact": f"steward@{DOMAIN}"})
    return ()


def _load_account(account: DemoAccount, password: str) -> Sequence[Any]:
    user, created = get_user_model().objects.get_or_create(
        email=account.email,
        defaults={
            "display_name": account.display_name,
            "language": account.language,
            "country": account.country,
            "password": _hashed(password),
        },
    )
    if not created:
        return ()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if account.group:
        user.groups.set(Group.objects.filter(name=account.group))
    return ()
