"""The pages of kept forms, and what a form meets whose mark is missing or old."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from academy_site.foundation import signed_person
from academy_site.foundation.background import by_script
from academy_site.foundation.kept_forms import KeptKind, kind_at, shown
from academy_site.foundation.origins import comes_from_elsewhere
from academy_site.people import parking
from academy_site.people.access import access_parked_form
from academy_site.people.parking_middleware import answer_kept, keep_posted

# From this length on, or with a space in it, a value is what somebody wrote rather than chose.
_LONG = 30


@dataclass(frozen=True)
class Line:
    """One field of a kept form, as it is shown; without a label where nobody knows what it is called."""

    label: str
    values: tuple[str, ...]

    @property
    def is_written(self) -> bool:
        """Say whether a person wrote it, rather than chose it or a page hid it there."""
        return any(len(value) > _LONG or any(sign.isspace() for sign in value.strip()) for value in self.values)


def lines_of(form: parking.Opened, kind: KeptKind | None) -> list[Line]:
    """Return the fields that hold something of the person, those of one name together.

    Of a form whose fields are known those without a label are left out: a page hid them there.
    """
    known = kind.fields() if kind else None
    together: dict[str, list[str]] = {}
    for name, value in form.fields:
        # What a page signed and hid says nothing to a reader.
        if value.strip() and not name.startswith("signed_") and (known is None or name in known):
            together.setdefault(name, []).append(shown(known[name], value) if known else value)
    return [
        Line(label=str(known[name].label) if known else "", values=tuple(values)) for name, values in together.items()
    ]


def _gone(request):
    """Say that a kept form is not there, not whether it ever was."""
    return render(request, "people/parked_gone.html", status=404)


@require_safe
@never_cache
@login_required
def parked_forms(request):
    """List what is kept for the person who asks."""
    forms = [{"form": form, "kind": kind_at(form.path)} for form in parking.kept_forms(request.user)]
    return render(request, "people/parked_forms.html", {"forms": forms})


@require_safe
@never_cache
@login_required
def parked_form(request, key: str):
    """Show a kept form to its person, with a way to send it."""
    try:
        form = access_parked_form(request.user, key)
    except Http404:
        return _gone(request)
    kind = kind_at(form.path)
    lines = lines_of(form, kind)
    written = [line for line in lines if line.is_written] or lines
    rest = [line for line in lines if line not in written]
    context = {"form": form, "kind": kind, "written": written, "rest": rest}
    return render(request, "people/parked_form.html", context)


@require_POST
@never_cache
@login_required
def throw_away(request, key: str):
    """Delete a kept form that its person does not want."""
    if not parking.let_go(person=request.user, key=key):
        return _gone(request)
    return redirect("people_parked_forms")


def csrf_refused(request, reason=""):
    """Answer a form whose mark is missing or old; what was typed is kept for the person whose form it is.

    A page of theirs that asks in the background, open since before they signed in again, gets a mark
    to try once more with: it still has what was typed.
    """
    is_own = request.user.is_authenticated and signed_person.read(request.POST) == request.user.pk
    if is_own and by_script(request) and not comes_from_elsewhere(request):
        renewed = JsonResponse({"token": get_token(request)}, status=403)
        add_never_cache_headers(renewed)
        return renewed
    form = keep_posted(request)
    if form is None:
        return render(request, "403_csrf.html", status=403)
    if request.user != form.person:
        return answer_kept(request, form)
    response = render(request, "403_csrf.html", {"parked": form}, status=403)
    response["Cache-Control"] = "private, no-store"
    return response
