"""The survey team: who reads what people wrote in their own words."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from academy_site.people.selectors import name_of
from academy_site.people.selectors.schools import members_of, school_coordinators
from tools.domain.wave_days import State
from tools.services.wave_team import MOST_READERS, name_reader, remove_reader
from tools.wave_access import COORDINATORS, Place, for_members
from tools.wave_way_forms import ReaderForm


@for_members(*COORDINATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def wave_team(request, place: Place) -> HttpResponse:
    """Show the team; take somebody in or out. Nobody but members of the school can be chosen."""
    members = {str(one.person.pk): one.person for one in members_of(place.school) if one.is_active}
    coordinators = list(school_coordinators(place.school))
    readers = [reader.person for reader in place.at.readers.select_related("person").order_by("pk")]
    there = {person.pk for person in (*coordinators, *readers)}
    choices = [(key, name_of(person)) for key, person in members.items() if person.pk not in there]
    form = ReaderForm(request.POST if "person" in request.POST else None, people=choices)
    if request.method == "POST" and place.state != State.CANCELLED:
        out = next((person for person in readers if str(person.pk) == request.POST.get("out")), None)
        if out is not None:
            remove_reader(wave=place.at, person=out)
            messages.success(request, _("Taken out of the team."))
            return redirect("wave_team", place.school.key, place.at.key)
        if form.is_valid():
            try:
                name_reader(wave=place.at, person=members[form.cleaned_data["person"]])
            except ValidationError as fault:
                form.add_error("person", fault)
            else:
                messages.success(request, _("They belong to the team now."))
                return redirect("wave_team", place.school.key, place.at.key)
    values = {
        "place": place,
        "form": form,
        "coordinators": [name_of(person) for person in coordinators],
        "readers": [(person.pk, name_of(person)) for person in readers],
        "can_add": bool(choices) and len(readers) < MOST_READERS,
    }
    return render(request, "tools/waves/team.html", values, status=400 if request.method == "POST" else 200)
