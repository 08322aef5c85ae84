"""Lists of all courses and all modules in the admin: state, languages, and how many people are under way.

For whoever may change pages in some language. One row for each page of the source language; nothing about a person.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from academy_site.foundation import languages
from academy_site.foundation.coverage import Coverage, coverage_of
from academy_site.foundation.domain.bands import BANDS
from academy_site.foundation.effects import people_in_band
from academy_site.foundation.page_states import PageState, in_state, states_of, with_states
from courses import selectors
from courses.models import CoursePage, ModulePage

# The months over which it is counted how often a module was missed in a language.
MONTHS_OF_DEMAND = 12


class TitleColumn(Column):
    """The title with the key and, of a module, the course it lives in."""

    cell_template_name = "courses/listing/title_cell.html"


class StateColumn(BaseColumn):
    """What is true of the page: live, in review, scheduled, draft."""

    cell_template_name = "courses/listing/state_cell.html"


class LanguagesColumn(BaseColumn):
    """Languages that have all of it, and what the others lack, each with the way to its page."""

    cell_template_name = "courses/listing/languages_cell.html"


COLUMNS = (
    TitleColumn("title", label=_("Title"), sort_key="title", width="28%"),
    StateColumn("states", label=_("State"), width="10%"),
    LanguagesColumn("coverage", label=_("Languages"), width="26%"),
    Column("people", label=_("Teachers under way"), sort_key="band", width="12%"),
    DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at", width="12%"),
)


# Webs for which this module would have been suggested, had it been in a language their teacher reads.
MODULE_COLUMNS = (*COLUMNS[:-1], Column("missed", label=_("Missed by webs, in a year"), width="12%"), COLUMNS[-1])


class CurriculumFilterSet(WagtailFilterSet):
    """What narrows a list: state, and a language that lacks something."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=PageState.choices, method="in_state")
    gaps = django_filters.ChoiceFilter(label=_("Language with gaps"), method="with_gaps")

    class Meta:
        model = Page
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["gaps"].extra["choices"] = [
            (code, name) for code, name in settings.LANGUAGES if code != languages.SOURCE_LANGUAGE
        ]

    def _add_locale_filter(self):
        """Add none: the list has one row for all languages of a page."""

    def in_state(self, pages, name, value):
        """Keep the pages of which this is true."""
        return in_state(pages, PageState(value))

    def with_gaps(self, pages, name, value):
        """Keep the pages that this language does not have as a whole."""
        found = coverage_of(list(pages.only("path", "translation_key")))
        lacking = [pk for pk, parts in found.items() for part in parts if part.language == value and not part.complete]
        return pages.filter(pk__in=lacking)


class CurriculumIndexView(IndexView):
    """A list of courses or modules, in the order of the curriculum."""

    any_permission_required = {"change"}
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "courses/listing/results.html"
    base_filterset_class = CurriculumFilterSet
    default_ordering = "path"
    columns: tuple[BaseColumn, ...] = COLUMNS
    list_export = ()
    show_locale_labels = False

    def get_ordering(self):
        """Keep the order of the curriculum also while searching."""
        wanted = self.request.GET.get("ordering")
        return wanted if wanted in self.get_valid_orderings() else self.default_ordering

    def get_base_queryset(self):
        """Return the pages of the source language, with what the columns ask for."""
        source = languages.locale_ids()[languages.SOURCE_LANGUAGE]
        return with_states(self.model.objects.filter(locale_id=source, alias_of=None).defer_streamfields())

    def order_queryset(self, queryset):
        """Put pages in order; what is equal stands in the order of the curriculum, so no order tells of people."""
        if self.ordering in ("band", "-band"):
            return selectors.with_band(queryset).order_by(self.ordering, "path")
        return super().order_queryset(queryset)

    def search_queryset(self, queryset):
        """Look for the words in titles and keys: right at once, without the search index."""
        for word in self.search_query.split():
            queryset = queryset.filter(
                Q(title__icontains=word) | Q(draft_title__icontains=word) | Q(key__icontains=word)
            )
        return queryset

    def get_context_data(self, **kwargs):
        """Read what the rows of this part of the list show."""
        context = super().get_context_data(**kwargs)
        describe(list(context["object_list"]), self.request.user)
        return context


class ModuleIndexView(CurriculumIndexView):
    """The list of modules, with how often each is missed in a language."""

    columns = MODULE_COLUMNS


def describe(pages: list[Any], user: Any) -> None:
    """Give each page what its row shows. The number of queries is the same for any number of pages."""
    counts = selectors.under_way_in(type(pages[0]), [page.translation_key for page in pages]) if pages else {}
    modules = [page.translation_key for page in pages if isinstance(page, ModulePage)]
    missed = selectors.demand_for(modules, first_month(localdate())) if modules else {}
    coverage = coverage_of(pages)
    homes = {
        page.path: page.title for page in Page.objects.filter(path__in=[page.path[: -Page.steplen] for page in pages])
    }
    translated = [part.page_id for parts in coverage.values() for part in parts if part.page_id]
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    may = set(mine.filter(pk__in=[*coverage, *translated]).values_list("pk", flat=True))
    begins = user.has_perm("wagtail_localize.submit_translation")
    for page in pages:
        begin = reverse("wagtail_localize:submit_page_translation", args=[page.pk]) if begins else ""
        page.edit_url = _edit_url(page.pk, may)
        page.home_title = homes.get(page.path[: -Page.steplen], "") if isinstance(page, ModulePage) else ""
        page.address = languages.url_for(page)
        page.states = states_of(page)
        page.people = people_in_band(counts[page.translation_key])
        page.missed = missed_in_words(missed.get(page.translation_key, {}))
        parts = [(part, _edit_url(part.page_id, may) if part.page_id else begin) for part in coverage[page.pk]]
        page.coverage = _alike(parts)


def first_month(today: date) -> int:
    """Return the first of the twelve months that end with that of this day, for instance 202512."""
    months = today.year * 12 + today.month - MONTHS_OF_DEMAND
    return months // 12 * 100 + months % 12 + 1


def missed_in_words(counts: Mapping[str, int]) -> str:
    """Say how many webs missed a module in which language; in bands, so that fewer than five say nothing.

    In the order of the languages of the site, so that no order tells of numbers.
    """
    said = [
        gettext("%(language)s: %(people)s") % {"language": name, "people": people_in_band(counts[code])}
        for code, name in settings.LANGUAGES
        if counts.get(code, 0) >= BANDS[0]
    ]
    return "; ".join(said) or people_in_band(0)


def _alike(parts: list[tuple[Coverage, str]]) -> list[tuple[bool, str, list[tuple[Coverage, str]]]]:
    """Put languages together that stand alike: whether they have all, what is said, and each with its address."""
    found: dict[str, list[tuple[Coverage, str]]] = {}
    for part, address in sorted(parts, key=lambda pair: not pair[0].complete):
        found.setdefault(gettext("complete") if part.complete else part.lacks, []).append((part, address))
    return [(group[0][0].complete, said, group) for said, group in found.items()]


def _edit_url(pk: int | None, may: set[int]) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk]) if pk in may else ""


class CurriculumMenuItem(MenuItem):
    """The way to a list, for those who may open it."""

    def is_shown(self, request: Any) -> bool:
        """Ask whether this person may change pages anywhere."""
        return page_permission_policy.user_has_permission(request.user, "change")


class CurriculumListing(PageListingViewSet):
    """What both lists have in common."""

    index_view_class = CurriculumIndexView
    menu_item_class = CurriculumMenuItem
    columns: tuple[BaseColumn, ...] = COLUMNS
    filterset_class = CurriculumFilterSet


class CourseListing(CurriculumListing):
    """All courses."""

    name = "courses"
    model = CoursePage
    icon = "folder-open-inverse"
    menu_label = _("Courses")


class ModuleListing(CurriculumListing):
    """All modules."""

    index_view_class = ModuleIndexView
    columns = MODULE_COLUMNS
    name = "modules"
    model = ModulePage
    icon = "doc-full-inverse"
    menu_label = _("Modules")


class CurriculumGroup(ViewSetGroup):
    """The curriculum in the menu."""

    items = (CourseListing, ModuleListing)
    menu_label = _("Curriculum")
    menu_icon = "clipboard-list"
    menu_order = 250


@hooks.register("register_admin_viewset")
def curriculum_listings():
    """Put the lists into the menu."""
    return CurriculumGroup()
