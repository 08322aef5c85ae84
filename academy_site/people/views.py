"""One's own profile, and the doors that lead to the one sign-in page."""

from typing import Any

from allauth.account.views import ConfirmEmailView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _, override
from django.views.decorators.cache import never_cache
from django.views.generic import UpdateView

from academy_site.people import selectors
from academy_site.people.access import may_enter_admin
from academy_site.people.forms import ProfileForm
from academy_site.people.models import User


def _next(request, default: str) -> str:
    wanted = request.GET.get("next", "")
    local = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if local else default


@never_cache
def admin_sign_in(request):
    """Lead to the sign-in page and back; tell a person without the right that this is for others."""
    wanted = _next(request, reverse("wagtailadmin_home"))
    if not request.user.is_authenticated:
        return redirect_to_login(wanted, "account_login")
    if may_enter_admin(request.user):
        return redirect(wanted)
    list(messages.get_messages(request))  # Wagtail's own message about it, which this page says better
    with override(request.user.language):
        return render(request, "people/no_admin.html", {"messages": ()}, status=403)


@never_cache
def page_sign_in(request):
    """Lead from Wagtail's own sign-in page to ours."""
    return redirect_to_login(_next(request, "/"), "account_login")


class ConfirmAddressView(ConfirmEmailView):
    """The link of a confirmation mail. Only who also knows the password confirms an address.

    Otherwise one could sign up in the name of somebody else, wait until they follow the link of a mail
    they did not ask for, and keep a way into an account that looks like theirs.
    """

    def post(self, *args, **kwargs):
        """Confirm for the person of the account; ask everybody else to sign in first."""
        if self.request.user != self.get_object().email_address.user:
            return redirect_to_login(self.request.path, "account_login")
        return super().post(*args, **kwargs)


@method_decorator([never_cache, login_required], name="dispatch")
class ProfileView(UpdateView):
    """One's account: name, language, country and time zone; and where all that belongs to it is found."""

    form_class = ProfileForm
    template_name = "people/profile.html"

    def get_object(self, queryset=None):
        """Return the person who asks, apart from `request.user`: an invalid form must not rename the menu."""
        return User.objects.get(pk=self.request.user.pk)  # type: ignore[misc]

    def get_context_data(self, **kwargs):
        """Add how the person signs in."""
        person: Any = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "ways": selectors.ways_in(person),
            "has_proved_address": selectors.has_proved_address(person),
        }

    def form_valid(self, form):
        """Save and say so."""
        form.save()
        messages.success(self.request, _("Your details are saved."))
        return redirect("people_profile")
