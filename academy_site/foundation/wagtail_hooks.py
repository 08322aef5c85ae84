"""What the ground floor tells Wagtail: links and snippets."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from academy_site.foundation import (  # noqa: F401 - register hooks
    accessibility_desk,
    admin_home,
    behind_desk,
    gate_desk,
    health_items,
    health_report,
    translation_desk,
    translators,
)
from academy_site.foundation.models import Dimension, GlossaryTerm, Phase, Quadrant, Source
from academy_site.foundation.rich_text import PageLinkHandler
from academy_site.foundation.word_rights import ChecksTheLanguage, FixedListPolicy, LinksWhatMayBeChanged, WordPolicy


@hooks.register("register_rich_text_features", order=100)
def link_in_the_readers_language(features):
    """Replace Wagtail's page links by ours."""
    features.register_link_type(PageLinkHandler)


@hooks.register("before_move_page", order=-10)
def ask_for_the_right_to_move(request, page, destination):
    """Show what a move touches to those who may move: the library asks for the right only when it is carried out."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


class WordIndexView(LinksWhatMayBeChanged, IndexView):
    """A list of words."""


class WordEditView(ChecksTheLanguage, EditView):
    """The form of a word."""


class WordDeleteView(ChecksTheLanguage, DeleteView):
    """The question before a word is deleted."""


class WordViewSet(SnippetViewSet):
    """Words of the vocabulary, in all languages."""

    index_view_class = WordIndexView
    edit_view_class = WordEditView
    delete_view_class = WordDeleteView


class FixedListViewSet(WordViewSet):
    """A list without a way to add to it, copy in it or delete from it."""

    copy_view_enabled = False


for _fixed in (Dimension, Quadrant, Phase):
    register_permission_policy(_fixed, FixedListPolicy(_fixed), exact_class=True)
for _open in (GlossaryTerm, Source):
    register_permission_policy(_open, WordPolicy(_open), exact_class=True)


class DimensionViewSet(FixedListViewSet):
    """The eight dimensions."""

    model = Dimension
    icon = "view"
    list_display = ["title", "axis_label", "key"]
    list_filter = ["locale"]


class QuadrantViewSet(FixedListViewSet):
    """The four quadrants."""

    model = Quadrant
    icon = "grip"
    list_display = ["title", "short", "key"]


class PhaseViewSet(FixedListViewSet):
    """The five phases."""

    model = Phase
    icon = "history"
    list_display = ["title", "duration", "key"]


class GlossaryTermViewSet(WordViewSet):
    """The glossary."""

    model = GlossaryTerm
    icon = "info-circle"
    list_display = ["title", "explanation", "key"]
    search_fields = ["title", "explanation"]
    # The search index of SQLite knows no single fields but the title; a list this short needs none.
    search_backend_name = None


class SourceViewSet(WordViewSet):
    """The sources."""

    model = Source
    icon = "link-external"
    list_display = ["citation", "url", "key"]
    search_fields = ["citation"]
    search_backend_name = None


class VocabularyGroup(SnippetViewSetGroup):
    """The words that the whole academy shares."""

    items = (DimensionViewSet, QuadrantViewSet, PhaseViewSet, GlossaryTermViewSet, SourceViewSet)
    menu_label = _("Vocabulary")
    menu_icon = "openquote"
    menu_order = 300


register_snippet(VocabularyGroup)
