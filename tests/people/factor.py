"""An authenticator app, as tests hold it in their hands."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret: str = SECRET, *, steps: int = 0) -> str:
    """Return the six digits that the app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def give_app(person) -> Authenticator:
    """Set an app and recovery codes up for a person, as their settings pages do."""
    RecoveryCodes.activate(person)
    return TOTP.activate(person, SECRET).instance


def recovery_codes(person) -> list[str]:
    """Return the recovery codes that are left."""
    return Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
