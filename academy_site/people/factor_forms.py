"""Forms of second factors and passkeys: allauth's, in plain words."""

import hashlib
from contextlib import contextmanager

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from academy_site.people.code_forms import CODE_ATTRIBUTES
from academy_site.people.forms import PlainWords

NAME = _("A name for this passkey")
NAME_HINT = _("What you recognise it by, for example the device it is on.")
# A code is taken for one and a half minutes at most, see MFA_TOTP_TOLERANCE.
_REMEMBERED = 120


class CodeForm(PlainWords):
    """A code of the app, or a recovery code. Each works once."""

    labels = {"code": _("Code of the app, or a recovery code")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Not numeric: a recovery code is typed here, too, and may be pasted with spaces.
        self.fields["code"].widget.attrs.update({"autocomplete": "one-time-code", "autocapitalize": "off"})

    def clean_code(self):
        """Refuse a code of the app that was used a moment ago."""
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            mark = hashlib.sha256(f"{self.user.pk}:{normalize_user_code(code)}".encode()).hexdigest()
            if not cache.add(f"people:used:{mark}", 1, _REMEMBERED):
                raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(CodeForm, base_forms.AuthenticateForm):
    """The second step of signing in."""


class ReauthenticateForm(CodeForm, base_forms.ReauthenticateForm):
    """Show once more that it is you."""


class ActivateAppForm(PlainWords, totp_forms.ActivateTOTPForm):
    """Show that the app is set up."""

    labels = {"code": _("Six digits that the app shows")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(CODE_ATTRIBUTES)


@contextmanager
def _in_words(code: str):
    """Say in the words of this error what allauth says in those of a wrong code, or not at all."""
    try:
        yield
    except ValidationError as problem:
        if problem.code != "incorrect_code":
            raise
        raise get_adapter().validation_error(code) from problem
    except (AttributeError, TypeError, KeyError, ValueError) as problem:
        raise get_adapter().validation_error(code) from problem


class PasskeyAnswer(forms.Form):
    """What a device answers. Whatever else is sent is refused in words, not with a fault."""

    def clean_credential(self):
        """Return the passkey; say what to do when it is none of ours."""
        with _in_words("passkey_unknown"):
            return super().clean_credential()


class AuthenticatePasskeyForm(PasskeyAnswer, webauthn_forms.AuthenticateWebAuthnForm):
    """The second step of signing in, with a passkey."""


class SignInPasskeyForm(PasskeyAnswer, webauthn_forms.LoginWebAuthnForm):
    """Sign in with a passkey alone."""

    remember = forms.BooleanField(required=False)


class ReauthenticatePasskeyForm(PasskeyAnswer, webauthn_forms.ReauthenticateWebAuthnForm):
    """Show once more that it is you, with a passkey."""


class AddPasskeyForm(PlainWords, webauthn_forms.AddWebAuthnForm):
    """Add a passkey. It can sign in by itself, so the device has to have asked for finger, face or PIN."""

    passwordless = None
    labels = {"name": NAME}
    hints = {"name": NAME_HINT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["name"] = ""
        self.fields["name"].max_length = 100
        self.fields["name"].widget.attrs.update({"maxlength": 100, "autocomplete": "off"})

    def clean(self):
        """Refuse what the device did not check itself, and what is no passkey at all."""
        with _in_words("passkey_unfit"):
            cleaned = super().clean() or {}
            credential = cleaned.get("credential")
            if credential:
                made = auth.parse_registration_response(credential).response.attestation_object.auth_data
                if not made.is_user_verified():
                    raise get_adapter().validation_error("passkey_unfit")
            return cleaned


class NamePasskeyForm(PlainWords, webauthn_forms.EditWebAuthnForm):
    """Give a passkey another name."""

    labels = {"name": NAME}
    hints = {"name": NAME_HINT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs.update({"maxlength": 100, "autocomplete": "off"})
