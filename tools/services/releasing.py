"""Releases an instrument: what editors wrote becomes a version that nobody changes any more."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail_localize.models import TranslationSource

from tools.domain.comparing import CHANGED, MEANINGS, MOVED, TYPO, Difference, difference, step_between
from tools.domain.instrument import Structure, Text, content_hash
from tools.domain.keeping import Kept, kept_words
from tools.domain.releasing import Problem, problems
from tools.models import Instrument, InstrumentVersion, VersionText
from tools.selectors.drafts import structure_of, text_of
from tools.selectors.readiness import Language, languages_of
from tools.signals import instrument_released


@dataclass(frozen=True)
class Preparation:
    """What a release would freeze, and what stands in its way."""

    instrument: Instrument
    structure: Structure
    text: Text
    problems: list[Problem]
    before: InstrumentVersion | None
    difference: Difference
    languages: list[Language] = field(default_factory=list)
    # The newest words of the version before in each language.
    spoken: Mapping[str, VersionText] = field(default_factory=dict)

    def kept(self, language: Language, changed: Collection[str] = ()) -> Kept | None:
        """Return with which older words a language goes along that did not follow; None when it stays behind.

        `changed` are the items that mean something else now; one that moved with new words always does.
        """
        row = self.spoken.get(language.code)
        if language.text is not None or row is None or self.before is None:
            return None
        moved = {change.key for change in self.difference.items if change.what == MOVED}
        return kept_words(
            now=self.text,
            before=self.spoken[self.instrument.locale.language_code].text,
            spoken=row.text,
            changed={*changed, *moved},
            older=row.kept,
        )

    @property
    def is_typo_only(self) -> bool:
        """Whether all that changed is words, so that a slip can be mended without a new version."""
        return self.before is not None and bool(self.difference) and not self.difference.structure_changed


class NotReadyError(ValidationError):
    """The instrument cannot be released as it stands; `problems` says why."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__(_("This instrument cannot be released yet."))
        self.problems = found


class UnsaidError(ValidationError):
    """Of some items with new words, `keys`, nobody said what these mean."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(
            _("Say for each item with new words what they mean: %(keys)s."), params={"keys": ", ".join(keys)}
        )
        self.keys = keys


def prepare_release(instrument: Instrument) -> Preparation:
    """Return what releasing the published state of an instrument would do. Changes no word and no version."""
    source = Instrument.objects.get(pk=instrument.pk)
    _read_for_translators(source)
    structure, text = structure_of(source), text_of(source)
    before = InstrumentVersion.objects.filter(instrument=source).first()
    spoken = newest_texts(before) if before else {}
    change = Difference(structure_changed=True, words_changed=True)
    if before is not None:
        change = difference(before.structure, spoken[source.locale.language_code].text, structure, text)
    found = problems(structure, text)
    if not source.live:
        found.insert(0, Problem("not_published"))
    return Preparation(source, structure, text, found, before, change, languages_of(source, structure), spoken)


def _read_for_translators(source: Instrument) -> None:
    """Let translators see what was published, if the worker has not done so yet.

    Else a language would count as translated as a whole that still says what the source said before.
    """
    found = TranslationSource.objects.filter(object_id=source.translation_key, locale_id=source.locale_id).first()
    if found is not None and source.last_published_at and found.last_updated_at < source.last_published_at:
        found.update_from_db()


def newest_texts(version: InstrumentVersion) -> dict[str, VersionText]:
    """Return the words of a version that are in use, by language. One query."""
    return {row.language: row for row in version.texts.order_by("number")}


@transaction.atomic
def release_instrument(
    *,
    instrument: Instrument,
    meanings: Mapping[str, str] | None = None,
    scale_mapping: Mapping[str, str] | None = None,
    by=None,
) -> InstrumentVersion:
    """Freeze the published state of an instrument and return the version that holds it now.

    `meanings` says of each reworded item whether it is the same in better words, a slip, or changed.
    Only slips: the words of the newest version are mended, and its number stays. Nothing changed: the
    newest version, with the languages that are whole since. Raise `NotReadyError` when it cannot be
    released, `ValidationError` when something was not said or is not known.
    """
    # Two releases at once wait for each other, so that they do not take the same number.
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    ready = prepare_release(instrument)
    if ready.problems:
        raise NotReadyError(ready.problems)
    said = dict(meanings or {})
    _check_answers(ready, said, scale_mapping)
    version = ready.before
    if version is None or (ready.difference and not _only_slips(ready, said)):
        version = _add_version(ready, said, scale_mapping)
        log(instance=ready.instrument, action="tools.release", user=by, data={"number": version.number})
        transaction.on_commit(partial(instrument_released.send, sender=InstrumentVersion, version=version))
    _add_texts(version, ready, said)
    return version


def _only_slips(ready: Preparation, said: Mapping[str, str]) -> bool:
    return ready.is_typo_only and all(said.get(change.key) == TYPO for change in ready.difference.asked)


def _check_answers(ready: Preparation, said: Mapping[str, str], mapping: Mapping[str, str] | None) -> None:
    if ready.before is None:
        return
    unsaid = [change.key for change in ready.difference.asked if said.get(change.key) not in MEANINGS]
    if unsaid:
        raise UnsaidError(unsaid)
    if mapping and ready.difference.scale_changed:
        unknown = (set(mapping) - set(ready.before.structure.values())) | (
            set(mapping.values()) - set(ready.structure.values())
        )
        if unknown:
            raise ValidationError(
                _("The mapping names answers that no scale has: %(keys)s."), params={"keys": ", ".join(sorted(unknown))}
            )


def _add_version(ready: Preparation, said: Mapping[str, str], mapping: Mapping[str, str] | None) -> InstrumentVersion:
    document = {"structure": ready.structure.document(), "text": ready.text.document()}
    asked = {change.key for change in ready.difference.asked}
    step = step_between(ready.difference, said, mapping) if ready.before else None
    version = InstrumentVersion(
        instrument=ready.instrument,
        number=ready.before.number + 1 if ready.before else 1,
        kind=ready.structure.kind,
        document=document,
        content_hash=content_hash(document),
        meanings={key: meaning for key, meaning in said.items() if key in asked},
        changed=sorted(step.changed) if step else [],
        scale_mapping=step.mapping if step else None,
    )
    version.full_clean(exclude=["instrument", "meanings", "changed", "scale_mapping"])
    version.save()
    return version


def _add_texts(version: InstrumentVersion, ready: Preparation, said: Mapping[str, str]) -> None:
    changed = {key for key, meaning in said.items() if meaning == CHANGED}
    documents = {ready.instrument.locale.language_code: ready.text.document()}
    for language in ready.languages:
        if language.text is not None:
            documents[language.code] = language.text.document()
        elif kept := ready.kept(language, changed):
            older = {"kept": list(kept.older)} if kept.older else {}
            documents[language.code] = kept.text.document() | older
    newest = newest_texts(version)
    for code, document in documents.items():
        digest = content_hash(document)
        last = newest.get(code)
        if last is None or last.content_hash != digest:
            VersionText.objects.create(
                version=version,
                language=code,
                number=last.number + 1 if last else 1,
                document=document,
                content_hash=digest,
            )
