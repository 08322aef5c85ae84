"""What a change to a page touches, told before it is made.

Apps answer the hook `construct_page_effects(page, action, effects)` with what they know; here are
translations, pages below and whatever links to the page.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.models import Page, ReferenceIndex

from academy_site.foundation import companions, languages
from academy_site.foundation.domain.bands import band

# So many things are named; the rest is counted.
MOST_NAMED = 10


class Action(TextChoices):
    """What someone is about to do with a page."""

    PUBLISH = "publish", gettext_lazy("Publish")
    UNPUBLISH = "unpublish", gettext_lazy("Unpublish")
    MOVE = "move", gettext_lazy("Move")
    DELETE = "delete", gettext_lazy("Delete")


@dataclass(frozen=True, kw_only=True)
class Touched:
    """One thing by name. `page_id` keeps it from being named twice."""

    name: str
    note: str | Promise = ""
    language: str = ""
    url: str = ""
    page_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Effect:
    """Some things that a change touches, and what happens to them."""

    title: str | Promise
    happens: str | Promise
    touched: tuple[Touched, ...] = ()
    icon: str = "info-circle"

    @property
    def named(self) -> tuple[Touched, ...]:
        """Return the first ten."""
        return self.touched[:MOST_NAMED]

    @property
    def more(self) -> int:
        """Return how many are not named."""
        return len(self.touched) - len(self.named)


def people_in_band(count: int) -> str:
    """Say a number of people in words that name nobody."""
    low, high = band(count)
    if not low:
        return _("fewer than %(count)d") % {"count": (high or 0) + 1}
    if high is None:
        return _("%(count)d and more") % {"count": low}
    return _("%(low)d to %(high)d") % {"low": low, "high": high}


def touched_page(page: Page, note: str | Promise = "") -> Touched:
    """Return a page by its name, with the way to edit it."""
    return Touched(
        name=page.title,
        note=note,
        language=languages.language_of(page),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        page_id=page.pk,
    )


def effects_of(page: Page, action: Action) -> list[Effect]:
    """Return what an action on a page touches, what apps know first. The number of queries is the same for all."""
    effects: list[Effect] = []
    for contribute in hooks.get_hooks("construct_page_effects"):
        contribute(page, action, effects)
    own = [_translations(page, action), _below(page, action)]
    if action != Action.PUBLISH:
        known = {thing.page_id for effect in effects for thing in effect.touched}
        own.append(_references(page, action, known))
    return effects + [effect for effect in own if effect]


def _translations(page: Page, action: Action) -> Effect | None:
    found = companions.translations_with(page).filter(alias_of=None).select_related("locale")
    if action == Action.PUBLISH:
        found = found.live()
    draft = _("draft")
    things = tuple(
        Touched(
            name=translation.title,
            language=languages.language_of(translation),
            note=f"{translation.locale.get_display_name()}{'' if translation.live else f', {draft}'}",
            page_id=translation.pk,
        )
        for translation in found
    )
    if not things:
        return None
    happens = {
        Action.PUBLISH: _(
            "Each stays as it is. If a sentence changes, its readers see since when it is behind, until a translator "
            "has brought it up to date."
        )
    }.get(action, _("What happens to this page happens to its translations, too:"))
    return Effect(title=_("Translations"), happens=happens, touched=things, icon="globe")


def _below(page: Page, action: Action) -> Effect | None:
    """Name the pages below that go along. Unpublishing asks about them itself."""
    if action not in (Action.MOVE, Action.DELETE) or page.is_leaf():
        return None
    things = tuple(touched_page(child) for child in page.get_descendants().order_by("path"))
    happens = {
        Action.MOVE: _("They go along, in every language."),
        Action.DELETE: _("They are deleted as well, in every language."),
    }[action]
    return Effect(title=_("Pages below"), happens=happens, touched=things, icon="folder-open-inverse")


def _references(page: Page, action: Action, known: set[int | None]) -> Effect | None:
    """Name what links to the page or chose it: other pages, words, settings. Three queries and one a kind of word."""
    targets = [str(page.pk)]
    if action == Action.DELETE and not page.is_leaf():
        targets += [str(pk) for pk in page.get_descendants().values_list("pk", flat=True)]
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Page), to_object_id__in=targets
    )
    by_type: dict[int, set[str]] = defaultdict(set)
    for content_type, pk in rows.values_list("base_content_type", "object_id").distinct():
        by_type[content_type].add(pk)
    things = tuple(thing for kind, ids in by_type.items() for thing in _sources(kind, ids, page, known))
    if not things:
        return None
    happens = {
        Action.UNPUBLISH: _("Links to it become plain text until it is published again."),
        Action.MOVE: _("They keep leading to it, and its old address leads on."),
        Action.DELETE: _("Links to it become plain text, and it goes where it was chosen."),
    }[action]
    return Effect(title=_("What links to it"), happens=happens, touched=things, icon="link")


def _sources(content_type: int, ids: Iterable[str], page: Page, known: set[int | None]) -> list[Touched]:
    model: Any = ContentType.objects.get_for_id(content_type).model_class()
    if model is None:
        return []
    if model is Page:
        others = Page.objects.filter(pk__in=ids, locale_id=page.locale_id).exclude(path__startswith=page.path)
        return [touched_page(other) for other in others.exclude(pk__in=known - {None}).order_by("path")]
    named = model._default_manager.filter(pk__in=ids)
    return [Touched(name=str(thing), note=str(model._meta.verbose_name)) for thing in named]
