"""Where pages stand between a draft and the reader: live, draft, in review, scheduled. For lists in the admin."""

from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision, WorkflowState


class PageState(TextChoices):
    """One thing that is true of a page. A live page with changes that wait has two."""

    LIVE = "live", gettext_lazy("Live")
    REVIEW = "review", gettext_lazy("In review")
    SCHEDULED = "scheduled", gettext_lazy("Scheduled")
    DRAFT = "draft", gettext_lazy("Draft")


def _of_page(rows: QuerySet) -> QuerySet:
    return rows.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id=Cast(OuterRef("pk"), CharField()),
    )


def with_states(pages: Any) -> Any:
    """Add to each page `in_review` and the moment at which it `goes_live`, for what follows. No query of its own."""
    planned = _of_page(Revision.objects.filter(approved_go_live_at__isnull=False))
    return pages.annotate(
        in_review=Exists(_of_page(WorkflowState.objects.active())),
        goes_live=Subquery(planned.values("approved_go_live_at")[:1]),
    )


def in_state(pages: Any, state: PageState) -> Any:
    """Return those of `with_states` of which this is true. A draft is what nobody reviews and no date is set for."""
    unfinished = Q(live=False) | Q(has_unpublished_changes=True)
    where = {
        PageState.LIVE: Q(live=True),
        PageState.REVIEW: Q(in_review=True),
        PageState.SCHEDULED: Q(goes_live__isnull=False),
        PageState.DRAFT: unfinished & Q(in_review=False, goes_live=None),
    }
    return pages.filter(where[state])


def states_of(page: Page) -> list[PageState]:
    """Return what is true of a page that comes from `with_states`. No query."""
    found = {
        PageState.LIVE: page.live,
        PageState.REVIEW: page.in_review,
        PageState.SCHEDULED: page.goes_live is not None,
        PageState.DRAFT: (not page.live or page.has_unpublished_changes)
        and not page.in_review
        and page.goes_live is None,
    }
    return [state for state, is_true in found.items() if is_true]
