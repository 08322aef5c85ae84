"""The ways into a wave that are made of paper or addresses: slips, letters, and open addresses."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tools.domain.wave_days import State
from tools.enums import ReportState, Role, WaveFileKind, WayIn
from tools.models import CodeBatch, WaveFile
from tools.report_views import as_file
from tools.selectors.waves import piles_of, roles_of
from tools.services import wave_files
from tools.survey_addresses import link_address, square, typed_address
from tools.tasks import make_wave_file
from tools.wave_access import COORDINATORS, Place, for_members, posted
from tools.wave_forms import MANY
from tools.wave_way_forms import LetterForm, SlipsForm

METHODS = ["GET", "HEAD", "POST"]
LETTERS = (WaveFileKind.PARENTS, WaveFileKind.STAFF)
UNFINISHED = (ReportState.WAITING, ReportState.MAKING, ReportState.FAILED)


def _under_way(place: Place) -> None:
    if place.state not in (State.PLANNED, State.OPEN):
        raise Http404


@for_members(*COORDINATORS)
@require_http_methods(METHODS)
def wave_slips(request, place: Place) -> HttpResponse:
    """Print slips with codes of a role, and list the piles that were printed."""
    _under_way(place)
    roles = roles_of(place.at)
    form = SlipsForm(posted(request), roles=roles, languages=place.at.languages)
    if request.method == "POST" and form.is_valid() and _asked_slips(request, place, form):
        return redirect("wave_slips", place.school.key, place.at.key)
    files = {file.batch_id: file for file in wave_files.files_of(place.at, WaveFileKind.SLIPS)}
    piles = [{"pile": pile, "role": MANY[Role(pile.role)], "file": files.get(pile.pk)} for pile in piles_of(place.at)]
    values = {
        "place": place,
        "form": form,
        "piles": piles,
        "typed": typed_address(),
        "is_waiting": any(file.state in UNFINISHED for file in files.values()),
    }
    return render(request, "tools/waves/slips.html", values, status=_status(request))


def _status(request) -> int:
    return 400 if request.method == "POST" else 200


def _asked_slips(request, place: Place, form: SlipsForm) -> bool:
    given = form.cleaned_data
    return _asked(request, form, lambda: wave_files.ask_slips(wave=place.at, today=place.today, **given))


def _asked(request, form: Any, ask: Any) -> bool:
    """Note what is wanted and tell the worker, both or neither; say whether it was possible."""
    try:
        with transaction.atomic():
            file = ask()
            make_wave_file.enqueue(str(file.key))
    except wave_files.AskedAlreadyError:
        messages.info(request, _("This form was sent before: it is counted once."))
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    return True


@for_members(*COORDINATORS)
@require_POST
def wave_file(request, place: Place, key: UUID) -> HttpResponse:
    """Give a file that is ready. Slips are forgotten soon after."""
    found = wave_files.fetch(place.at, key)
    if found is None:
        raise Http404
    file, content = found
    return as_file(content, f"{_name(file)}-{file.language}.pdf", "application/pdf")


def _name(file: WaveFile) -> str:
    if file.batch is not None:
        return f"slips-{file.batch.role}"
    return f"letter-{file.kind}"


@for_members(*COORDINATORS)
@require_http_methods(METHODS)
def wave_take_back(request, place: Place, pile: UUID) -> HttpResponse:
    """Ask whether a pile of slips shall open nothing any more, and take it back."""
    batch = CodeBatch.objects.filter(wave=place.at, key=pile).first()
    if batch is None:
        raise Http404
    _under_way(place)
    if request.method == "POST":
        wave_files.take_back(wave=place.at, batch=batch)
        messages.success(request, _("Taken back. Slips of this pile that were not used open nothing any more."))
    if request.method == "POST" or batch.revoked:
        return redirect("wave_slips", place.school.key, place.at.key)
    values = {"place": place, "pile": batch, "role": MANY[Role(batch.role)]}
    return render(request, "tools/waves/take_back.html", values)


@for_members(*COORDINATORS)
@require_http_methods(METHODS)
def wave_letters(request, place: Place) -> HttpResponse:
    """Make letters to parents and to staff."""
    if place.state == State.CANCELLED:
        raise Http404
    form = LetterForm(posted(request), languages=place.at.languages)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"kind": WaveFileKind(form.cleaned_data["kind"])}
        if _asked(request, form, lambda: wave_files.ask_letter(wave=place.at, **given)):
            return redirect("wave_letters", place.school.key, place.at.key)
    files = list(wave_files.files_of(place.at, *LETTERS))
    is_waiting = any(file.state in UNFINISHED for file in files)
    values = {"place": place, "form": form, "files": files, "is_waiting": is_waiting}
    return render(request, "tools/waves/letters.html", values, status=_status(request))


@for_members(*COORDINATORS)
@require_safe
def wave_links(request, place: Place) -> HttpResponse:
    """Show the open addresses of staff and parents, in each language, with a warning about doubles."""
    _under_way(place)
    roles = roles_of(place.at)
    needed = {WayIn.STAFF: (Role.LEADER, Role.TEACHER), WayIn.PARENTS: (Role.PARENT,)}
    ways = [
        {"way": link.way, "name": WayIn(link.way).label, "addresses": _addresses(link, place)}
        for link in sorted(place.at.links.all(), key=lambda link: WayIn.values.index(link.way))
        if any(role in roles for role in needed[WayIn(link.way)])
    ]
    return render(request, "tools/waves/links.html", {"place": place, "ways": ways})


def _addresses(link: Any, place: Place) -> list[dict[str, Any]]:
    named = dict(settings.LANGUAGES)
    found = [(code, link_address(link, code)) for code in place.at.languages]
    return [
        {"language": code, "name": named[code], "address": address, "square": square(address)}
        for code, address in found
    ]
