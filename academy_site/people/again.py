"""Showing once more that it is you, for who has neither password nor second factor: by a new mailed code.

For everybody else allauth asks; of a person who only signs in by mailed code it asks nothing.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy_site.people.sign_in_views import ASKED_FOR


def recently_signed_in(view: Callable[..., Any]) -> Callable[..., Any]:
    """Ask who could show it in no other way, and signed in a while ago, for a new code first."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        if is_asked(request):
            return redirect("people_again")
        return view(request, *args, **kwargs)

    return asked


def is_asked(request) -> bool:
    """Tell whether this person has to sign in again, because nothing else shows that it is them."""
    if get_reauthentication_flows(request.user):
        return False
    records = get_authentication_records(request, request.user)
    return not records or time.time() - records[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def sign_in_again(request) -> HttpResponse:
    """Say why a new code is asked for; by POST sign out, and lead to the code and from there to my data."""
    if not is_asked(request):
        return redirect("people_my_data")
    if request.method != "POST":
        return render(request, "people/again.html")
    email = request.user.email
    logout(request)
    request.session[ASKED_FOR] = email
    wanted = urlencode({"next": reverse("people_my_data")})
    return redirect(f"{reverse('account_request_login_code')}?{wanted}")
