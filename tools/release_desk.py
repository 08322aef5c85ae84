"""The page on which an editor releases an instrument: what would be frozen, what changes, what is in the way."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info, gettext as _
from wagtail.admin import messages
from wagtail.models import Locale
from wagtail.permissions import policy_registry

from tools.domain.comparing import CHANGED, SCALE, ItemChange
from tools.enums import Audience, Meaning
from tools.item_names import item_name
from tools.models import Instrument, InstrumentVersion
from tools.problem_words import problem_lines
from tools.selectors.readiness import Language
from tools.services.releasing import (
    NotReadyError,
    Preparation,
    UnsaidError,
    prepare_release,
    release_instrument,
)


@dataclass(frozen=True)
class AskedChange:
    """A reworded item as the form asks about it: `title` is what an editor calls it, `name` that of the field."""

    change: ItemChange
    title: str
    name: str
    chosen: str

    @property
    def key(self) -> str:
        """The key of the item, which its table has; nothing for the answers."""
        return "" if self.change.key == SCALE else self.change.key

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


@dataclass(frozen=True)
class SpokenLanguage:
    """A language before a release. `older` names what it would say in older words; None when it stays behind."""

    language: Language
    older: list[str] | None
    is_asked: bool = False


@dataclass(frozen=True)
class ReleasedText:
    """A language of a version, and what it says in older words."""

    name: str
    number: int
    older: list[str]


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
        except UnsaidError as refused:
            errors = [_unsaid(refused.keys, prepare_release(instrument))]
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


def _unsaid(keys: list[str], ready: Preparation) -> str:
    names = ", ".join(f"“{_named(key, ready)}”" for key in keys)
    return _("Say for each item with new words what they mean: %(items)s.") % {"items": names}


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
        "languages": [_language(language, ready, said) for language in ready.languages],
        "asked": [
            AskedChange(change, _named(change.key, ready), f"meaning-{change.key}", said.get(change.key, ""))
            for change in ready.difference.asked
        ],
        "others": [(_named(change.key, ready), change) for change in ready.difference.items if not change.is_asked]
        if ready.before
        else [],
        "old_answers": list(ready.before.structure.values()) if ready.difference.scale_changed and ready.before else [],
        "new_answers": list(ready.structure.values()),
        "meanings": Meaning.choices,
        "next_number": ready.before.number + 1 if ready.before else 1,
        "versions": [(version, _texts(version)) for version in ready.instrument.versions.prefetch_related("texts")],
        "edit_url": reverse(Instrument.snippet_viewset.get_url_name("edit"), args=[ready.instrument.pk]),
    }


def _named(key: str, ready: Preparation) -> str:
    """Return what an item is called, also one that is taken out."""
    if ready.before is not None and key not in ready.text.items:
        return item_name(key, ready.before.structure, ready.before.source_text)
    return item_name(key, ready.structure, ready.text)


def _language(language: Language, ready: Preparation, said: dict[str, str]) -> SpokenLanguage:
    kept = ready.kept(language, {key for key, meaning in said.items() if meaning == CHANGED})
    if kept is None:
        return SpokenLanguage(language, None)
    asked = {change.key for change in ready.difference.asked}
    return SpokenLanguage(language, [_named(key, ready) for key in kept.older], bool(asked & {*kept.older}))


def _texts(version: InstrumentVersion) -> list[ReleasedText]:
    """Return the words of a version that are in use, languages in the reader's order of letters."""
    newest = {text.language: text for text in reversed(version.texts.all())}
    found = [
        ReleasedText(
            name=str(get_language_info(text.language)["name_translated"]),
            number=text.number,
            older=[item_name(key, version.structure, version.source_text) for key in text.kept],
        )
        for text in newest.values()
    ]
    return sorted(found, key=lambda text: text.name)
