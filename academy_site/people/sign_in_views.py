"""Ways in and second factors, where allauth's own views say too little or lose something."""

from typing import Any

from allauth.account.utils import passthrough_next_redirect_url
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from academy_site.people import access, factors, selectors

ASKED_FOR = "people_code_for"


class RequestCodeView(RequestLoginCodeView):
    """Ask for a code by e-mail. The address stays, so that a new code is one press away."""

    def get_initial(self):
        """Fill in the address a code was asked for before."""
        return {"email": self.request.session.get(ASKED_FOR, "")}

    def form_valid(self, form):
        """Send the code and keep the address until it was used."""
        response = super().form_valid(form)
        self.request.session[ASKED_FOR] = form.cleaned_data["email"]
        return response


class ConfirmCodeView(ConfirmLoginCodeView):
    """Type the code. Says how many tries are left, and why a code works no more."""

    def dispatch(self, request, *args, **kwargs):
        """Lead whoever comes too late to a new code, and say so; a way on from here is kept."""
        self.is_said = False
        response = super().dispatch(request, *args, **kwargs)
        if getattr(response, "url", "") != reverse("account_request_login_code"):
            return response
        if not self.is_said and ASKED_FOR in request.session:
            messages.error(request, _("This code works no more: ten minutes have passed. Ask for a new one."))
        return redirect(self.passthrough_next_url(response.url))

    def form_invalid(self, form):
        """Count a wrong code, not an empty field; after the last try lead to a new code."""
        if form.has_error("code", "required"):
            return self.render_to_response(self.get_context_data(form=form))
        if not self._process.record_invalid_attempt():
            self.is_said = True
            messages.error(self.request, _("Too many wrong codes. Ask for a new one."))
            return redirect("account_request_login_code")
        left = settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS - self._process.state["failed_attempts"]
        said = ngettext(
            "This code does not fit. You have one try left.",
            "This code does not fit. You have %(number)d tries left.",
            left,
        )
        form.errors["code"] = form.error_class([said % {"number": left}])
        return self.render_to_response(self.get_context_data(form=form))

    def _resend_form_valid(self, form):
        response = super()._resend_form_valid(form)
        messages.success(self.request, _("We have sent a new code. The one before works no more."))
        return response

    def _verify_form_valid(self, form):
        self.request.session.pop(ASKED_FOR, None)
        _stay(self.request, form)
        return super()._verify_form_valid(form)


class PasskeySignInView(LoginWebAuthnView):
    """Sign in with a passkey; a passkey that does not work leads back without losing the way on."""

    def form_invalid(self, form):
        """Say it on the page to sign in."""
        _tell(self.request, form)
        return redirect(passthrough_next_redirect_url(self.request, reverse("account_login"), "next"))

    def form_valid(self, form):
        """Sign in, for as long as the person said."""
        _stay(self.request, form)
        return super().form_valid(form)


class PasskeyAgainView(ReauthenticateWebAuthnView):
    """Show with a passkey that it is you; one that does not work leads back to the same page."""

    def form_invalid(self, form):
        """Say it here."""
        _tell(self.request, form)
        return redirect(self.passthrough_next_url(self.request.path))


def _stay(request, form) -> None:
    """Keep the session beyond this visit only when that was asked for."""
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data["remember"] else 0)


def _tell(request, form) -> None:
    for message in form.errors.get("credential", []):
        messages.error(request, message)


class SessionsView(ListUserSessionsView):
    """The devices where one is signed in. Each can be ended alone, or all others at once."""

    def get(self, request, *args, **kwargs):
        """List them, this one in any case."""
        UserSession.objects.create_from_request(request)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """End one, where one is named, or all others."""
        if "session" not in request.POST:
            return super().post(request, *args, **kwargs)
        session = access.access_session(request.user, request.POST["session"])
        if session.is_current():
            return redirect("account_logout")
        session.end()
        messages.success(request, _("That device is signed out."))
        return redirect("usersessions_list")


@method_decorator([never_cache, login_required], name="dispatch")
class SecondFactorView(TemplateView):
    """Asked for before the admin: set up a second factor, or show the one there is."""

    template_name = "people/second_factor.html"

    def get(self, request, *args, **kwargs):
        """Go on where the factor is shown already."""
        if factors.is_shown(request):
            return redirect(factors.wanted(request) or "mfa_index")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add what the person has, and where they wanted to go."""
        person: Any = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "has_proved_address": selectors.has_proved_address(person),
            "ways": selectors.ways_in(person),
            "wanted": factors.wanted(self.request),
        }
