"""What is held about a person by their account alone, and how it ends."""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.privacy import UNTIL_YOU_LEAVE, Ending, Holding, erased
from academy_site.people import selectors
from academy_site.people.enums import Language
from academy_site.people.models import User

# The key says nothing to its person, and nobody shows a password, also not as the fingerprint that is kept of it.
_LEFT_OUT = {"id", "password", "is_staff"}


def hold_account(person: User, holdings: list[Holding]) -> None:
    """Declare the account itself."""
    holdings += [
        Holding(
            key="account",
            title=_("Your account"),
            why=_("So that you can sign in, and so that we write to you in your language."),
            how_long=UNTIL_YOU_LEAVE,
            who_sees=_("You and the stewards. Colleagues see your name where you work on pages with them."),
            models=("people.User", "people.Departure"),
            rows=lambda: [_account(person)],
            count=lambda: 1,
            labels=_account_labels(),
        ),
        Holding(
            key="addresses",
            title=_("Your e-mail addresses"),
            why=_("To sign in, and to reach you when you have forgotten your password."),
            how_long=UNTIL_YOU_LEAVE,
            who_sees=_("You and the stewards."),
            models=("account.EmailAddress", "account.EmailConfirmation"),
            rows=lambda: list(_addresses(person).values("email", "verified", "primary")),
            count=lambda: _addresses(person).count(),
            labels={"email": _("Address"), "verified": _("Confirmed"), "primary": _("You sign in with it")},
        ),
        Holding(
            key="account_changes",
            title=_("What stewards changed in your account"),
            why=_("So that it can be seen later who was given which rights, and when."),
            how_long=UNTIL_YOU_LEAVE,
            who_sees=_("You and the operators."),
            models=("wagtailcore.ModelLogEntry",),
            rows=lambda: [
                {"when": entry.timestamp, "what": str(entry.message), "name": entry.label}
                for entry in selectors.log_about(person).order_by("timestamp", "pk")
            ],
            count=lambda: selectors.log_about(person).count(),
            labels={"when": _("When"), "what": _("What"), "name": _("Name at that time")},
        ),
    ]


def end_account(person: User, endings: list[Ending]) -> None:
    """Declare how the account ends. The account itself is deleted after all endings."""
    in_the_way = selectors.what_keeps(person)
    endings += [
        erased(
            key="account",
            title=_("Your account"),
            effect=_("Name, language, country, rights and password go. Nobody can sign in with this account."),
            carry_out=_with_the_account,
            obstacle=in_the_way,
            obstacle_url=reverse("wagtailusers_users:index") if in_the_way else "",
        ),
        erased(
            key="addresses",
            title=_("Your e-mail addresses"),
            effect=_("We cannot write to you any more. You could sign up anew with the same address."),
            carry_out=_with_the_account,
        ),
        erased(
            key="account_changes",
            title=_("What stewards changed in your account"),
            effect=_("These lines go from the history."),
            carry_out=selectors.log_about(person).delete,
        ),
    ]


def _with_the_account() -> None:
    """Do nothing: these rows go with the account."""


def _addresses(person: User):
    return EmailAddress.objects.filter(user=person).order_by("pk")


def _account_fields() -> Iterator[Any]:
    return (field for field in User._meta.concrete_fields if field.name not in _LEFT_OUT)


def _account(person: User) -> dict[str, Any]:
    row = {field.name: field.value_from_object(person) for field in _account_fields()}
    names = dict(Language.choices)
    row["also_reads"] = ", ".join(names.get(code, code) for code in person.also_reads)
    return row | {"groups": ", ".join(person.groups.order_by("name").values_list("name", flat=True))}


def _account_labels() -> dict[str, Any]:
    return {
        **{field.name: field.verbose_name for field in _account_fields()},
        "is_superuser": _("Operator"),
        "is_active": _("May sign in"),
        "date_joined": _("Signed up"),
        "last_login": _("Last signed in"),
        "address_proved_at": _("Address confirmed"),
        "leaves_at": _("Will be erased"),
        "groups": _("Groups"),
    }


hooks.register("construct_person_export", hold_account, order=-20)
hooks.register("construct_person_erase", end_account, order=20)
