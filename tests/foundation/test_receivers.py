"""Each way of changing public content is told to all processes, and saving a draft is not."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from modelsearch.tasks import insert_or_update_object_task
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

from academy_site.foundation import stamp
from academy_site.foundation.models import AcademySettings, GlossaryTerm
from academy_site.home.models import StandardPage

TABLE = {}


def way(prepare):
    """Add a way: the function prepares, and returns what then makes the change."""
    TABLE[prepare.__name__] = prepare
    return prepare


@way
def publish(tree, about):
    return about.save_revision().publish


@way
def unpublish(tree, about):
    return about.unpublish


@way
def save_without_a_revision(tree, about):
    about.title = "By a command"
    return about.save


@way
def move(tree, about):
    other = tree.page("other")
    return lambda: about.move(other, pos="last-child")


@way
def reorder(tree, about):
    other = tree.page("other")
    return lambda: other.move(about, pos="left")


@way
def copy_live(tree, about):
    return lambda: about.copy(update_attrs={"slug": "again"}, keep_live=True)


@way
def alias(tree, about):
    return lambda: about.create_alias(update_slug="alias")


@way
def alias_in_another_language(tree, about):
    return lambda: about.copy_for_translation(tree.dutch, alias=True)


@way
def convert_alias(tree, about):
    copy = about.create_alias(update_slug="alias")
    return lambda: ConvertAliasPageAction(copy).execute(skip_permission_checks=True)


@way
def publish_what_an_alias_follows(tree, about):
    about.create_alias(update_slug="alias")
    return about.save_revision().publish


@way
def convert_to_alias(tree, about, client, person):
    """By the view of wagtail-localize."""
    translate_object(about, [tree.dutch])
    source = TranslationSource.objects.get_for_instance(about)
    translation = Translation.objects.get(source=source, target_locale=tree.dutch)
    translated = translation.get_target_instance()
    if not translated.live:
        translated.save_revision().publish()
    client.force_login(person(is_superuser=True))
    address = reverse("wagtail_localize:convert_to_alias", args=[translated.pk])

    def convert():
        client.post(address)
        assert Page.objects.get(pk=translated.pk).alias_of_id == about.pk

    return convert


@way
def delete_page(tree, about):
    return about.delete


@way
def delete_pages(tree, about):
    return Page.objects.filter(pk=about.pk).delete


@way
def close(tree, about):
    rule = PageViewRestriction(page=about, restriction_type=PageViewRestriction.LOGIN)
    return rule.save


@way
def open_again(tree, about):
    rule = PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    return rule.delete


@way
def write_a_word(tree, about):
    return lambda: GlossaryTerm.objects.create(key="log", locale=about.locale, title="Log", explanation="Plans.")


@way
def delete_a_word(tree, about):
    return GlossaryTerm.objects.create(key="log", locale=about.locale, title="Log", explanation="Plans.").delete


@way
def picture(tree, about):
    return lambda: get_image_model().objects.create(title="A", file=get_test_image_file())


@way
def delete_a_picture(tree, about):
    return get_image_model().objects.create(title="A", file=get_test_image_file()).delete


@way
def document(tree, about):
    return lambda: get_document_model().objects.create(title="A", file=ContentFile(b"A", name="a.txt"))


@way
def site(tree, about):
    return Site.objects.get(is_default_site=True).save


@way
def about_this_academy(tree, about):
    return AcademySettings(operator="A school").save


@way
def language(tree, about):
    return lambda: Locale.objects.create(language_code="fi")


@pytest.fixture
def do(request, tree, about):
    """Return a function that prepares what a table names."""

    def prepare(function):
        names = function.__code__.co_varnames[: function.__code__.co_argcount]
        return function(**{name: request.getfixturevalue(name) for name in names})

    return prepare


@pytest.mark.parametrize("name", TABLE)
def test_a_change_is_told(do, name):
    change = do(TABLE[name])
    before = stamp.current()
    change()
    assert stamp.current() != before


def save_a_draft(tree, about):
    about.title = "Not yet"
    return about.save_revision


def add_a_draft(tree, about):
    draft = StandardPage(title="Draft", slug="draft", locale=about.locale, live=False)
    return lambda: about.add_child(instance=draft)


def lock(tree, about):
    about.locked = True
    return lambda: about.save(update_fields=["locked"])


def right(tree, about, person):
    someone = person()
    return lambda: someone.user_permissions.add(Permission.objects.first())


@pytest.mark.parametrize("prepare", [save_a_draft, add_a_draft, lock, right])
def test_what_readers_do_not_see_is_not_told(do, prepare):
    change = do(prepare)
    before = stamp.current()
    change()
    assert stamp.current() == before


def test_what_the_index_answers_while_it_is_behind_is_not_kept(anonymous, tree, about):
    """The worker mends the index some time after content changed."""
    about.save_revision().publish()
    insert_or_update_object_task.enqueue("home", "StandardPage", str(about.pk))
    for address in ("/en/about/?q=word", "/en/about/?q=&q=word"):
        assert [anonymous.get(address).has_header("ETag") for _ in range(2)] == [False, False]
        assert anonymous.get(address)["Cache-Control"] == "private, no-cache"
    assert anonymous.get("/en/about/?q=").has_header("ETag")


@pytest.mark.parametrize(
    ("status", "kept"), [("READY", False), ("RUNNING", False), ("FAILED", False), ("SUCCESSFUL", True)]
)
def test_and_is_kept_once_the_index_is_mended(anonymous, tree, about, status, kept):
    insert_or_update_object_task.enqueue("home", "StandardPage", str(about.pk))
    DBTaskResult.objects.update(status=status)
    assert anonymous.get("/en/about/?q=word").has_header("ETag") is kept
