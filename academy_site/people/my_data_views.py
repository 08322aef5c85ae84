"""My data: what is held, to see, to take and to delete."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy_site.foundation.privacy import Ending, endings_of, holdings_of
from academy_site.people import parking, selectors, services
from academy_site.people.again import recently_signed_in
from academy_site.people.export import person_zip
from academy_site.people.leaving_forms import LeaveForm


def _endings_of_held(person, held: set[str]) -> list[Ending]:
    """Return how the kinds end of which something is held; what nothing is held of is not asked about."""
    return [ending for ending in endings_of(person) if ending.key in held or ending.obstacle]


@require_safe
@never_cache
@login_required
def my_data(request) -> HttpResponse:
    """Show each kind of data that is held about the person who asks, and only about them."""
    numbered = [(holding, holding.number) for holding in holdings_of(request.user)]
    context = {
        "held": [(holding, number) for holding, number in numbered if number],
        "nothing": [holding for holding, number in numbered if not number],
    }
    departure = selectors.departure_of(request.user) if request.user.leaves_at else None
    if departure is not None:
        endings = _endings_of_held(request.user, {holding.key for holding, number in numbered if number})
        context |= {
            "departure": departure,
            "chosen": [(ending.title, ending.fate(departure.choices.get(ending.key))) for ending in endings],
            "obstacles": [ending for ending in endings if ending.obstacle],
        }
    return render(request, "people/my_data.html", context)


@require_POST
@never_cache
@login_required
@reauthentication_required
@recently_signed_in
def take(request) -> FileResponse:
    """Give the person everything that is held about them, as a file."""
    moment = now()
    return FileResponse(
        person_zip(person=request.user, now=moment),
        as_attachment=True,
        filename=f"my-data-{moment:%Y-%m-%d}.zip",
        content_type="application/zip",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@reauthentication_required(allow_get=True)
@recently_signed_in
def leave(request) -> HttpResponse:
    """Name what happens to each kind of data, then note the wish to leave."""
    if request.user.leaves_at:
        return redirect("people_my_data")
    held = {holding.key for holding in holdings_of(request.user) if holding.number}
    endings = _endings_of_held(request.user, held)
    obstacles = [ending for ending in endings if ending.obstacle]
    form = LeaveForm(request.POST if request.method == "POST" else None, endings=endings)
    if request.method == "POST" and not obstacles and form.is_valid():
        try:
            departure = services.ask_to_leave(person=request.user, choices=form.cleaned_data, now=now())
        except services.LeavingRefusedError as refused:
            obstacles = refused.endings
        else:
            day = date_format(localtime(departure.due_at), "DATE_FORMAT")
            messages.success(request, _("Noted. Your account will be erased on %(day)s.") % {"day": day})
            return redirect("people_my_data")
    status = 409 if obstacles and request.method == "POST" else 400 if form.errors else 200
    return render(request, "people/leave.html", {"form": form, "obstacles": obstacles}, status=status)


@require_POST
@never_cache
@login_required
def stay(request) -> HttpResponse:
    """Take the wish to leave back, as often as asked, and lead to the form that was refused meanwhile."""
    if services.undo_leaving(person=request.user):
        messages.success(request, _("You stay. Your account and everything in it is as it was."))
    kept = parking.kept_forms(request.user).filter(key=request.POST.get("kept", "")).first()
    return redirect("people_parked_form", kept.key) if kept else redirect("people_my_data")
