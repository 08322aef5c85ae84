"""What follows when allauth signs somebody in or out, or when a second factor is added."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import authentication_step_completed
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _

from academy_site.people import factors, services
from academy_site.people.domain.devices import device_of

# What stands where allauth has a place for the address of a device: none.
NO_ADDRESS = "0.0.0.0"  # noqa: S104


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    authentication_step_completed.connect(prove_by_code, dispatch_uid="people-prove-by-code")
    authenticator_added.connect(note_factor, dispatch_uid="people-note-factor")
    pre_save.connect(keep_little, sender=UserSession, dispatch_uid="people-keep-little")
    user_logged_out.connect(end_session, dispatch_uid="people-end-session")


def prove_by_code(sender, request, user, method, **kwargs) -> None:
    """A code that came by mail proves the address, before the person is signed in."""
    if method == "code" and kwargs.get("email") == user.email and services.prove_address_by_code(person=user):
        messages.warning(
            request,
            _(
                "Your address is confirmed now. The password of this account was chosen before that, perhaps by "
                "somebody else, and works no more. You can choose a new one under Your account."
            ),
        )


def note_factor(sender, request, user, authenticator, **kwargs) -> None:
    """Whoever has just set up an app or a passkey has shown it."""
    if authenticator.type in factors.STRONG:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def keep_little(sender, instance, **kwargs) -> None:
    """Of a session keep browser and system to recognise it by; no address, no version."""
    instance.ip = NO_ADDRESS
    instance.user_agent = device_of(instance.user_agent)


def end_session(sender, request, user, **kwargs) -> None:
    """Keep nothing of a session that its person ended."""
    if request is not None and request.session.session_key:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
