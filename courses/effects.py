"""What a change to the curriculum touches: teachers under way, courses, routes, profiles."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from academy_site.foundation import languages
from academy_site.foundation.effects import Action, Effect, Touched, people_in_band, touched_page
from courses import selectors
from courses.domain.changes import Change, Kind, UnitState, changes
from courses.models import CourseModule, CoursePage, CurriculumPage, ModulePage, ProfileModule, UnitPage


@hooks.register("construct_page_effects")
def curriculum_effects(page: Page, action: Action, effects: list[Effect]) -> None:
    """Add what a course, module or unit touches. At most seven queries."""
    kind = page.specific_class
    if kind not in (CoursePage, ModulePage, UnitPage):
        return
    modules = _modules(page, kind)
    found = [_under_way(page, kind, action, modules)]
    keys = [module.translation_key for module in modules]
    if action == Action.PUBLISH and kind is ModulePage:
        found.append(_courses(page, action, keys))
    elif kind is not UnitPage:
        found += [_courses(page, action, keys), _routes(action, keys), _profiles(action, keys)]
    effects += [effect for effect in found if effect]


def _modules(page: Page, kind: type[Page]) -> list[Page]:
    """Return the modules that a change of this page concerns."""
    if kind is ModulePage:
        return [page]
    if kind is UnitPage:
        return [page.get_parent()]
    return list(page.get_children().type(ModulePage).order_by("path"))


def _under_way(page: Page, kind: type[Page], action: Action, modules: list[Page]) -> Effect | None:
    if not modules:
        return None
    counts = selectors.under_way_in(ModulePage, [module.translation_key for module in modules])
    things = tuple(touched_page(module, people_in_band(counts[module.translation_key])) for module in modules)
    return Effect(title=_("Teachers under way"), happens=_fate(page, kind, action), touched=things, icon="group")


def _fate(page: Page, kind: type[Page], action: Action) -> str:
    """Say what a change means for teachers under way. Nothing they did or wrote is ever lost."""
    if action == Action.MOVE:
        return _("They keep everything and go on where they were; the old address leads on.")
    if action == Action.PUBLISH:
        return _("They keep what they have done and written, in every language.")
    if languages.language_of(page) != languages.SOURCE_LANGUAGE:
        return _("They read the English text from then on, marked as such, and keep what they have done and written.")
    if kind is UnitPage:
        return _(
            "The unit counts for nobody any more: whoever has done all the others has worked the module through. "
            "What they wrote in it stays in their notes, with the question."
        )
    if action == Action.UNPUBLISH:
        return _("They cannot go on until it is published again. What they have done and written is kept.")
    return _("They cannot go on. What they have done and written stays theirs, in their notes and their data.")


def _courses(page: Page, action: Action, keys: list[UUID]) -> Effect | None:
    places = CourseModule.objects.filter(
        module__translation_key__in=keys, page__locale_id=languages.locale_ids()[languages.SOURCE_LANGUAGE]
    )
    courses = CoursePage.objects.filter(pk__in=places.values("page")).exclude(pk=page.pk).order_by("path")
    things = tuple(touched_page(course) for course in courses)
    happens = {
        Action.PUBLISH: _("It shows there as it is published."),
        Action.MOVE: _("They go on listing it."),
        Action.UNPUBLISH: _("It is not shown there until it is published again."),
        Action.DELETE: _("It goes from their path; the modules after it move up."),
    }[action]
    if not things and page.specific_class is ModulePage:
        return Effect(title=_("Listed by no course"), happens=_("No path leads to it."), icon="list-ul")
    return Effect(title=_("Courses that list it"), happens=happens, touched=things, icon="list-ul") if things else None


def _routes(action: Action, keys: list[UUID]) -> Effect | None:
    if action == Action.MOVE:
        return None
    page = CurriculumPage.objects.filter(locale_id=languages.locale_ids()[languages.SOURCE_LANGUAGE]).first()
    routes = selectors.routes_of(page) if page else ()
    titles = [route.title for route in routes if set(route.modules) & set(keys)]
    if not titles:
        return None
    things = tuple(replace(touched_page(page), name=title) for title in titles)
    return Effect(title=_("Routes"), happens=_("The route leaves it out."), touched=things, icon="arrow-right")


def _profiles(action: Action, keys: list[UUID]) -> Effect | None:
    if action == Action.MOVE:
        return None
    source = languages.locale_ids()[languages.SOURCE_LANGUAGE]
    rows = ProfileModule.objects.filter(module__translation_key__in=keys, page__locale_id=source)
    things = tuple(touched_page(row.page) for row in rows.select_related("page").order_by("page__path"))
    happens = _("The profile no longer points to it.")
    return Effect(title=_("Teacher profiles"), happens=happens, touched=things, icon="user") if things else None


def state_of(unit: UnitPage) -> UnitState:
    """Return what of a unit matters to teachers under way. No query."""

    def questions(kind: str) -> dict[str, str]:
        blocks = [block for block in unit.body.raw_data if block["type"] == kind and block.get("id")]
        return {block["id"]: block["value"].get("question", "") for block in blocks}

    return UnitState(bool(unit.required), questions("reflection"), questions("knowledge_check"))


def in_words(change: Change) -> str:
    """Say a change and what becomes of what teachers have."""
    question = change.question if len(change.question) <= 80 else f"{change.question[:79]}…"
    return {
        Kind.NOW_REQUIRED: _(
            "The unit becomes required. Whoever has worked the module through keeps that; the others need it, too."
        ),
        Kind.NOW_OPTIONAL: _("The unit becomes optional. It stays done for whoever has done it."),
        Kind.QUESTION_GONE: _("A question goes: “%(question)s” What teachers wrote stays in their notes, with it."),
        Kind.CHECK_GONE: _("A knowledge check goes: “%(question)s” Nobody had a score from it."),
    }[change.kind] % {"question": question}


def changes_of(new: Any) -> list[str]:
    """Return in words what publishing this version of a unit changes for teachers. One query."""
    live = UnitPage.objects.filter(pk=new.pk, live=True).first() if isinstance(new, UnitPage) else None
    return [in_words(change) for change in changes(state_of(live), state_of(new))] if live else []


@hooks.register("before_publish_page")
def say_what_changes(request, page) -> None:
    """Say with the word that a unit is published what that changed for those under way."""
    for change in changes_of(page.specific):
        messages.info(request, change)


@hooks.register("construct_page_effects")
def draft_effects(page: Page, action: Action, effects: list[Effect]) -> None:
    """Add what the draft of a unit would change when it is published."""
    said = changes_of(page) if action == Action.PUBLISH else []
    if said:
        title, happens = _("What this draft changes for them"), _("Nobody loses what they have done.")
        things = tuple(Touched(name=change) for change in said)
        effects.append(Effect(title=title, happens=happens, touched=things))
