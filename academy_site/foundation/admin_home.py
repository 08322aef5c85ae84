"""What needs attention on the home page of the admin: short lists with links, for those who may act on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet
from wagtail_localize.models import Translation

from academy_site.foundation import languages
from academy_site.foundation.broken_references import broken_references
from academy_site.foundation.gaps import missing_by_translation
from academy_site.foundation.page_states import PageState, in_state, with_states
from academy_site.foundation.word_rights import languages_to_change

MOST = 5
# Ours say the same in fewer words and with fewer queries.
REPLACED = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel, LockedPagesPanel)


@dataclass(frozen=True)
class Row:
    """One line: what it is, where it leads and why it stands here."""

    title: str
    url: str
    note: str = ""
    language: str = ""


class AttentionPanel(Component):
    """A list of what waits for one thing."""

    template_name = "foundation/attention_panel.html"

    def __init__(self, name, title, rows: Iterable[Row], order: int):
        self.name, self.title, self.rows, self.order = name, title, list(rows), order

    def get_context_data(self, parent_context):
        """Give the first rows, and how many more there are."""
        return {
            "name": self.name,
            "title": self.title,
            "rows": self.rows[:MOST],
            "more": max(0, len(self.rows) - MOST),
        }


def _row(page: Page, note: str) -> Row:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Row(page.draft_title or page.title, url, note, languages.language_of(page))


def _mine(user) -> PageQuerySet:
    return page_permission_policy.instances_user_has_permission_for(user, "change").filter(alias_of=None)


def drafts(user) -> list[Row]:
    """Return pages with changes that nobody reviews and no date is set for, one's own first. One query."""
    translated = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale"), enabled=True
    )
    pages = (
        in_state(with_states(_mine(user).filter(has_unpublished_changes=True)), PageState.DRAFT)
        .exclude(Exists(translated))
        .select_related("latest_revision__user")
        .order_by("-latest_revision_created_at")
    )
    writers = [(page, page.latest_revision.user if page.latest_revision else None) for page in pages]
    writers.sort(key=lambda pair: pair[1] != user)
    return [_row(page, _("yours") if writer == user else str(writer or "")) for page, writer in writers]


def in_review(user) -> list[Row]:
    """Return pages that wait for approval, those that wait for this person first."""
    waiting = set(TaskState.objects.reviewable_by(user).values_list("workflow_state_id", flat=True))
    states = WorkflowState.objects.active().select_related("requested_by").order_by("created_at")
    by_page = {state.object_id: state for state in states}
    pages = _mine(user).filter(pk__in=[key for key in by_page if key.isdigit()])
    pairs = [(page, by_page[str(page.pk)]) for page in pages]
    pairs.sort(key=lambda pair: (pair[1].pk not in waiting, pair[1].created_at))
    return [_row(page, _review_note(state, state.pk in waiting)) for page, state in pairs]


def _review_note(state: WorkflowState, waits_for_me: bool) -> str:
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("changes are asked for")
    if waits_for_me:
        return _("waits for you, from %(name)s") % {"name": state.requested_by}
    return _("waits for a colleague, from %(name)s") % {"name": state.requested_by}


def scheduled(user) -> list[Row]:
    """Return pages with the moment at which they go live, the next first. One query."""
    pages = in_state(with_states(_mine(user)), PageState.SCHEDULED).order_by("goes_live")
    return [
        _row(page, _("goes live on %(moment)s") % {"moment": date_format(localtime(page.goes_live), "DATETIME_FORMAT")})
        for page in pages
    ]


def translations(user) -> list[Row]:
    """Return what the languages of this person lack, a row for each language. Four queries, whatever their number."""
    wanted = languages_to_change(user) - {languages.SOURCE_LANGUAGE}
    ids = languages.locale_ids()
    unfinished = Translation.objects.filter(enabled=True, target_locale__language_code__in=wanted)
    missing = missing_by_translation(unfinished)
    sums: dict[str, list[int]] = {code: [] for code in wanted}
    for pk, code in unfinished.filter(pk__in=missing).values_list("pk", "target_locale__language_code"):
        sums[code].append(missing[pk])
    rows = [(code, found) for code, found in sums.items() if found]
    rows.sort(key=lambda row: -sum(row[1]))
    return [
        Row(
            dict(settings.LANGUAGES).get(code, code),
            f"{reverse('wagtail_localize:translations_report')}?target_locale={ids[code]}",
            ngettext("%(count)d sentence is missing", "%(count)d sentences are missing", sum(found))
            % {"count": sum(found)},
            code,
        )
        for code, found in rows
    ]


def broken(user) -> list[Row]:
    """Return pages that lead readers to nothing, with the first fault of each. Six queries at most."""
    return [_row(fault.page, fault.why) for fault in broken_references(_mine(user))]


_LISTS = (
    ("review", gettext_lazy("In review"), in_review),
    ("drafts", gettext_lazy("Drafts"), drafts),
    ("scheduled", gettext_lazy("Scheduled"), scheduled),
    ("broken", gettext_lazy("Broken references"), broken),
    ("translations", gettext_lazy("Translations with gaps"), translations),
)


@hooks.register("construct_homepage_panels")
def say_what_needs_attention(request, panels):
    """Put our lists in the place of Wagtail's, each where there is something in it."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    if not page_permission_policy.user_has_permission(request.user, "change"):
        return
    for number, (name, title, question) in enumerate(_LISTS):
        rows = question(request.user)
        if rows:
            panels.append(AttentionPanel(name, title, rows, order=100 + number))


class NothingWaitsPanel(Component):
    """What stands there when no list does: that nothing waits, and what one could do."""

    name = "nothing"
    order = 100
    template_name = "foundation/nothing_waits_panel.html"

    def __init__(self, ideas: Iterable[Row]):
        self.ideas = list(ideas)

    def get_context_data(self, parent_context):
        """Give the ideas."""
        return {"ideas": self.ideas}


@hooks.register("construct_homepage_panels", order=1000)
def say_that_nothing_waits(request, panels):
    """Say so where no app has put a list, with what apps answer to `construct_admin_ideas(request, ideas)`."""
    if any(isinstance(panel, AttentionPanel) for panel in panels):
        return
    ideas: list[Row] = []
    for contribute in hooks.get_hooks("construct_admin_ideas"):
        contribute(request, ideas)
    panels.append(NothingWaitsPanel(ideas))


@hooks.register("construct_admin_ideas")
def look_at_pages_or_health(request, ideas):
    """Lead to the pages, and whoever may see it to the health report."""
    if page_permission_policy.user_has_permission(request.user, "change"):
        ideas.append(Row(_("Go through the pages"), reverse("wagtailadmin_explore_root")))
    if request.user.has_perm("foundation.view_health"):
        ideas.append(Row(_("See how the academy is doing"), reverse("academy_health")))
