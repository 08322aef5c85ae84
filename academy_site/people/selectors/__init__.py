"""Questions about people and the pages they need."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, override
from wagtail.models import ModelLogEntry, Page

from academy_site.foundation import languages
from academy_site.people import roles
from academy_site.people.models import Departure, Letter, Message, User

PRIVACY_PATH = "privacy/"


def name_of(user: User) -> str:
    """Return the name that is shown for a person."""
    return user.get_full_name()


def languages_read(person: User) -> list[str]:
    """Return the languages that a person says they read, the one they are written to in first."""
    return list(dict.fromkeys([language_of(person), *person.also_reads]))


def language_of(person: User) -> str:
    """Return the language in which this person is written to."""
    return person.language or languages.SOURCE_LANGUAGE


def address_for(person: User, name: str, *args: Any) -> str:
    """Return an address of this site in the language of the person who is to follow it."""
    with override(language_of(person)):
        return reverse(name, args=args)


def zone_of(person: User) -> ZoneInfo:
    """Return the time zone a person chose; UTC for one that this machine does not know."""
    try:
        return ZoneInfo(person.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def privacy_page() -> Page | None:
    """Return the privacy notice in the reader's language or what stands in for it, None without one."""
    page = languages.find_page(PRIVACY_PATH, languages.reader_language())
    return languages.in_language([page])[0] if page else None


def holder_of(email: str) -> User | None:
    """Return the person who signs in with this address or has confirmed it, None where nobody has."""
    email = email.lower()
    person = User.objects.filter(email=email).first()
    if person is None:
        confirmed = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
        person = confirmed.user if confirmed else None
    return person


def has_proved_address(person: User) -> bool:
    """Say whether mail to the address this person signs in with has reached them."""
    return EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists()


def is_theirs(person: User, email: str) -> bool:
    """Say whether a mail about the account may go to this address.

    It may go to the one they sign in with. To a second one only after both were confirmed: while the
    first is not, the account may have been opened by somebody else in the name of its owner.
    """
    email = email.lower()
    if person.email == email:
        return True
    second = EmailAddress.objects.filter(user=person, email=email, verified=True)
    return has_proved_address(person) and second.exists()


def inbox_of(person: User) -> QuerySet[Message]:
    """Return what the academy told a person, newest first."""
    return Message.objects.filter(person=person)


def departure_of(person: User) -> Departure | None:
    """Return the wish of a person to leave, None while there is none."""
    return Departure.objects.filter(person=person).first()


def log_about(person: User) -> QuerySet[ModelLogEntry]:
    """Return what the history of the admin says about the account of a person."""
    kind = ContentType.objects.get_for_model(User)
    return ModelLogEntry.objects.filter(content_type=kind, object_id=str(person.pk))


def what_keeps(person: User) -> str | Promise:
    """Say why this person cannot leave the academy alone: somebody must run it. Empty: they can."""
    others = User.objects.filter(is_active=True, leaves_at=None).exclude(pk=person.pk)
    if person.is_superuser and not others.filter(is_superuser=True).exists():
        return _("You are the only operator. Make somebody else an operator first; somebody must run the academy.")
    is_steward = person.groups.filter(name=roles.STEWARDS).exists()
    if is_steward and not others.filter(Q(is_superuser=True) | Q(groups__name=roles.STEWARDS)).exists():
        return _("You are the only steward. Make somebody else a steward first; somebody must run the academy.")
    return ""


def reached_by(email: str) -> User | None:
    """Return the person to whom a mail about their account may go at this address, None where nobody is."""
    person = holder_of(email)
    return person if person and person.is_active and is_theirs(person, email) else None


@dataclass(frozen=True)
class WaysIn:
    """How a person can sign in besides a mailed code."""

    password: bool
    app: bool
    passkeys: int
    # Recovery codes that were not used yet.
    codes_left: int

    @property
    def second_factor(self) -> bool:
        """Whether a password alone is not enough."""
        return self.app or self.passkeys > 0


def ways_in(person: User) -> WaysIn:
    """Return how this person can sign in, in one query."""
    types = Authenticator.Type
    held = list(Authenticator.objects.filter(user=person))
    codes = [one for one in held if one.type == types.RECOVERY_CODES]
    return WaysIn(
        password=person.has_usable_password(),
        app=any(one.type == types.TOTP for one in held),
        passkeys=sum(one.type == types.WEBAUTHN for one in held),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else 0,
    )


def mail_comes_back(address: str) -> bool:
    """Say whether the last mail to this address was refused for good or came back."""
    settled = Letter.objects.filter(address__iexact=address).exclude(state=Letter.State.WAITING)
    return bool(settled.order_by("-settled_at", "-pk").values_list("refused", flat=True).first())
