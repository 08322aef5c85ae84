"""Second factors of the person who asks: which they have, and whether this session has shown one."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator

# What a session needs besides a password or a mailed code.
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_WANTED = "people_wanted"


def has_factor(person) -> bool:
    """Say whether this person has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user=person, type__in=STRONG).exists()


def is_shown(request) -> bool:
    """Say whether the person has a second factor and used one in this session.

    A passkey that signs in is one; so is an app or a passkey that was set up in this session.
    """
    used = any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
    return used and has_factor(request.user)


def remember_wanted(request) -> None:
    """Keep the page of the admin that was asked for, to lead there afterwards."""
    request.session[_WANTED] = request.get_full_path() if request.method == "GET" else "/admin/"


def forget_wanted(request) -> None:
    """Forget it, once the person is there."""
    request.session.pop(_WANTED, None)


def wanted(request) -> str:
    """Return the page of the admin that was asked for, "" where none was."""
    return request.session.get(_WANTED, "")
