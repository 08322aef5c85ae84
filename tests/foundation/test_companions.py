"""Translations follow their source: unpublished, deleted, moved and renamed with it, and named before."""

import pytest
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from academy_site.foundation import languages, stamp
from academy_site.home.models import StandardPage
from courses.models import CoursePage, ModulePage, UnitPage

pytestmark = pytest.mark.django_db
TRANSLATED = ["fi", "nl", "pl", "sv"]


@pytest.fixture
def unit(academy) -> UnitPage:
    return UnitPage.objects.get(key="M0-share", locale=academy.locale)


def statuses(client, path: str) -> dict[str, int]:
    return {code: client.get(f"/{code}/{path}").status_code for code in ["en", *TRANSLATED]}


def live(page) -> dict[str, bool]:
    rows = Page.objects.filter(translation_key=page.translation_key).values_list("locale__language_code", "live")
    return dict(rows)


def test_unpublishing_in_the_admin_takes_the_translations_along(unit, editor_client, anonymous):
    path = languages.path_of(unit)
    page = editor_client.get(f"/admin/pages/{unit.pk}/unpublish/").content.decode()
    names = [unit.get_translation(Locale.objects.get(language_code=code)).title for code in TRANSLATED]
    assert {name: name in page for name in names} == dict.fromkeys(names, True)
    editor_client.post(f"/admin/pages/{unit.pk}/unpublish/")
    assert live(unit) == dict.fromkeys(["en", *TRANSLATED], False)
    assert statuses(anonymous, path) == dict.fromkeys(["en", *TRANSLATED], 404)
    assert path not in anonymous.get("/sitemap.xml").content.decode()


def test_a_translation_is_unpublished_alone(unit, anonymous):
    dutch = unit.get_translation(Locale.objects.get(language_code="nl"))
    dutch.unpublish()
    assert live(unit) == {"en": True, "fi": True, "nl": False, "pl": True, "sv": True}
    assert '<main id="main" lang="en">' in anonymous.get(f"/nl/{languages.path_of(unit)}").content.decode()


def test_deleting_in_the_admin_names_and_deletes_the_translations(unit, editor_client, anonymous):
    path, key = languages.path_of(unit), unit.translation_key
    page = editor_client.get(f"/admin/pages/{unit.pk}/delete/").content.decode()
    assert page.count('<li><span lang="') == len(TRANSLATED)
    editor_client.post(f"/admin/pages/{unit.pk}/delete/")
    assert Page.objects.filter(translation_key=key).count() == 0
    assert statuses(anonymous, path) == dict.fromkeys(["en", *TRANSLATED], 404)
    assert Page.find_problems() == ([], [], [], [], [])


def test_deleting_what_stands_above_takes_everything_below_along(academy):
    course = CoursePage.objects.get(key="C0", locale=academy.locale)
    keys = [page.translation_key for page in course.get_descendants(inclusive=True)]
    CoursePage.objects.get(pk=course.pk).delete()
    assert Page.objects.filter(translation_key__in=keys).count() == 0
    assert Translation.objects.filter(source__object_id__in=keys, enabled=True).count() == 0
    assert Page.find_problems() == ([], [], [], [], [])


def test_deleting_a_translation_leaves_the_source(unit):
    unit.get_translation(Locale.objects.get(language_code="nl")).delete()
    assert sorted(live(unit)) == ["en", "fi", "pl", "sv"]


def test_a_moved_page_is_found_at_the_same_path_in_every_language(academy, editor_client, anonymous):
    module = ModulePage.objects.get(key="M0", locale=academy.locale)
    elsewhere = CoursePage.objects.get(key="C1", locale=academy.locale)
    question = editor_client.get(f"/admin/pages/{module.pk}/move/{elsewhere.pk}/confirm/").content.decode()
    assert question.count('<li><span lang="') == len(TRANSLATED)
    editor_client.post(f"/admin/pages/{module.pk}/move/{elsewhere.pk}/confirm/")
    module.refresh_from_db()
    path = languages.path_of(module)
    assert path.startswith("curriculum/learners-and-ownership/")
    for code in ["en", *TRANSLATED]:
        there = module.get_translation(Locale.objects.get(language_code=code))
        assert (there.live, languages.path_of(there)) == (True, path)
    assert statuses(anonymous, path) == dict.fromkeys(["en", *TRANSLATED], 200)
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_new_word_in_the_address_holds_in_every_language(unit, anonymous, django_capture_on_commit_callbacks):
    dutch = unit.get_translation(Locale.objects.get(language_code="nl"))
    dutch.slug = "delen"
    dutch.save()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        unit.slug = "bring-it-back"
        unit.save_revision().publish()
    stamp.touch()
    found = {page.locale.language_code: page.slug for page in unit.get_translations(inclusive=True)}
    assert found == {"nl": "delen"} | dict.fromkeys(["en", "fi", "pl", "sv"], "bring-it-back")
    unit.refresh_from_db()
    assert anonymous.get(f"/pl/{languages.path_of(unit)}").status_code == 200


def test_a_page_in_one_language_has_no_companions(academy, editor_client):
    page = academy.add_child(instance=StandardPage(title="Alone", slug="alone", locale=academy.locale))
    assert "What happens to this page" not in editor_client.get(f"/admin/pages/{page.pk}/delete/").content.decode()
