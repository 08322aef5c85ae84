"""A small real tree of pages in two languages."""

from dataclasses import dataclass

import pytest
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import Translation, TranslationSource

from academy_site.home.models import HomePage, StandardPage
from tests.foundation.translated import fill


@dataclass
class Tree:
    """English home with pages below it, and a Dutch home."""

    home: HomePage
    home_nl: HomePage
    dutch: Locale

    def page(self, slug, parent=None, *, publish=True, **fields) -> StandardPage:
        """Publish a page in the language of its parent, or leave it a draft."""
        parent = Page.objects.get(pk=(parent or self.home).pk)
        fields = {"title": slug.capitalize(), "slug": slug, "locale": parent.locale, "live": False, **fields}
        page = parent.add_child(instance=StandardPage(**fields))
        if publish:
            page.save_revision().publish()
        return StandardPage.objects.get(pk=page.pk)

    def translate(self, page, slug=None) -> StandardPage:
        """Publish a Dutch version of a page."""
        copy = page.copy_for_translation(self.dutch)
        copy.slug = slug or page.slug
        copy.title = f"{page.title} (nl)"
        copy.save_revision().publish()
        return type(page).objects.get(pk=copy.pk)


@pytest.fixture
def tree(db) -> Tree:
    """Make the tree: `/en/`, `/nl/`, and nothing below them yet."""
    english, _ = Locale.objects.get_or_create(language_code="en")
    dutch, _ = Locale.objects.get_or_create(language_code="nl")
    Locale.objects.get_or_create(language_code="pl")
    Page.objects.filter(depth=2).delete()
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Home", slug="home", locale=english, live=False))
    home.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
    )
    home = HomePage.objects.get(pk=home.pk)
    home_nl = home.copy_for_translation(dutch)
    home_nl.slug = "home-nl"
    home_nl.save_revision().publish()
    return Tree(home, HomePage.objects.get(pk=home_nl.pk), dutch)


@pytest.fixture
def about(tree):
    return tree.page("about", introduction="Who we are.")


@pytest.fixture
def translated(tree, about, django_capture_on_commit_callbacks) -> Translation:
    """A page whose Dutch version is complete and live, through wagtail-localize."""
    source, _ = TranslationSource.get_or_create_from_instance(about)
    translation = Translation.objects.create(source=source, target_locale=tree.dutch)
    fill(source, tree.dutch, "over-ons")
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target()
    assert about.get_translation(tree.dutch).live
    return translation
