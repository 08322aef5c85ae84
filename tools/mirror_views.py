"""The mirror: a teacher asks one colleague, who answers without an account and without a cookie."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import Signer
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from academy_site.foundation.domain.codes import read_code, shown_code
from academy_site.foundation.handed_over import handed_over
from academy_site.foundation.origins import comes_from_elsewhere, hides_its_page
from academy_site.foundation.slowing import must_wait, note_wrong
from academy_site.people.selectors import name_of
from tools.access import refusals_noted, released_web
from tools.forms import words_of_error
from tools.models import InstrumentVersion, Mirror
from tools.reflections import own_web, reflection
from tools.selectors import sharing as selectors
from tools.selectors.released import in_words
from tools.selectors.webs import history_of
from tools.services import mirroring as services
from tools.sharing_forms import MirrorForm
from tools.sharing_views import METHODS, quiet

# The field that says that a form was shown again, since its browser hid where it came from.
AGAIN = "sent_again"


@never_cache
@login_required
@require_http_methods(METHODS)
def mirrors(request, key: str) -> HttpResponse:
    """Ask a colleague for a mirror, and show those that were answered beside the own web."""
    version = released_web(key)
    if request.method != "POST":
        return _mirrors(request, version, MirrorForm())
    form = MirrorForm(request.POST)
    if not form.is_valid():
        return _mirrors(request, version, form, 400)
    try:
        code = services.ask_colleague(person=request.user, version=version, **form.cleaned_data)
    except services.AskedAlreadyError:
        messages.info(request, _("This form was sent before. Its code was shown then; take it back and ask again."))
        return redirect("mirrors", key)
    except ValidationError as fault:
        form.add_error(None, fault)
        return _mirrors(request, version, form, 400)
    request.took_the_form = True
    address = request.build_absolute_uri(reverse("mirror", args=[code]))
    text = _("Would you hold up a mirror to my teaching? Eight short choices, about eight minutes, no account:")
    given = handed_over(address, subject=_("A mirror of my teaching"), text=text)
    mirror = _own(request, form.cleaned_data["key"])
    values = {
        "mirror": mirror,
        "until": selectors.last_day(mirror, request.user),
        "code": shown_code(code),
        "code_address": request.build_absolute_uri(reverse("mirror_code")),
        "key": key,
    }
    return render(request, "tools/mirror_link.html", {**values, **given})


def _mirrors(request, version: InstrumentVersion, form: MirrorForm, status: int = 200) -> HttpResponse:
    found = list(selectors.mirrors_of(request.user, version.instrument))
    history = history_of(request.user, version.instrument)
    own = own_web(history)
    known = {pk: in_words(history.versions[pk]) for pk in {mirror.version_id for mirror in found if mirror.answered_on}}
    values = {
        "form": form,
        "key": version.instrument.key,
        "answered": [
            reflection(mirror, known[mirror.version_id], history, own) for mirror in found if mirror.answered_on
        ],
        "waiting": [_row(mirror, request.user) for mirror in found if not mirror.answered_on],
    }
    return render(request, "tools/mirrors.html", values, status=status)


def _row(mirror: Mirror, person: Any) -> dict[str, Any]:
    is_open = mirror.withdrawn_at is None and mirror.expires_at > now()
    return {"mirror": mirror, "until": selectors.last_day(mirror, person), "is_open": is_open}


def _own(request, key: UUID) -> Mirror:
    mirror = selectors.own_mirror(request.user, key)
    if mirror is None:
        raise Http404
    return mirror


@never_cache
@login_required
@refusals_noted
@require_POST
def withdraw_mirror(request, key: UUID) -> HttpResponse:
    """Take a mirror back that nobody answered."""
    mirror = _own(request, key)
    if services.withdraw_mirror(person=request.user, key=key):
        messages.success(request, _("Taken back. The code opens nothing any more."))
    else:
        messages.info(request, _("It was answered already. You can delete it."))
    return redirect("mirrors", mirror.instrument.key)


@never_cache
@login_required
@refusals_noted
@require_POST
def delete_mirror(request, key: UUID) -> HttpResponse:
    """Delete a mirror with its answers."""
    mirror = _own(request, key)
    services.delete_mirror(person=request.user, key=key)
    messages.success(request, _("The mirror is deleted, with what was answered."))
    return redirect("mirrors", mirror.instrument.key)


# No token and no cookie: a colleague needs neither. Pages of other sites are refused by their origin.
@csrf_exempt
@never_cache
@require_http_methods(METHODS)
def mirror_code(request) -> HttpResponse:
    """Take a code that was typed, and lead to its mirror. A slip is said before any code is looked for."""
    if request.method != "POST":
        return quiet(render(request, "tools/mirror_code.html"))
    is_unsaid = hides_its_page(request)
    if comes_from_elsewhere(request) and not is_unsaid:
        raise PermissionDenied
    typed = request.POST.get("code", "")
    code = read_code(typed)
    if not code:
        return quiet(render(request, "tools/mirror_code.html", {"typed": typed[:40], "slip": True}, status=400))
    if is_unsaid:
        values = {"typed": typed[:40], "go_on": reverse("mirror", args=[code])}
        return quiet(render(request, "tools/mirror_code.html", values, status=403))
    return redirect("mirror", code)


@csrf_exempt
@sensitive_post_parameters()
@never_cache
@require_http_methods(METHODS)
def mirror(request, code: str) -> HttpResponse:
    """Ask a colleague the quick web about a teacher, and take the answers once."""
    if must_wait(request):
        answer = render(request, "tools/mirror_wait.html", status=429)
        answer["Retry-After"] = "20"
        return quiet(answer)
    read = read_code(code)
    found = selectors.mirror_opened_by(read) if read else None
    if found is None:
        if read:
            note_wrong(request)
        return quiet(render(request, "tools/share_gone.html", status=404))
    if found.answered_on:
        return quiet(render(request, "tools/mirror_answered.html", status=410))
    if request.method != "POST":
        return _asked(request, found)
    if comes_from_elsewhere(request) and not hides_its_page(request):
        raise PermissionDenied
    return _answered(request, found)


def _seen_again(mirror: Mirror) -> str:
    """Return what says that a form was shown again after its browser hid where it came from."""
    return Signer(salt="tools.mirror_again").sign(mirror.key.hex)


def _answered(request, found: Mirror) -> HttpResponse:
    given = [(name, value) for name, values in request.POST.lists() for value in values if name != AGAIN]
    if hides_its_page(request) and not constant_time_compare(request.POST.get(AGAIN, ""), _seen_again(found)):
        return _asked(request, found, chosen=dict(given), is_unsaid=True)
    try:
        checked = services.answer_mirror(mirror=found, answers=given)
    except services.AnsweredAlreadyError:
        return quiet(render(request, "tools/mirror_answered.html", status=410))
    except ValidationError as fault:
        return _asked(request, found, chosen=dict(given), problems=fault.messages)
    if checked.errors:
        titles = {
            question.key: step.text.title for step in services.asked_in_mirror(found) for question in step.questions
        }
        errors = {error.item: words_of_error(error, titles.get(error.item, "")) for error in checked.errors}
        return _asked(request, found, chosen=checked.answers, errors=errors)
    return quiet(render(request, "tools/mirror_thanks.html"))


def _asked(request, found: Mirror, *, chosen=None, errors=None, problems=(), is_unsaid=False) -> HttpResponse:
    words, chosen, errors = in_words(found.version), chosen or {}, errors or {}
    steps = services.asked_in_mirror(found, words)
    asked = {step.questions[0].key for step in steps}
    values = {
        "name": name_of(found.person),
        "steps": [
            {"step": step, "question": question, "chosen": chosen.get(question.key), "error": errors.get(question.key)}
            for step in steps
            for question in step.questions
        ],
        "words": words,
        "problems": [*problems, *(said for item, said in errors.items() if item not in asked)],
        "is_refused": bool(errors or problems),
        "again": _seen_again(found) if is_unsaid or AGAIN in request.POST else "",
        "is_unsaid": is_unsaid,
    }
    status = 403 if is_unsaid else 400 if values["is_refused"] else 200
    return quiet(render(request, "tools/mirror.html", values, status=status))
