"""What an editor sees of translations that are behind, and how they keep one when only a slip was mended."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import String, StringTranslation, Translation, TranslationSource

from academy_site.foundation import languages
from academy_site.foundation.accessibility import unexcused_in
from academy_site.foundation.domain.wording import Rewording, rewordings
from academy_site.foundation.drift import sentence_pairs
from academy_site.foundation.models import Drift
from academy_site.foundation.translating import missing_sentences

KEPT = "academy.translations.kept"


@dataclass(frozen=True, kw_only=True)
class LanguageBehind:
    """A live translation that is behind, with the way to translate it."""

    name: str
    since: datetime
    missing: int
    url: str


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence that was reworded, and the languages that have no translation of the new wording."""

    rewording: Rewording
    old: str
    new: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class State:
    """What is behind a page, or how far a translation is behind."""

    source: TranslationSource
    languages: list[LanguageBehind]
    sentences: list[Sentence]


def _drifts(source: TranslationSource | None = None, **where) -> list[Drift]:
    rows = Drift.objects.filter(translation__enabled=True, **where)
    rows = rows.filter(translation__source=source) if source else rows
    return list(
        rows.select_related("translation__source__locale", "translation__target_locale").order_by(
            "translation__target_locale__language_code"
        )
    )


def state_of(page: Page) -> State | None:
    """Say which languages are behind this page; on a translation, how far it is. Five queries, one if nothing is."""
    where = {"translation__source__object_id": page.translation_key}
    if languages.language_of(page) != languages.SOURCE_LANGUAGE:
        where["translation__target_locale_id"] = page.locale_id
    drifts = _drifts(**where)
    if not drifts:
        return None
    source = drifts[0].translation.source
    now = sentence_pairs(source)
    done = _translated(source, drifts)
    pages = {
        target.locale_id: target.pk
        for target in Page.objects.filter(translation_key=page.translation_key).only("locale_id")
    }
    told = [
        LanguageBehind(
            name=drift.translation.target_locale.get_display_name(),
            since=drift.since,
            missing=sum((*pair, drift.translation.target_locale_id) not in done for pair in now),
            url=reverse("wagtailadmin_pages:edit", args=[pages[drift.translation.target_locale_id]]),
        )
        for drift in drifts
        if drift.translation.target_locale_id in pages
    ]
    return State(source, told, _sentences(drifts, now, done))


def _translated(source: TranslationSource, drifts: list[Drift]) -> set[tuple[int, int, int]]:
    rows = StringTranslation.objects.filter(
        context__object_id=source.object_id,
        locale_id__in=[drift.translation.target_locale_id for drift in drifts],
        has_error=False,
    )
    return set(rows.values_list("context_id", "translation_of_id", "locale_id"))


def _sentences(drifts: list[Drift], now: list[tuple[int, int]], done: set[tuple[int, int, int]]) -> list[Sentence]:
    """Name each sentence that was reworded since a language followed, and is not translated there."""
    waiting: dict[Rewording, list[str]] = {}
    for drift in drifts:
        locale = drift.translation.target_locale
        for one in rewordings([tuple(pair) for pair in drift.sentences], now):
            if (one.place, one.new, locale.pk) not in done and (one.place, one.old, locale.pk) in done:
                waiting.setdefault(one, []).append(locale.get_display_name())
    texts = String.objects.in_bulk({pk for one in waiting for pk in (one.old, one.new)})
    return [
        Sentence(
            rewording=one,
            old=texts[one.old].as_value().render_text(),
            new=texts[one.new].as_value().render_text(),
            languages=tuple(names),
        )
        for one, names in waiting.items()
        if one.old in texts and one.new in texts
    ]


@dataclass(frozen=True)
class Kept:
    """Languages whose translation was published again, and those where other sentences are missing."""

    published: list[str]
    waiting: list[str]


@transaction.atomic
def keep_translations(*, source: TranslationSource, page: Page, rewording: Rewording, person) -> Kept:
    """Let the translations of the old wording stand for the new one, in every language that is behind.

    A language that is complete by that is published, through the gate, and is behind no longer. A
    wording that is not, or no longer, one of the changes does nothing; so does a second time.
    """
    kept = Kept([], [])
    now = sentence_pairs(source)
    for drift in _drifts(source):
        if rewording not in rewordings([tuple(pair) for pair in drift.sentences], now):
            continue
        translation = drift.translation
        if not _copy(rewording, translation):
            continue
        name = translation.target_locale.get_display_name()
        (kept.published if _publish(translation, person) else kept.waiting).append(name)
    if kept.published or kept.waiting:
        wording = String.objects.get(pk=rewording.new).as_value().render_text()
        log(
            instance=page,
            action=KEPT,
            user=person,
            data={"sentence": wording, "languages": [*kept.published, *kept.waiting]},
        )
    return kept


def _copy(rewording: Rewording, translation: Translation) -> bool:
    """Write the translation of the old wording at the new one. False without one, or when the new one has its own."""
    rows = StringTranslation.objects.filter(context_id=rewording.place, locale_id=translation.target_locale_id)
    old = rows.filter(translation_of_id=rewording.old, has_error=False).first()
    if old is None or rows.filter(translation_of_id=rewording.new, has_error=False).exists():
        return False
    # The library checks what is saved: where links differ, the copy is an error and the sentence stays missing.
    StringTranslation.objects.update_or_create(
        translation_of_id=rewording.new,
        context_id=rewording.place,
        locale_id=translation.target_locale_id,
        defaults={
            "data": old.data,
            "translation_type": old.translation_type,
            "tool_name": old.tool_name,
            "last_translated_by_id": old.last_translated_by_id,
            "has_error": False,
            "field_error": "",
        },
    )
    return True


def _publish(translation: Translation, person) -> bool:
    if missing_sentences(translation) or unexcused_in(translation):
        return False
    try:
        translation.save_target(user=person, publish=True)
    except ValidationError:
        return False
    return True
