"""Ways into a school: a code, a link, or asking its people; and letting people in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from academy_site.foundation.domain.codes import read_code, shown_code
from academy_site.foundation.handed_over import handed_over
from academy_site.foundation.slowing import must_wait, note_wrong
from academy_site.people.access import access_school
from academy_site.people.enums import SchoolRole
from academy_site.people.models import SchoolInvitation, SchoolMembership
from academy_site.people.school_forms import AskForm, CodeForm, InviteForm
from academy_site.people.school_pages import school_meant
from academy_site.people.selectors import schools as asked
from academy_site.people.services import school_joining as services

METHODS = ["GET", "HEAD", "POST"]


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(METHODS)
def school_join(request) -> HttpResponse:
    """Take a code that was typed, and lead to its invitation."""
    if request.method != "POST":
        return render(request, "people/schools/join.html", {"form": CodeForm()})
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "people/schools/join.html", {"form": form}, status=400)
    return redirect("school_join_by_code", form.cleaned_data["code"])


@never_cache
@login_required
@require_http_methods(METHODS)
def school_join_by_code(request, code: str) -> HttpResponse:
    """Say what an invitation is to, and let in whoever presses the button: scanners of mail follow links."""
    if must_wait(request):
        answer = render(request, "people/schools/join_wait.html", status=429)
        answer["Retry-After"] = "20"
        return answer
    read = read_code(code)
    invitation = asked.invitation_opened_by(read) if read else None
    if invitation is None:
        if read:
            note_wrong(request)
        return render(request, "people/schools/join_gone.html", status=404)
    school = invitation.school
    if request.method != "POST":
        is_member = SchoolMembership.objects.active().filter(school=school, person=request.user).exists()
        values = {"invitation": invitation, "school": school, "is_member": is_member}
        return render(request, "people/schools/invited.html", values)
    try:
        services.accept_invitation(person=request.user, code=read)
    except services.InvitationOverError:  # somebody took the last place a moment ago
        return render(request, "people/schools/join_gone.html", status=404)
    messages.success(request, _("You are at %(school)s now.") % {"school": school.name})
    return redirect("school", school.key)


@never_cache
@login_required
@require_http_methods(METHODS)
def school_ask(request) -> HttpResponse:
    """Ask a school that is there already to be let in."""
    school = school_meant(request.GET if request.method != "POST" else request.POST)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "people/schools/ask.html", {"school": school, "form": form})
    if form.is_valid():
        try:
            services.ask_to_join(person=request.user, school=school, role=form.cleaned_data["role"])
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            messages.success(request, _("Asked. A colleague there can vouch for you now."))
            return redirect("schools")
    return render(request, "people/schools/ask.html", {"school": school, "form": form}, status=400)


@never_cache
@login_required
@require_POST
def school_ask_no_more(request, wish: int) -> HttpResponse:
    """Take one's own wish to join back."""
    services.take_wish_back(person=request.user, request=wish)
    messages.success(request, _("Taken back."))
    return redirect("schools")


@never_cache
@login_required
@require_POST
def school_vouch(request, key: UUID, wish: int) -> HttpResponse:
    """Let somebody in for whom a member vouches."""
    membership = access_school(request.user, key)
    joined = services.vouch(by=membership, request=wish)
    if joined is not None:
        said = _("%(name)s is at your school now.") % {"name": joined.person.get_full_name()}
        messages.success(request, said)
    else:
        messages.info(request, _("This was settled already."))
    return redirect("school", key)


@never_cache
@login_required
@require_POST
def school_refuse(request, key: UUID, wish: int) -> HttpResponse:
    """Do not let somebody in."""
    membership = access_school(request.user, key, SchoolRole.COORDINATOR)
    if services.refuse(by=membership, request=wish):
        messages.success(request, _("Not let in. They are told."))
    else:
        messages.info(request, _("This was settled already."))
    return redirect("school", key)


@never_cache
@login_required
@require_http_methods(METHODS)
def school_invite(request, key: UUID) -> HttpResponse:
    """Invite people by a link and a code, which are shown once, and list the invitations."""
    membership = access_school(request.user, key, SchoolRole.COORDINATOR)
    if request.method != "POST":
        wanted = request.GET.get("role", "")
        initial = {"role": wanted} if wanted in SchoolRole.values else {}
        return _invitations(request, membership, InviteForm(initial=initial))
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _invitations(request, membership, form, 400)
    try:
        code = services.invite(by=membership, **form.cleaned_data)
    except services.InvitedAlreadyError:
        messages.info(request, _("This form was sent before. Its code was shown then; take it back and invite again."))
        return redirect("school_invite", key)
    except ValidationError as fault:
        form.add_error(None, fault.messages)
        return _invitations(request, membership, form, 400)
    request.took_the_form = True
    return _handed_over(request, membership, code, form.cleaned_data["key"])


def _handed_over(request, membership: SchoolMembership, code: str, key: UUID) -> HttpResponse:
    address = request.build_absolute_uri(reverse("school_join_by_code", args=[code]))
    subject = _("An invitation to %(school)s") % {"school": membership.school.name}
    values = {
        "school": membership.school,
        "row": _row(SchoolInvitation.objects.select_related("school").get(key=key)),
        "code": shown_code(code),
        "code_address": request.build_absolute_uri(reverse("school_join")),
    }
    given = handed_over(address, subject=subject, text=_("You can join our school in the academy here:"))
    return render(request, "people/schools/invitation.html", {**values, **given})


def _invitations(request, membership: SchoolMembership, form, status: int = 200) -> HttpResponse:
    found = asked.open_invitations().filter(school=membership.school)
    values = {
        "membership": membership,
        "school": membership.school,
        "form": form,
        "rows": [_row(invitation) for invitation in found],
    }
    return render(request, "people/schools/invite.html", values, status=status)


def _row(invitation: SchoolInvitation) -> dict[str, Any]:
    return {
        "invitation": invitation,
        "until": services.last_day(invitation),
        "left": invitation.places - invitation.taken,
    }


@never_cache
@login_required
@require_POST
def school_invitation_gone(request, key: UUID, invitation: UUID) -> HttpResponse:
    """Take an invitation back."""
    membership = access_school(request.user, key, SchoolRole.COORDINATOR)
    services.withdraw_invitation(by=membership, key=invitation)
    messages.success(request, _("Taken back. The code opens nothing any more."))
    return redirect("school_invite", key)
