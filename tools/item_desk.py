"""Items of an instrument to a file and from one."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from tools.domain.item_table import COLUMNS, read_table
from tools.models import Instrument
from tools.problem_words import FILES, mistake_lines
from tools.release_desk import source_or_403
from tools.services.importing import import_items
from tools.services.item_files import (
    UnreadableError,
    instrument_as_json,
    items_as_csv,
    items_as_xlsx,
    read_file,
)

EXPORTS = {
    "csv": gettext_lazy("Items as CSV"),
    "xlsx": gettext_lazy("Items as XLSX"),
    "json": gettext_lazy("All as JSON"),
}
_MAKERS = {
    "csv": (items_as_csv, "text/csv; charset=utf-8"),
    "xlsx": (items_as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (instrument_as_json, "application/json"),
}


def import_address(instrument: Instrument) -> str:
    """Return the address of the import."""
    return reverse(Instrument.snippet_viewset.get_url_name("import_items"), args=[instrument.pk])


def export_address(instrument: Instrument, kind: str) -> str:
    """Return the address of an export: `csv`, `xlsx` or `json`."""
    return reverse(Instrument.snippet_viewset.get_url_name("export_items"), args=[instrument.pk, kind])


def export(request, pk: int, kind: str):
    """Give the items as they stand in the latest draft, as a file."""
    if kind not in _MAKERS:
        raise Http404
    instrument = get_object_or_404(Instrument.objects.select_related("locale"), pk=pk)
    policy = policy_registry.get_by_type(Instrument)
    if not policy.user_has_permission_for_instance(request.user, "change", instrument):
        raise PermissionDenied
    make, content_type = _MAKERS[kind]
    name = f"{instrument.key}-{instrument.locale.language_code}.{kind}"
    return HttpResponse(
        make(instrument.get_latest_revision_as_object()),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def import_view(request, pk: int):
    """Read a file of items into the draft; with a mistake in it nothing is written."""
    instrument = source_or_403(request, pk, "change")
    edit_url = reverse(Instrument.snippet_viewset.get_url_name("edit"), args=[instrument.pk])
    context = {"instrument": instrument, "columns": COLUMNS, "edit_url": edit_url, "exports": _exports(instrument)}
    if request.method == "POST":
        rows, mistakes, refused = _read(request, instrument)
        if refused or mistakes:
            context |= {"refused": refused, "mistakes": mistake_lines(mistakes)}
            return render(request, "tools/admin/import.html", context, status=400)
        done = import_items(instrument=instrument, rows=rows, by=request.user)
        if done.revision is None:
            messages.info(request, _("The file holds what the draft holds. Nothing was changed."))
        else:
            messages.success(
                request,
                _("In the draft: %(changed)s changed, %(added)s added, %(removed)s taken out. Nothing is published.")
                % {"changed": done.changed, "added": done.added, "removed": done.removed},
            )
        return redirect(edit_url)
    return render(request, "tools/admin/import.html", context)


def _exports(instrument: Instrument) -> list[tuple[str, str]]:
    return [(str(label), export_address(instrument, kind)) for kind, label in EXPORTS.items()]


def _read(request, instrument: Instrument):
    file = request.FILES.get("file")
    if file is None:
        return [], [], _("Choose a file.")
    groups = {group.key for group in instrument.get_latest_revision_as_object().groups.all()}
    try:
        rows, mistakes = read_table(read_file(file, file.name), groups)
    except UnreadableError as error:
        return [], [], str(FILES[error.code])
    return rows, mistakes, ""
