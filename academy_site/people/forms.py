"""Forms of accounts: allauth's, in plain words."""

from zoneinfo import available_timezones

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from academy_site.foundation.languages import reader_language
from academy_site.people import selectors, services
from academy_site.people.domain.zones import in_parts
from academy_site.people.enums import PARTS_OF_THE_WORLD as PARTS, Country, Language
from academy_site.people.models import User

ADDRESS = _("E-mail address")
PASSWORD = _("Password")
PASSWORD_HINT = _("At least 12 characters. Three or four words are good.")
STAY = _("Stay signed in on this device")
STAY_HINT = _("Not on a device that others use too.")


class PlainWords(forms.Form):
    """Our labels and hints, no placeholders: they vanish when one needs them."""

    labels: dict = {}
    hints: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class SignupForm(PlainWords, allauth_forms.SignupForm):
    """Sign up with an address and a password; a name may follow later.

    Sent twice, or by someone who has this account and knows its password, it signs in.
    """

    display_name = forms.CharField(required=False, max_length=200)
    language = forms.ChoiceField(choices=Language.choices)
    remember = forms.BooleanField(required=False)
    field_order = ["email", "password1", "display_name", "language", "remember"]
    labels = {
        "email": ADDRESS,
        "password1": PASSWORD,
        "remember": STAY,
        "display_name": _("Your name"),
        "language": _("Language we write to you in"),
    }
    hints = {
        "password1": PASSWORD_HINT,
        "remember": STAY_HINT,
        "display_name": _("As colleagues see it. Any name will do, or none."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known_person = None
        self.fields["language"].initial = reader_language()
        self.fields["display_name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].validators.append(MaxLengthValidator(User._meta.get_field("email").max_length))

    @property
    def privacy_page(self):
        """The privacy notice to link before the button, None where there is none."""
        return selectors.privacy_page()

    def validate_unique_email(self, value):
        """Remember that the address is taken; `clean` looks at the password before it complains."""
        self.account_already_exists = selectors.holder_of(value) is not None
        return value

    def clean(self):
        """Refuse a taken address, unless the password is that of its account."""
        cleaned = super().clean()
        if self.account_already_exists:
            self.known_person = self._sign_in_instead()
            if self.known_person is None:
                self.add_error("email", get_adapter().validation_error("email_taken"))
        return cleaned

    def _sign_in_instead(self):
        email, password = self.cleaned_data.get("email"), self.cleaned_data.get("password1")
        if not (email and password):
            return None
        adapter = get_adapter()
        return adapter.authenticate(adapter.request, email=email, password=password)

    def try_save(self, request):
        """Create the person, or sign in the one who has this account already; for as long as they said."""
        request.session.set_expiry(settings.SESSION_COOKIE_AGE if self.cleaned_data["remember"] else 0)
        if self.known_person is None:
            try:
                with transaction.atomic():
                    services.release_unconfirmed(email=self.cleaned_data["email"])
                    return super().try_save(request)
            except IntegrityError:  # the same form, sent a second time while the first was being answered
                self.known_person = self._sign_in_instead()
        if self.known_person is None:
            return None, redirect("account_login")
        login = Login(
            user=self.known_person,
            email=self.cleaned_data["email"],
            redirect_url=get_next_redirect_url(request),
        )
        return None, perform_login(request, login)


class LoginForm(PlainWords, allauth_forms.LoginForm):
    """Sign in with address and password."""

    labels = {"login": ADDRESS, "password": PASSWORD, "remember": STAY}
    hints = {"remember": STAY_HINT}

    @property
    def address_known(self) -> str:
        """The address that was typed here, for the other way to sign in."""
        return self["login"].value() or ""


class AddEmailForm(PlainWords, allauth_forms.AddEmailForm):
    """Give a second address, to confirm it and then sign in with it."""

    labels = {"email": _("New e-mail address")}

    def clean_email(self):
        """Refuse an address that another account has, and any while one's own is not confirmed.

        Whoever signs up with the address of somebody else must not leave an own one in the account.
        """
        if not selectors.has_proved_address(self.user):
            raise get_adapter().validation_error("unverified_primary_email")
        value = super().clean_email()
        if selectors.holder_of(value) not in (None, self.user):
            raise get_adapter().validation_error("email_taken")
        return value


class ChangePasswordForm(PlainWords, allauth_forms.ChangePasswordForm):
    """A new password, with the old one."""

    labels = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password, once more"),
    }
    hints = {"password1": PASSWORD_HINT}


class SetPasswordForm(PlainWords, allauth_forms.SetPasswordForm):
    """A first password for an account that has none."""

    labels = {"password1": PASSWORD, "password2": _("Password, once more")}
    hints = {"password1": PASSWORD_HINT}


class ResetPasswordForm(PlainWords, allauth_forms.ResetPasswordForm):
    """Ask for a link to set a new password."""

    labels = {"email": ADDRESS}


class ResetPasswordKeyForm(PlainWords, allauth_forms.ResetPasswordKeyForm):
    """The new password, after the link, which went to the address they sign in with or to one they confirmed."""

    labels = {"password1": _("New password"), "password2": _("New password, once more")}
    hints = {"password1": PASSWORD_HINT}

    def save(self):
        """Save it. The link proves the address; where the address is proved already, nothing else changes."""
        super().save()
        services.prove_address(person=self.user)


class ReauthenticateForm(PlainWords, allauth_forms.ReauthenticateForm):
    """Show once more that it is you."""

    labels = {"password": PASSWORD}


def zones(held: str) -> list:
    """Return the zones to choose from, grouped by part of the world, and the one that is held whatever it is."""
    parts = in_parts(available_timezones())
    known = {zone for _part, zones in parts for zone, _place in zones}
    return [(PARTS[part], zones) for part, zones in parts] + [(zone, zone) for zone in {"UTC", held} - known]


class ProfileForm(forms.ModelForm):
    """What a person says about themselves."""

    class Meta:
        model = User
        fields = ["display_name", "language", "also_reads", "country", "timezone", "wants_mail"]
        labels = {
            "display_name": _("Your name"),
            "language": _("Language we write to you in"),
            "timezone": _("Time zone"),
            "wants_mail": _("Also send me by e-mail what comes into my inbox"),
        }
        help_texts = {
            "timezone": _("The place whose clock is yours. Times of meetings and deadlines follow it."),
            "wants_mail": _("Only to an address that you have confirmed."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["display_name"].widget.attrs["autocomplete"] = "name"
        self.fields["also_reads"] = forms.MultipleChoiceField(
            label=_("Other languages you read"),
            help_text=_("When a module is not there in your language, one in these comes before others."),
            choices=Language.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["country"].choices = [("", _("Not said")), *Country.choices]  # type: ignore[attr-defined]
        self.fields["timezone"] = forms.ChoiceField(
            label=self.fields["timezone"].label,
            help_text=self.fields["timezone"].help_text,
            choices=zones(self.instance.timezone),
        )

    def clean_also_reads(self) -> list[str]:
        """Leave out the language of the account, which they read anyway."""
        return [code for code in self.cleaned_data["also_reads"] if code != self.cleaned_data.get("language")]
