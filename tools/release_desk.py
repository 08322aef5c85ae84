"""The page on which an editor releases an instrument: what would be frozen, what changes, what is in the way."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info, gettext as _
from wagtail.admin import messages
from wagtail.models import Locale
from wagtail.permissions import policy_registry

from tools.domain.comparing import SCALE, ItemChange
from tools.enums import Audience, Meaning
from tools.models import Instrument, InstrumentVersion
from tools.problem_words import problem_lines
from tools.services.releasing import NotReadyError, Preparation, prepare_release, release_instrument


@dataclass(frozen=True)
class AskedChange:
    """A reworded item as the form asks about it."""

    change: ItemChange
    name: str
    chosen: str

    @property
    def title(self) -> str:
        """What the question is about: the key of an item, or the answers."""
        return _("Answers") if self.change.key == SCALE else self.change.key

    @property
    def words(self) -> list[tuple[str, str, str]]:
        """For whom, before and after, of each wording that differs."""
        before, after = dict(self.change.before), dict(self.change.after)
        return [
            (self._called(name), before.get(name, ""), after.get(name, ""))
            for name in dict.fromkeys([*before, *after])
            if before.get(name) != after.get(name)
        ]

    def _called(self, name: str) -> str:
        if self.change.key == SCALE:
            return name
        labels = dict(Audience.choices)
        return str(labels[name]) if name in labels else _("Level %(number)s") % {"number": name}


def address(instrument: Instrument) -> str:
    """Return the address of the release page."""
    return reverse(Instrument.snippet_viewset.get_url_name("release"), args=[instrument.pk])


def source_or_403(request, pk: int, action: str = "publish") -> Instrument:
    """Return an instrument of the source language that this person may do something to."""
    instrument = get_object_or_404(Instrument.objects.select_related("locale"), pk=pk, locale=Locale.get_default())
    policy = policy_registry.get_by_type(Instrument)
    if not policy.user_has_permission_for_instance(request.user, action, instrument):
        raise PermissionDenied
    return instrument


def release(request, pk: int):
    """Show what a release would freeze; release it when asked to by POST."""
    instrument = source_or_403(request, pk)
    errors: list[str] = []
    if request.method == "POST":
        try:
            version = release_instrument(
                instrument=instrument,
                meanings=_said(request.POST, "meaning-"),
                scale_mapping=_said(request.POST, "answer-"),
                by=request.user,
            )
        except NotReadyError as refused:
            errors = problem_lines(refused.problems)
        except ValidationError as refused:
            errors = list(refused.messages)
        else:
            messages.success(
                request,
                _("Version %(number)s is released in these languages: %(languages)s.")
                % {"number": version.number, "languages": _spoken(version)},
            )
            return redirect(address(instrument))
    return render(
        request,
        "tools/admin/release.html",
        _context(request, prepare_release(instrument), errors),
        status=400 if errors else 200,
    )


def _spoken(version: InstrumentVersion) -> str:
    """Return the languages of a version by name, in the reader's order of letters."""
    return ", ".join(sorted({str(get_language_info(text.language)["name_translated"]) for text in version.texts.all()}))


def _said(data, prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in data.items() if name.startswith(prefix) and value}


def _context(request, ready: Preparation, errors: list[str]) -> dict:
    said = _said(request.POST, "meaning-")
    return {
        "instrument": ready.instrument,
        "ready": ready,
        "errors": errors,
        "problems": [] if errors else problem_lines(ready.problems),
        "asked": [
            AskedChange(change, f"meaning-{change.key}", said.get(change.key, "")) for change in ready.difference.asked
        ],
        "others": [change for change in ready.difference.items if not change.is_asked] if ready.before else [],
        "old_answers": list(ready.before.structure.values()) if ready.difference.scale_changed and ready.before else [],
        "new_answers": list(ready.structure.values()),
        "meanings": Meaning.choices,
        "next_number": ready.before.number + 1 if ready.before else 1,
        "versions": ready.instrument.versions.prefetch_related("texts"),
        "edit_url": reverse(Instrument.snippet_viewset.get_url_name("edit"), args=[ready.instrument.pk]),
    }
