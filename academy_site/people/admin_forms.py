"""Forms of people in the admin."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NameEmailForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from academy_site.people import access, services
from academy_site.people.models import User

_ABOUT = ["email", "display_name", "language", "country", "groups"]


class PersonForm(forms.Form):
    """What both forms share: no first and last name; only an operator makes operators; groups within reach."""

    instance: User
    first_name = None
    last_name = None
    error_messages = {
        "duplicate_username": _("There is already an account with this address."),
        "password_mismatch": _("The two passwords differ."),
    }

    def __init__(self, *args, editor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        if not editor.is_superuser:
            self.fields.pop("is_superuser", None)
        self._offer_groups(editor)

    def _offer_groups(self, editor):
        """Offer the groups that this editor may give to this person, or say why there is no choice."""
        held = Group.objects.filter(user=self.instance) if self.instance.pk else Group.objects.none()
        offered = access.groups_to_give(editor=editor, to=self.instance)
        # Groups that are not offered are not taken away by saving the form.
        self.kept_groups = list(held.exclude(pk__in=offered))
        field: Any = self.fields["groups"]
        field.queryset, field.help_text = offered, ""
        if self.instance == editor:
            field.help_text = _("Nobody changes their own groups. Ask a colleague to do it.")
        elif self.instance.is_superuser and not editor.is_superuser:
            field.help_text = _("Only an operator changes the groups of an operator.")
        if field.help_text:
            field.queryset, field.disabled = held, True

    def clean_groups(self):
        """Refuse a change where there is no choice, and keep the groups that only somebody else can take away."""
        field, chosen = self.fields["groups"], {group.pk for group in self.cleaned_data["groups"]}
        if field.disabled:
            sent = field.widget.value_from_datadict(self.data, self.files, self.add_prefix("groups"))
            if sent and set(sent) != {str(pk) for pk in chosen}:
                raise forms.ValidationError(field.help_text)
        return Group.objects.filter(pk__in=chosen | {group.pk for group in self.kept_groups})

    def clean_email(self):
        """Store addresses in lower case."""
        return self.cleaned_data["email"].lower()


class PersonCreationForm(PersonForm, UserCreationForm):
    """A new person. They choose their password themselves, by the link "Forgotten it?"."""

    class Meta:
        model = User
        fields = [*_ABOUT, "is_superuser"]
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def save(self, commit=True):
        """Create the person without a password."""
        self.instance.set_unusable_password()
        return super().save(commit)


class PersonEditForm(PersonForm, UserEditForm):
    """A person who exists. Whoever could change the address could sign in as that person: operators only."""

    class Meta:
        model = User
        fields = [*_ABOUT, "is_active", "is_superuser"]
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args, editor, **kwargs):
        super().__init__(*args, editor=editor, **kwargs)
        if "is_active" in self.fields:
            self.fields["is_active"].label = _("May sign in")
        if not editor.is_superuser:
            self.fields["email"].disabled = True
        if self.instance.is_superuser and not editor.is_superuser:
            for field in self.fields.values():
                field.disabled = True

    def save(self, commit=True):
        """Save, and take a changed address over into the account."""
        person = super().save(commit)
        if commit and "email" in self.changed_data:
            services.change_address(person=person, email=person.email)
        return person


class NameForm(NameEmailForm):
    """One's own name, as colleagues see it in the admin."""

    first_name = None
    last_name = None

    class Meta:
        model = User
        fields = ["display_name"]
