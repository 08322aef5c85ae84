"""An editor sees which translations are behind, and keeps them when only a slip was mended."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Locale, Page, PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from academy_site.foundation import behind
from academy_site.foundation.models import Drift
from academy_site.home.models import StandardPage
from tests.foundation.translated import fill, publish


@pytest.fixture
def polish(tree, about, translated, django_capture_on_commit_callbacks) -> Translation:
    """The same page, complete and live in a second language."""
    locale = Locale.objects.get(language_code="pl")
    home = tree.home.copy_for_translation(locale)
    home.slug = "home-pl"
    home.save_revision().publish()
    translation = Translation.objects.create(source=translated.source, target_locale=locale)
    fill(translated.source, locale, "o-nas")
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target()
    return translation


@pytest.fixture
def reworded(about, polish, django_capture_on_commit_callbacks) -> Page:
    """The page after one sentence of it was changed."""
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are!")
    return Page.objects.get(pk=about.pk)


def texts() -> dict[str, str]:
    pages = StandardPage.objects.filter(live=True, introduction__gt="").select_related("locale")
    return {page.locale.language_code: page.introduction for page in pages}


def languages() -> list[str]:
    return sorted(Drift.objects.values_list("translation__target_locale__language_code", flat=True))


def posted(page: Page) -> tuple[str, dict[str, int]]:
    state = behind.state_of(page)
    (sentence,) = state.sentences
    return f"/admin/translations/{state.source.pk}/keep/", vars(sentence.rewording)


def editor_of(person, *roots: Page, rights=("change_page", "publish_page")):
    group = Group.objects.create(name="At " + ", ".join(root.slug for root in roots) + " ".join(rights))
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for root in roots:
        for codename in rights:
            right = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=group, page=root, permission=right)
    return person(groups=[group.name])


def test_nothing_is_behind_at_first(about, polish):
    assert behind.state_of(about) is None


def test_the_source_names_each_language_and_sentence(reworded):
    state = behind.state_of(reworded)
    assert [(one.name, one.missing, one.since) for one in state.languages] == [
        ("Nederlands", 1, reworded.last_published_at),
        ("Polski", 1, reworded.last_published_at),
    ]
    assert [(one.old, one.new, one.languages) for one in state.sentences] == [
        ("Who we are.", "Who we are!", ("Nederlands", "Polski"))
    ]


def test_a_translation_names_itself(tree, reworded):
    state = behind.state_of(reworded.get_translation(tree.dutch))
    assert [one.name for one in state.languages] == ["Nederlands"]


@pytest.mark.parametrize("changed", [1, 3])
def test_the_number_of_queries_does_not_grow(
    about, polish, changed, django_capture_on_commit_callbacks, django_assert_num_queries
):
    fields = {"title": "Us", "introduction": "We.", "seo_title": "We"}
    publish(about, django_capture_on_commit_callbacks, **dict(list(fields.items())[:changed]))
    behind.state_of(about)
    with django_assert_num_queries(5):
        assert len(behind.state_of(about).languages) == 2


def test_both_translations_stand_and_are_behind_no_longer(
    reworded, sign_in, person, tree, django_capture_on_commit_callbacks
):
    address, form = posted(reworded)
    before = texts()
    client = sign_in(editor_of(person, tree.home))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, form, follow=True)
    assert "The translation stands, and is up to date: Nederlands, Polski." in answer.content.decode()
    assert (texts(), languages(), behind.state_of(reworded)) == (before, [], None)
    assert PageLogEntry.objects.filter(action=behind.KEPT, page=reworded).count() == 1
    # A second click finds nothing to do.
    count = StringTranslation.objects.count()
    assert "Nothing was done." in client.post(address, form, follow=True).content.decode()
    assert (StringTranslation.objects.count(), PageLogEntry.objects.filter(action=behind.KEPT).count()) == (count, 1)


def test_a_language_that_lacks_another_sentence_stays_behind(reworded, about, tree, django_capture_on_commit_callbacks):
    publish(about, django_capture_on_commit_callbacks, seo_title="More about us")
    source = behind.state_of(about).source
    title = StringTranslation.objects.filter(translation_of__data="More about us")
    assert not title.exists()
    fill_only(source, tree.dutch, "More about us", "Meer over ons")
    (sentence,) = behind.state_of(about).sentences
    with django_capture_on_commit_callbacks(execute=True):
        kept = behind.keep_translations(source=source, page=about, rewording=sentence.rewording, person=None)
    assert (kept.published, kept.waiting, languages()) == (["Nederlands"], ["Polski"], ["pl"])


def fill_only(source, locale, sentence: str, text: str) -> None:
    segment = source.stringsegment_set.get(string__data=sentence)
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=locale, data=text, translation_type="manual"
    )


def test_a_translator_who_was_there_first_is_not_overwritten(reworded, tree, django_capture_on_commit_callbacks):
    state = behind.state_of(reworded)
    fill(state.source, tree.dutch, "Wie we zijn!")
    (sentence,) = state.sentences
    with django_capture_on_commit_callbacks(execute=True):
        kept = behind.keep_translations(source=state.source, page=reworded, rewording=sentence.rewording, person=None)
    assert (kept.published, languages()) == (["Polski"], ["nl"])
    assert StringTranslation.objects.filter(locale=tree.dutch, data="Wie we zijn!").exists()


@pytest.mark.parametrize(
    ("roots", "rights", "expected"),
    [
        (["home"], ("change_page", "publish_page"), 302),
        (["home"], ("change_page",), 302),
        (["home-nl", "home-pl"], ("change_page", "publish_page"), 302),
    ],
    ids=["publisher", "writer", "translator"],
)
def test_who_may(reworded, sign_in, person, roots, rights, expected, django_capture_on_commit_callbacks):
    address, form = posted(reworded)
    someone = editor_of(person, *Page.objects.filter(slug__in=roots), rights=rights)
    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_in(someone).post(address, form)
    assert answer.status_code == expected
    may = roots == ["home"] and "publish_page" in rights
    assert languages() == ([] if may else ["nl", "pl"])


def test_nothing_happens_by_looking_or_to_what_is_not_there(reworded, sign_in, person, tree):
    address, form = posted(reworded)
    client = sign_in(editor_of(person, tree.home))
    assert client.get(address).status_code == 405
    assert client.post("/admin/translations/999999/keep/", form).status_code == 404
    assert client.post(address, {**form, "old": "x"}).status_code == 404
    client.post(address, {**form, "old": form["new"]})
    assert languages() == ["nl", "pl"]


def test_the_forms_show_it(reworded, sign_in, person, tree):
    dutch = reworded.get_translation(tree.dutch)
    client = sign_in(person(is_superuser=True, is_staff=True))
    shown = client.get(f"/admin/pages/{reworded.pk}/edit/").content.decode()
    assert "Translations that are behind this page" in shown
    assert f'<a href="/admin/pages/{dutch.pk}/edit/">Translate: Nederlands</a>' in shown
    assert shown.count("Typo only: keep the translations") == 1
    shown = client.get(f"/admin/pages/{dutch.pk}/edit/").content.decode()
    assert "This translation is behind the original" in shown
    assert (shown.count("Typo only: keep the translations"), shown.count('<ins lang="en">Who we are!</ins>')) == (0, 1)


def test_a_writer_sees_it_without_the_button(reworded, sign_in, person, tree):
    client = sign_in(editor_of(person, tree.home, rights=("change_page",)))
    shown = client.get(f"/admin/pages/{reworded.pk}/edit/").content.decode()
    assert ("Who we are!" in shown, "Typo only" in shown) == (True, False)
