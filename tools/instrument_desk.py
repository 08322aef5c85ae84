"""Where editors write instruments: the list, the form and the comparison of two states."""

from functools import cache

from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, RevisionsCompareView, SnippetViewSet

from academy_site.foundation.word_rights import ChecksTheLanguage, LinksWhatMayBeChanged
from tools import item_desk, release_desk
from tools.differences import PlaceDifference, differences
from tools.enums import Kind
from tools.models import Instrument

_OTHERS = ("leader", "student", "parent", "governor")
_ITEM = {
    Kind.SPIDERWEB: ["teacher", "hint"],
    Kind.SURVEY: ["concept", "teacher", *_OTHERS, "pulse", "hint"],
    Kind.CHECKLIST: ["walker", "hint", "weight"],
}
_ALL_OF_AN_ITEM = ["concept", "teacher", *_OTHERS, "walker", "hint", "pulse", "weight"]


def _group_panels(item_fields: list[str]) -> list:
    return [
        FieldRowPanel([FieldPanel("key"), FieldPanel("dimension")]),
        FieldPanel("title"),
        FieldPanel("question"),
        InlinePanel(
            "items",
            help_text=_("What is asked about this group, in this order."),
            heading=_("Items"),
            label=_("Item"),
            panels=[
                FieldRowPanel([FieldPanel("key"), FieldPanel("kind")]),
                *(FieldPanel(name) for name in item_fields),
            ],
        ),
        InlinePanel(
            "levels",
            help_text=_("For a spiderweb: what the instrument adds to the five levels of the dimension."),
            heading=_("Levels"),
            label=_("Level"),
            max_num=5,
            panels=[FieldPanel("level"), FieldPanel("learner"), FieldPanel("next_step")],
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("focus", "first_steps", "evidence", "prompts")],
            heading=_("After answering"),
            classname="collapsed",
        ),
    ]


def _instrument_panels() -> list:
    return [
        HelpPanel(
            content=_(
                "What you change here reaches nobody until you publish it and then release it as a version. "
                "Answers that were given keep the version they were given to."
            )
        ),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("kind")]),
        FieldPanel("purpose"),
        InlinePanel(
            "introductions",
            help_text=_("One for each audience that is asked."),
            heading=_("Introductions"),
            label=_("Introduction"),
            panels=[FieldPanel("audience"), FieldPanel("text")],
        ),
        InlinePanel(
            "modes",
            help_text=_("Without any, everything is asked at once."),
            heading=_("Ways to answer"),
            label=_("Way to answer"),
            panels=[
                FieldRowPanel([FieldPanel("key"), FieldPanel("minutes")]),
                FieldPanel("title"),
                FieldPanel("how"),
            ],
        ),
    ]


def _answer_panels() -> list:
    return [
        InlinePanel(
            "scale",
            help_text=_("What one can answer, from the lowest to the highest, then those that count nowhere."),
            heading=_("Answers"),
            label=_("Answer"),
            panels=[
                FieldRowPanel([FieldPanel("key"), FieldPanel("value")]),
                FieldPanel("label"),
                FieldPanel("text"),
            ],
        ),
        InlinePanel(
            "bands",
            help_text=_("For a spiderweb: which advice belongs to which score. Without holes and overlaps."),
            heading=_("Bands"),
            label=_("Band"),
            panels=[
                FieldPanel("key"),
                FieldRowPanel([FieldPanel("low"), FieldPanel("high")]),
                FieldPanel("advice"),
            ],
        ),
    ]


def edit_handler(item_fields: list[str]) -> TabbedInterface:
    """Return the form of an instrument that asks for these fields of each item."""
    groups = InlinePanel(
        "groups",
        help_text=_("The dimensions of a spiderweb, the areas of a survey, the domains of a checklist."),
        heading=_("Groups of items"),
        label=_("Group"),
        panels=_group_panels(item_fields),
    )
    return TabbedInterface(
        [
            ObjectList(_instrument_panels(), heading=_("Instrument")),
            ObjectList([groups], heading=_("Items")),
            ObjectList(_answer_panels(), heading=_("Answers and bands")),
        ]
    )


@cache
def handler_for(kind: str) -> TabbedInterface:
    """Return the form of a kind of instrument, without the fields of items that this kind never uses.

    A form with all of them for forty items takes twice as long, and hides what matters.
    """
    return edit_handler(_ITEM[Kind(kind)]).bind_to_model(Instrument)


class InstrumentIndexView(LinksWhatMayBeChanged, IndexView):
    """The instruments, those that are released first: they stand in the source language."""

    def order_queryset(self, queryset):
        """Begin with the source language, unless the reader has chosen an order."""
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        is_translation = Case(When(locale=Locale.get_default(), then=0), default=1)
        return queryset.order_by(is_translation, "title")


class InstrumentEditView(ChecksTheLanguage, EditView):
    """The form of an instrument, with the way to its release and its files."""

    def get_panel(self):
        """Leave out the fields that this kind of instrument never uses."""
        kind = Instrument.objects.filter(pk=self.kwargs["pk"]).values_list("kind", flat=True).first()
        return handler_for(kind) if kind else super().get_panel()

    @cached_property
    def header_more_buttons(self):
        """Add release, import and export."""
        more = [
            Button(_("Release a version"), url=release_desk.address(self.object), icon_name="check", priority=5),
            Button(_("Items from a file"), url=item_desk.import_address(self.object), icon_name="upload", priority=6),
        ]
        more += [
            Button(label, url=item_desk.export_address(self.object, kind), icon_name="download", priority=7)
            for kind, label in item_desk.EXPORTS.items()
        ]
        is_source = self.object.locale.language_code == self.object.get_default_locale().language_code
        return [*super().header_more_buttons, *(more if is_source else more[2:])]


class InstrumentDeleteView(ChecksTheLanguage, DeleteView):
    """The question before an instrument is deleted; one that was released is kept."""


class InstrumentCompareView(RevisionsCompareView):
    """Two states of an instrument side by side, down to the words of each item."""

    def _get_comparison(self, revision_a, revision_b) -> list[PlaceDifference]:
        return differences(revision_a, revision_b)

    def dispatch(self, request, *args, **kwargs):
        """Refuse a language that this person does not write."""
        if not self.permission_policy.user_has_permission_for_instance(request.user, "change", self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class InstrumentViewSet(SnippetViewSet):
    """Instruments: spiderweb, school survey, checklist."""

    model = Instrument
    icon = "tasks"
    menu_label = _("Instruments")
    menu_order = 290
    add_to_admin_menu = True
    list_display = ["title", "kind", "key", "live"]
    list_filter = ["kind", "locale"]
    search_fields = ["title"]
    edit_handler = edit_handler(_ALL_OF_AN_ITEM)
    copy_view_enabled = False
    index_view_class = InstrumentIndexView
    edit_view_class = InstrumentEditView
    delete_view_class = InstrumentDeleteView
    revisions_compare_view_class = InstrumentCompareView

    def get_urlpatterns(self):
        """Add release, import and export to the addresses."""
        return [
            *super().get_urlpatterns(),
            path("release/<int:pk>/", release_desk.release, name="release"),
            path("items/<int:pk>/import/", item_desk.import_view, name="import_items"),
            path("items/<int:pk>/<str:kind>/", item_desk.export, name="export_items"),
        ]
