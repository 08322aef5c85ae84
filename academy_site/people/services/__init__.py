"""Changes to accounts."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.timezone import now

from academy_site.people.departures import LeavingRefusedError, ask_to_leave, erase_due, undo_leaving
from academy_site.people.inbox import mark_read, take_back, tell
from academy_site.people.models import User
from academy_site.people.notices import write_factors_removed
from academy_site.people.sealing import BrokenSealError, seal, unseal

__all__ = [
    "BrokenSealError",
    "LeavingRefusedError",
    "ask_to_leave",
    "change_address",
    "erase_due",
    "mark_read",
    "prove_address",
    "release_unconfirmed",
    "seal",
    "settle_address",
    "take_back",
    "tell",
    "undo_leaving",
    "unseal",
]


def release_unconfirmed(*, email: str) -> None:
    """Take an address from everybody who named it as a second one and never confirmed it.

    Nothing is claimed by an address until it is confirmed.
    """
    EmailAddress.objects.filter(email=email.lower(), verified=False, primary=False).delete()


def settle_address(*, person: User) -> None:
    """Enter the address of a person who was made outside of the sign-up form as the one they sign in with.

    For an operator who was made by the command, whoever runs the server has vouched for it.
    """
    if not EmailAddress.objects.filter(user=person, primary=True).exists():
        address, _ = EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"primary": True})
        if person.address_proved_at:
            address.set_verified()


@transaction.atomic
def prove_address(*, person: User) -> bool:
    """Take note that mail to the address this person signs in with reaches them; say whether that is news.

    The first time everything ends that may have been put into the account before, perhaps by somebody
    who signed up with an address that is not theirs: every other address is deleted, and every session
    closes, because its hash holds the moment of the proof (whoever asks may renew their own).
    """
    settle_address(person=person)
    addresses = EmailAddress.objects.select_for_update().filter(user=person)
    address = addresses.get(email=person.email)
    if address.verified or not address.set_verified():
        return False
    addresses.exclude(pk=address.pk).delete()
    person.address_proved_at = now()
    person.save(update_fields=["address_proved_at"])
    return True


@transaction.atomic
def prove_address_by_code(*, person: User) -> bool:
    """Take the same note after a mailed code; say whether a password ended with it.

    With the first proof the password ends, too: whoever chose it need not be who reads the mail.
    """
    if not prove_address(person=person) or not person.has_usable_password():
        return False
    person.set_unusable_password()
    person.save(update_fields=["password"])
    return True


@transaction.atomic
def change_address(*, person: User, email: str) -> None:
    """Give a person another address to sign in with; it has to be confirmed like a new one."""
    email = email.lower()
    release_unconfirmed(email=email)
    person.email = email
    person.full_clean(exclude=["password"])
    person.save(update_fields=["email"])
    EmailAddress.objects.filter(user=person).exclude(email=email).delete()
    EmailAddress.objects.update_or_create(user=person, email=email, defaults={"primary": True})


@transaction.atomic
def remove_second_factors(*, person: User) -> int:
    """Take app, passkeys and recovery codes out of an account; return how many there were.

    The person is told by mail: it may not have been them who asked.
    """
    count, _ = Authenticator.objects.filter(user=person).delete()
    if count:
        write_factors_removed(person)
    return count


@transaction.atomic
def end_sessions(*, person: User) -> int:
    """Sign a person out on every device that is known; return on how many."""
    held = list(UserSession.objects.filter(user=person))
    for session in held:
        session.end()
    return len(held)
