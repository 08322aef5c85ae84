"""What is held of how a person signs in, and how it ends."""

from functools import partial

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from academy_site.foundation.privacy import Ending, Fate, Holding
from academy_site.people import services
from academy_site.people.models import User

_WAYS = _("How you sign in, and second factors")
_DEVICES = _("Devices where you are signed in")


def add_holdings(person: User, holdings: list) -> None:
    """Say what is held, without anything one could sign in with."""
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
            who_sees=_("Nobody but you."),
            models=("usersessions.UserSession",),
            rows=partial(_devices, person),
        ),
    ]


def add_endings(person: User, endings: list) -> None:
    """Say how it ends: there is nothing to choose."""
    removed = _("Removed")
    factors = _("Your app, passkeys and recovery codes are deleted. On your own devices you remove them yourself.")
    endings += [
        Ending(
            key="second_factors",
            title=_WAYS,
            fates=(Fate(key="removed", title=removed, effect=factors),),
            carry_out=lambda _fate: services.remove_second_factors(person=person),
        ),
        Ending(
            key="devices",
            title=_DEVICES,
            fates=(Fate(key="removed", title=removed, effect=_("You are signed out everywhere.")),),
            carry_out=lambda _fate: services.end_sessions(person=person),
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
