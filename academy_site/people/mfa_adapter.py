"""How allauth keeps second factors here: secrets sealed, plain words, names that say what a thing is."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy as _

from academy_site.people.sealing import BrokenSealError, seal, unseal

# Secrets of all people are sealed alike: allauth does not say whose it asks for.
_SEALED = {"purpose": "second factor", "owner": "all"}


class FactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes."""

    error_messages = {
        "add_email_blocked": _("An address cannot be added while a second factor is set up."),
        "cannot_delete_authenticator": _("This cannot be turned off."),
        "cannot_generate_recovery_codes": _("Recovery codes come with an app or a passkey. Set up one of these first."),
        "incorrect_code": _("This code does not fit. Type the one that the app shows now, or a recovery code."),
        "passkey_unknown": _("This passkey is not known here, or the device took it back. Try again, or another way."),
        "passkey_unfit": _("This device gave no passkey that can be used here. Try again, or another device."),
        "unverified_email": _("First open the link we sent to the address you sign in with."),
    }

    def get_totp_issuer(self) -> str:
        """Return what stands in the app: the name of the academy, in the person's language."""
        return str(settings.SITE_NAME)

    def generate_authenticator_name(self, user, type) -> str:  # noqa: A002 - the name that allauth gives it
        """Return a name for a passkey whose owner gave none."""
        return gettext("Passkey")

    def encrypt(self, text: str) -> str:
        """Seal a secret: whoever holds the database alone cannot use it."""
        return seal(text.encode(), **_SEALED).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open it; what was sealed with a lost key becomes a secret that nobody has."""
        try:
            return unseal(encrypted_text.encode(), **_SEALED).decode()
        except BrokenSealError:
            return generate_totp_secret()
