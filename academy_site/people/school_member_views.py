"""The people of a school: their roles, handing over, leaving, and taking over a school without a coordinator."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy_site.people.access import access_school
from academy_site.people.enums import SchoolRole
from academy_site.people.models import School, SchoolHandover, SchoolMembership
from academy_site.people.school_forms import ClaimForm, GiveRoleForm, LeaveSchoolForm, SuccessorForm
from academy_site.people.school_pages import member_rows, school_meant
from academy_site.people.selectors import schools as asked
from academy_site.people.services import school_care as care, school_handover as handing, school_roles as services

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@never_cache
@login_required
def school_members(request, key: UUID) -> HttpResponse:
    """List the people of a school with their roles; a coordinator gives, takes and renews them."""
    membership = access_school(request.user, key)
    values = {
        "membership": membership,
        "school": membership.school,
        "coordinates": membership.role == SchoolRole.COORDINATOR,
        "rows": member_rows(request.user, membership, asked.members_of(membership.school)),
    }
    return render(request, "people/schools/members.html", values)


def _role(membership: SchoolMembership, pk: int) -> SchoolMembership:
    """Return a role at the school of this membership, 404 for any other."""
    found = SchoolMembership.objects.filter(school=membership.school, pk=pk).select_related("person", "school").first()
    if found is None:
        raise Http404
    return found


@never_cache
@login_required
@require_POST
def school_role(request, key: UUID, member: int) -> HttpResponse:
    """Give a member one more role. `member` is any role of theirs."""
    membership = access_school(request.user, key, SchoolRole.COORDINATOR)
    person = _role(membership, member).person
    form = GiveRoleForm(request.POST)
    if form.is_valid():
        services.give_role(by=membership, person=person, role=form.cleaned_data["role"])
        messages.success(request, _("%(name)s has the role now, for twelve months.") % {"name": person.get_full_name()})
    else:
        messages.error(request, _("Choose a role."))
    return redirect("school_members", key)


@never_cache
@login_required
@require_POST
def school_role_gone(request, key: UUID, member: int) -> HttpResponse:
    """Take a role from a member; a last coordinator hands over instead."""
    membership = access_school(request.user, key, SchoolRole.COORDINATOR)
    role = _role(membership, member)
    try:
        services.take_role(by=membership, membership=role)
    except services.LastCoordinatorError:
        messages.warning(request, _("The school needs a coordinator. Hand it over first."))
        return redirect("school_handover", key)
    messages.success(request, _("The role is taken."))
    # Who took their last role from themselves is not let in any more.
    return redirect("schools") if role.person == request.user else redirect("school_members", key)


@never_cache
@login_required
@require_POST
def school_role_renewed(request, key: UUID, member: int) -> HttpResponse:
    """Renew a role for twelve months. A last coordinator renews their own, also a short while after its end."""
    role = asked.roles_to_renew(request.user, key).filter(pk=member).first()
    if role is None:
        raise Http404
    try:
        until = services.renew_role(person=request.user, membership=role)
    except services.RenewalRefusedError:
        messages.info(request, _("This role cannot be renewed now, or was renewed already."))
    else:
        messages.success(request, _("Renewed until %(day)s.") % {"day": date_format(until, "DATE_FORMAT")})
    return redirect("school_members", key)


@never_cache
@login_required
@require_http_methods(METHODS)
def school_handover(request, key: UUID) -> HttpResponse:
    """Name the person who takes over the coordination. Nothing changes until they say yes."""
    membership = access_school(request.user, key, SchoolRole.COORDINATOR)
    people = [one.person for one in asked.members_of(membership.school) if one.is_active]
    others = [person for person in people if person != request.user]
    form = SuccessorForm(request.POST if request.method == "POST" else None, people=others)
    if request.method == "POST" and form.is_valid():
        successor = next(person for person in others if str(person.pk) == form.cleaned_data["successor"])
        handing.offer_handover(by=membership, successor=successor)
        said = _("%(name)s is asked. Until the answer you coordinate as before.") % {"name": successor.get_full_name()}
        messages.success(request, said)
        return redirect("school_handover", key)
    values = {
        "membership": membership,
        "school": membership.school,
        "form": form,
        "others": others,
        "offer": SchoolHandover.objects.filter(school=membership.school, giver=request.user)
        .select_related("successor")
        .first(),
        "is_last": asked.is_last_coordinator(request.user, membership.school),
    }
    return render(request, "people/schools/handover.html", values, status=400 if form.errors else 200)


@never_cache
@login_required
@require_POST
def school_handover_gone(request, key: UUID) -> HttpResponse:
    """Take the offer to hand over back."""
    membership = access_school(request.user, key, SchoolRole.COORDINATOR)
    handing.withdraw_handover(by=membership)
    messages.success(request, _("Taken back."))
    return redirect("school_handover", key)


@never_cache
@login_required
@require_POST
def school_handover_answer(request, key: UUID, offer: UUID) -> HttpResponse:
    """Take over, or say no."""
    membership = access_school(request.user, key)
    found = asked.offers_to(request.user).filter(school=membership.school, key=offer).first()
    if found is None:
        raise Http404
    if request.POST.get("answer") == "yes":
        handing.accept_handover(person=request.user, offer=found)
        messages.success(request, _("You coordinate %(school)s now.") % {"school": membership.school.name})
    else:
        handing.decline_handover(person=request.user, offer=found)
        messages.success(request, _("You said no. They are told."))
    return redirect("school", key)


@never_cache
@login_required
@require_http_methods(METHODS)
def school_leave(request, key: UUID) -> HttpResponse:
    """Leave a school. Its last coordinator hands over first, or leaves it without one on purpose."""
    membership = access_school(request.user, key)
    school = membership.school
    is_last = asked.is_last_coordinator(request.user, school)
    form = LeaveSchoolForm(request.POST if request.method == "POST" else None, is_last=is_last)
    if request.method == "POST" and form.is_valid():
        try:
            services.leave_school(
                person=request.user,
                school=school,
                without_coordinator=form.cleaned_data.get("without_coordinator", False),
            )
        except services.LastCoordinatorError:  # the other one left a moment ago
            return redirect("school_leave", key)
        messages.success(request, _("You left %(school)s.") % {"school": school.name})
        return redirect("schools")
    values = {"membership": membership, "school": school, "form": form, "is_last": is_last}
    return render(request, "people/schools/leave.html", values, status=400 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(METHODS)
def school_claim(request) -> HttpResponse:
    """Ask the stewards to coordinate a school that has no coordinator; any other is 404."""
    school = school_meant(request.GET if request.method != "POST" else request.POST, School.objects.orphaned())
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        care.claim_school(person=request.user, school=school, reason=form.cleaned_data["reason"])
        messages.success(request, _("Asked. A steward looks at it and answers in your inbox."))
        return redirect("schools")
    values = {"school": school, "form": form}
    return render(request, "people/schools/claim.html", values, status=400 if form.errors else 200)
