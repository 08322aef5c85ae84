"""Sign in with a code by e-mail."""

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from academy_site.people import selectors
from academy_site.people.forms import ADDRESS, STAY, STAY_HINT, PlainWords

CODE_ATTRIBUTES = {"inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "off"}


class RequestCodeForm(PlainWords, allauth_forms.RequestLoginCodeForm):
    """Ask for a code."""

    labels = {"email": ADDRESS}
    hints = {"email": _("You get six digits that work for ten minutes.")}

    def clean_email(self):
        """Send nothing to an address that an account names and has not confirmed, unless it signs in with it."""
        try:
            email = super().clean_email()
        except ValidationError as problem:
            said = get_adapter().error_messages["too_many_login_attempts"]
            raise (
                forms.ValidationError(_("You asked for many codes. Use the last one, or wait ten minutes."))
                if problem.messages == [said]
                else problem
            ) from problem
        self._user = selectors.reached_by(email)
        return email


class ConfirmCodeForm(PlainWords, allauth_forms.ConfirmLoginCodeForm):
    """Type the code."""

    remember = forms.BooleanField(required=False)
    labels = {"code": _("Six digits from the e-mail"), "remember": STAY}
    hints = {"remember": STAY_HINT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(CODE_ATTRIBUTES)
