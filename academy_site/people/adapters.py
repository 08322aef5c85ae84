"""How allauth behaves here: the person's language in mails, plain words in errors, no needless messages."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.urls import reverse
from django.utils.translation import gettext_lazy as _, override

from academy_site.foundation.languages import reader_language
from academy_site.people import wanted
from academy_site.people.domain.zones import LIKELY
from academy_site.people.parking import page_of_kept
from academy_site.people.selectors import holder_of, is_theirs, language_of
from academy_site.people.services import prove_address, settle_address

# The page that follows says these itself; a message would only start a session for a visitor.
_SAID_BY_THE_PAGE = {
    "account/messages/logged_in.txt",
    "account/messages/logged_out.txt",
    "account/messages/login_code_sent.txt",
    "mfa/messages/recovery_codes_generated.txt",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by e-mail address and password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed at the moment."),
        "cannot_remove_primary_email": _("You sign in with this address. Choose another one first."),
        "duplicate_email": _("You have this address already."),
        "incorrect_code": _("This code does not fit. Look at the newest mail once more."),
        "email_password_mismatch": _("Address and password do not fit together. Look at both once more."),
        "email_taken": _("There is already an account with this address. Sign in, or ask for a new password."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link does not work any more. Ask for a new one."),
        "max_email_addresses": _("You can have %d addresses. Remove one first."),
        "too_many_login_attempts": _("Too many attempts for this account. Wait five minutes and try again."),
        "unverified_primary_email": _(
            "First open the link we sent to the address you sign in with. After that you can add another one."
        ),
        "rate_limited": _("That was too fast. Wait a moment and try again."),
    }

    def save_user(self, request, user, form, commit=True):
        """Save a new person with name and language."""
        user.display_name = form.cleaned_data.get("display_name", "")
        user.language = form.cleaned_data.get("language") or user.language
        user.timezone = LIKELY.get(user.language, user.timezone)
        return super().save_user(request, user, form, commit)

    def get_login_redirect_url(self, request):
        """Lead to what is kept for the person, else to their desk in their language."""
        with override(language_of(request.user)):
            return page_of_kept(request.user) or reverse("learner_home")

    def get_signup_redirect_url(self, request):
        """Lead a new person to their desk in the language they chose."""
        return self.get_login_redirect_url(request)

    def get_logout_redirect_url(self, request):
        """Lead to the home page in the language of the page."""
        return f"/{reader_language()}/"

    def login(self, request, user):
        """Sign in; whoever was made by a colleague or a command gets an address like everybody else."""
        settle_address(person=user)
        super().login(request, user)

    def post_login(self, request, user, *, redirect_url=None, **known):
        """Do what they wanted to do when they were asked to sign in, then lead them there."""
        address = wanted.carry_out(request, user, redirect_url or get_next_redirect_url(request))
        return super().post_login(request, user, redirect_url=address, **known)

    def confirm_email(self, request, email_address):
        """Confirm an address; with the one they sign in with, what others may have left in the account goes."""
        person = email_address.user
        if email_address.email == person.email and prove_address(person=person) and request.user == person:
            update_session_auth_hash(request, person)
            UserSession.objects.create_from_request(request)
        return super().confirm_email(request, email_address)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Leave out what the next page shows anyway."""
        if message_template not in _SAID_BY_THE_PAGE:
            super().add_message(request, level, message_template, *args, **kwargs)

    def render_mail(self, template_prefix, email, context, headers=None):
        """Tell the post what it is about and for whom, so that it need not look into it."""
        message = super().render_mail(template_prefix, email, context, headers)
        message.academy_kind, message.academy_person = template_prefix, context.get("user")
        return message

    def send_mail(self, template_prefix, email, context):
        """Write in the language of the person, or of the page when nobody has this address."""
        person = context.get("user") or holder_of(email)
        context = {"site_name": settings.SITE_NAME, **context}
        if person is None:
            return super().send_mail(template_prefix, email, context)
        context = {"language": language_of(person), "user": person, **context}
        with override(language_of(person)):
            return super().send_mail(template_prefix, email, context)

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        """Lead to the confirmation page in the person's language."""
        with override(language_of(emailconfirmation.email_address.user)):
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def send_password_reset_mail(self, user, email, context):
        """Lead to the page for a new password in the person's language.

        An address that was added and not confirmed may be somebody else's by a slip of the finger, and
        one that was added to an account whose own address is not confirmed may be a thief's.
        """
        if not is_theirs(user, email):
            return
        with override(language_of(user)):
            url = self.get_reset_password_from_key_url(f"{context['uid']}-{context['key']}")
            super().send_password_reset_mail(user, email, {**context, "password_reset_url": url})

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell the mail whom it is for."""
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)
