"""Sharing a web with one person: the teacher's side, and what the other person sees."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy_site.foundation.handed_over import handed_over
from academy_site.people.selectors import name_of
from tools.access import access_response, note_refusal, refusals_noted
from tools.models import Response, Share
from tools.one_web import one_web
from tools.selectors import sharing as selectors
from tools.services import sharing as services
from tools.sharing_forms import ACCOUNT, ShareForm

METHODS = ["GET", "HEAD", "POST"]


@sensitive_post_parameters()
@never_cache
@login_required
@refusals_noted
@require_http_methods(METHODS)
def share_web(request, key: UUID) -> HttpResponse:
    """Share a web with one person, and list with whom it is shared and when each opened it.

    A link is shown once, on the page that answers the form.
    """
    response = access_response(request.user, key)
    if request.method != "POST":
        return _shares(request, response, ShareForm())
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _shares(request, response, form, 400)
    asked = {name: form.cleaned_data[name] for name in ("with_notes", "days", "key")}
    try:
        if form.cleaned_data["who"] == ACCOUNT:
            services.share_with_account(
                response=response, email=form.cleaned_data["email"], name=form.cleaned_data["name"], **asked
            )
            messages.success(request, _("If an account has this address, the web is in its inbox now."))
            return redirect("share_web", key)
        secret = services.share_by_link(response=response, name=form.cleaned_data["name"], **asked)
    except services.SharedAlreadyError:
        messages.info(request, _("This form was sent before. Its link was shown then; take it back and make another."))
        return redirect("share_web", key)
    except ValidationError as fault:
        form.add_error(None, fault)
        return _shares(request, response, form, 400)
    request.took_the_form = True
    address = request.build_absolute_uri(reverse("shared_web", args=[secret]))
    subject = _("My spiderweb, for a talk with you")
    given = handed_over(address, subject=subject, text=_("You can see my spiderweb here until the link ends:"))
    share = Share.objects.get(key=form.cleaned_data["key"])
    return render(request, "tools/share_link.html", {"response": response, **given, **_told(share, request.user)})


def _shares(request, response: Response, form: ShareForm, status: int = 200) -> HttpResponse:
    shares = [{"share": share, **_told(share, request.user)} for share in selectors.shares_of(response)]
    values = {
        "response": response,
        "form": form,
        "open": [row for row in shares if row["is_open"]],
        "past": [row for row in shares if not row["is_open"]],
    }
    return render(request, "tools/share.html", values, status=status)


def _told(share: Share, owner: Any) -> dict[str, Any]:
    return {
        "share": share,
        "until": selectors.last_day(share, owner),
        "by_link": selectors.is_by_link(share),
        "is_open": share.withdrawn_at is None and share.expires_at > now(),
    }


@never_cache
@login_required
@refusals_noted
@require_POST
def withdraw_share(request, key: UUID) -> HttpResponse:
    """Take a share back at once."""
    try:
        share = services.withdraw_share(person=request.user, key=key)
    except Share.DoesNotExist as fault:
        raise Http404 from fault
    messages.success(request, _("Taken back. Nobody can open it any more."))
    return redirect("share_web", share.response.key)


# No token and no cookie: nothing changes for whoever sends it, and only the secret opens anything.
@csrf_exempt
@never_cache
@require_http_methods(METHODS)
def shared_web(request, secret: str) -> HttpResponse:
    """Say who asks to open what, and show it when the button is pressed: scanners of mail follow links."""
    return _shown(request, selectors.share_opened_by(secret))


@never_cache
@login_required
@require_http_methods(METHODS)
def shared_with_me_web(request, key: UUID) -> HttpResponse:
    """Show a web that was shared with the account that asks."""
    return _shown(request, selectors.shares_with(request.user).filter(key=key).first(), by_account=True)


@never_cache
@login_required
@require_safe
def shared_with_me(request) -> HttpResponse:
    """List what is shared with the account that asks."""
    rows = [
        {"share": share, "name": name_of(share.response.person), "until": _until(share)}
        for share in selectors.shares_with(request.user)
    ]
    return render(request, "tools/shared_with_me.html", {"rows": rows})


def _until(share: Share):
    return selectors.last_day(share, share.response.person)


def _shown(request, share: Share | None, *, by_account: bool = False) -> HttpResponse:
    if share is None:
        if by_account and request.method == "POST":
            note_refusal(request)
        return quiet(render(request, "tools/share_gone.html", status=404))
    values = {"name": name_of(share.response.person), "until": _until(share), "with_notes": share.with_notes}
    if request.method != "POST":
        return quiet(render(request, "tools/share_closed.html", {**values, "by_account": by_account}))
    services.note_opening(share)
    web = one_web(share.response, with_notes=share.with_notes)
    return quiet(render(request, "tools/share_opened.html", {**values, "web": web}))


def quiet(answer: HttpResponse) -> HttpResponse:
    """Keep an answer out of search engines, whatever its kind."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
