"""Forms: sharing a web with one person."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tools.models.sharing import LONGEST_NAME
from tools.services.sharing import LEAST_DAYS, MOST_DAYS, USUAL_DAYS

LINK, ACCOUNT = "link", "account"


class OnceForm(forms.Form):
    """A form that counts once: it carries a key of its own, however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    days = forms.IntegerField(
        label=_("For how many days"),
        min_value=LEAST_DAYS,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        help_text=_("1 to 90. You can take it back at any time before."),
        error_messages={
            "min_value": _("Choose 1 to 90 days."),
            "max_value": _("Choose 1 to 90 days."),
            "invalid": _("Choose 1 to 90 days."),
        },
    )


class ShareForm(OnceForm):
    """With whom a web is shared, with or without notes, and how long."""

    who = forms.ChoiceField(
        label=_("How"),
        choices=[(LINK, _("By a link that you pass on yourself")), (ACCOUNT, _("In the account of a colleague"))],
        initial=LINK,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("For whom"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("A word for yourself, so that you know later. Nobody else sees it."),
    )
    email = forms.EmailField(
        label=_("E-mail address of the colleague"),
        required=False,
        help_text=_("If an account has this address, the web is in its inbox. We do not say whether one has."),
    )
    with_notes = forms.BooleanField(label=_("Show my notes, too"), required=False)
    field_order = ["who", "name", "email", "days", "with_notes", "key"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "off"

    def clean(self):
        """Ask for an address where the web goes to an account."""
        cleaned = super().clean() or {}
        if cleaned.get("who") == ACCOUNT and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write the address with which your colleague signs in."))
        return cleaned


class MirrorForm(OnceForm):
    """Whom a teacher asks for a mirror, and how long the code opens it."""

    name = forms.CharField(
        label=_("Whom you ask"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("A word for yourself, so that you know later. Nobody else sees it."),
    )
    field_order = ["name", "days", "key"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
