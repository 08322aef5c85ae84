"""What is held of how a person signs in, and how it ends."""

from functools import partial

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.privacy import ONLY_YOU, Ending, Holding, erased
from academy_site.people import services
from academy_site.people.models import User

_WAYS = _("How you sign in, and second factors")
_DEVICES = _("Devices where you are signed in")


def hold_sign_in(person: User, holdings: list[Holding]) -> None:
    """Declare factors and devices, without anything one could sign in with."""
    holdings += [
        Holding(
            key="second_factors",
            title=_WAYS,
            why=_("So that you can sign in without a password, and nobody else can with yours alone."),
            how_long=_("Until you remove it, or leave."),
            who_sees=_("Nobody but you. What is secret in it is sealed and is not part of this copy."),
            models=("mfa.Authenticator",),
            rows=partial(_factors, person),
        ),
        Holding(
            key="devices",
            title=_DEVICES,
            why=_("So that you can end a visit that you forgot to end. Browser and system, no address and no place."),
            how_long=_("Until you sign out there, two weeks at most after you signed in."),
            who_sees=ONLY_YOU,
            models=("usersessions.UserSession",),
            rows=partial(_devices, person),
            labels={"device": _("Device"), "signed_in": _("Signed in")},
        ),
    ]


def end_sign_in(person: User, endings: list[Ending]) -> None:
    """Declare that all of it goes."""
    factors = _("Your app, passkeys and recovery codes are deleted. On your own devices you remove them yourself.")
    endings += [
        erased(
            key="second_factors",
            title=_WAYS,
            effect=factors,
            carry_out=partial(services.remove_second_factors, person=person),
        ),
        erased(
            key="devices",
            title=_DEVICES,
            effect=_("You are signed out everywhere."),
            carry_out=partial(services.end_sessions, person=person),
        ),
    ]


def _factors(person: User) -> list[dict]:
    held = Authenticator.objects.filter(user=person).order_by("created_at", "pk")
    return [
        {
            "kind": one.type,
            "name": one.data.get("name", ""),
            "added": one.created_at,
            "last_used": one.last_used_at,
        }
        for one in held
    ]


def _devices(person: User) -> list[dict]:
    held = UserSession.objects.filter(user=person).order_by("created_at", "pk")
    return [{"device": one.user_agent, "signed_in": one.created_at} for one in held]


hooks.register("construct_person_export", hold_sign_in)
hooks.register("construct_person_erase", end_sign_in)
