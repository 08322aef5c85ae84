"""Instruments in the admin: the form, release, files, comparison, preview, and who may do what."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail import hooks
from wagtail.models import Locale, Site

from tests.tools.test_releasing import change, reword, translated
from tools.models import Instrument, InstrumentItem, InstrumentVersion
from tools.services.item_files import items_as_csv
from tools.services.releasing import release_instrument


def address(name, *args):
    hooks.search_for_hooks()  # registers what has a desk
    return reverse(Instrument.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def editor(db, client, person):
    client.force_login(person(is_superuser=True))
    return client


def test_release_by_hand(editor, spiderweb):
    page = editor.get(address("release", spiderweb.pk))
    assert page.status_code == 200
    assert "Release version 1" in page.content.decode()
    assert InstrumentVersion.objects.count() == 0
    assert editor.post(address("release", spiderweb.pk)).status_code == 302
    assert InstrumentVersion.objects.get().number == 1
    text = editor.get(address("release", spiderweb.pk)).content.decode()
    assert "Version 1," in text
    assert "Nothing. Releasing again only takes along languages" in text


def test_a_reworded_item_is_asked_about_and_nothing_is_lost(editor, spiderweb):
    release_instrument(instrument=spiderweb)
    change(spiderweb, reword("KN1", "teacher", "I ask <b>learners</b>."))
    change(spiderweb, reword("KN2", "teacher", "I ask them."))
    text = editor.get(address("release", spiderweb.pk)).content.decode()
    assert '<input type="radio" name="meaning-KN1" value="typo" required>' in text
    assert "I ask &lt;b&gt;learners&lt;/b&gt;." in text
    assert "<strong>I ask &lt;b&gt;learners&lt;/b&gt;.</strong> <code>KN1</code>" in text
    refused = editor.post(address("release", spiderweb.pk), {"meaning-KN1": "same_meaning"})
    assert refused.status_code == 400
    assert "Say for each item with new words what they mean: “I ask them.”." in refused.content.decode()
    assert 'name="meaning-KN1" value="same_meaning" required checked' in refused.content.decode()
    editor.post(address("release", spiderweb.pk), {"meaning-KN1": "same_meaning", "meaning-KN2": "changed"})
    assert InstrumentVersion.objects.first().changed == ["KN2"]


def said_of(page) -> str:
    return " ".join(strip_tags(page.content.decode()).split())


def test_the_page_says_which_words_a_language_keeps(editor, spiderweb):
    translated(spiderweb, Locale.objects.get(language_code="nl"))
    release_instrument(instrument=spiderweb)
    change(spiderweb, reword("KN1", "teacher", "I ask learners before a topic."))
    before = said_of(editor.get(address("release", spiderweb.pk)))
    keeps = (
        "Dutch: 1 sentence is missing. It goes along and keeps the wording it has of: “I ask learners before a topic.”."
    )
    assert f"{keeps} Where you say that the meaning is another one, it stays behind instead" in before
    editor.post(address("release", spiderweb.pk), {"meaning-KN1": "same_meaning"})
    after = said_of(editor.get(address("release", spiderweb.pk)))
    assert keeps in after
    assert "Where you say" not in after
    assert re.search(
        r"Version 2, [\w ]+: Dutch \(older wording of: “I ask learners before a topic.”\), English ", after
    )


def test_a_language_that_lacks_a_new_item_stays_behind(editor, spiderweb):
    translated(spiderweb, Locale.objects.get(language_code="nl"))
    release_instrument(instrument=spiderweb)

    def add(draft):
        groups = list(draft.groups.all())
        groups[0].items.add(InstrumentItem(key="KN9", teacher="I ask parents, too.", locale=draft.locale))
        draft.groups.set(groups)

    change(spiderweb, add)
    text = said_of(editor.get(address("release", spiderweb.pk)))
    assert "Dutch: 1 sentence is missing; can join later" in text
    assert "I ask parents, too. KN9: new" in text


def test_the_list_begins_with_what_can_be_released(academy, editor):
    shown = [row.locale.language_code for row in editor.get(address("list")).context["object_list"]]
    assert (shown[:2], set(shown[2:])) == (["en", "en"], {"nl", "fi", "sv", "pl"})
    by_title = [row.title for row in editor.get(f"{address('list')}?ordering=-title").context["object_list"]]
    assert by_title == sorted(by_title, reverse=True)


def test_what_is_in_the_way_is_named_by_row(editor, spiderweb):
    def spoil(draft):
        groups = list(draft.groups.all())
        items = list(groups[0].items.all())
        items[1].key, items[2].teacher = items[3].key, ""
        groups[0].items.set(items)
        draft.groups.set(groups)

    change(spiderweb, spoil)
    text = editor.get(address("release", spiderweb.pk)).content.decode()
    assert "Row 4: Item KN2 has no wording, so nobody is asked." in text
    assert "Row 5: The key KN3 stands in row 3 already." in text
    assert "Release version 1" not in text
    assert editor.post(address("release", spiderweb.pk)).status_code == 400
    assert InstrumentVersion.objects.count() == 0


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_export(editor, spiderweb, kind):
    answer = editor.get(address("export_items", spiderweb.pk, kind))
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="spiderweb-en.{kind}"'
    assert editor.get(address("export_items", spiderweb.pk, "exe")).status_code == 404


def test_import(editor, spiderweb):
    content = items_as_csv(spiderweb).replace(b"I build learners' own interests into tasks.", b"I ask them.")
    file = SimpleUploadedFile("items.csv", content)
    answer = editor.post(address("import_items", spiderweb.pk), {"file": file}, follow=True)
    assert "In the draft: 1 changed, 0 added, 0 taken out." in answer.content.decode()
    broken = SimpleUploadedFile("items.csv", content.replace(b"KN3", b"KN2").replace(b"digital,DI1", b"none,DI1"))
    refused = editor.post(address("import_items", spiderweb.pk), {"file": broken})
    assert refused.status_code == 400
    text = refused.content.decode()
    assert "This key stands in row 4 already." in text
    assert "There is no group “none”." in text
    assert spiderweb.revisions.count() == 2
    assert editor.post(address("import_items", spiderweb.pk)).status_code == 400


def test_comparison_shows_single_words_of_items(editor, spiderweb):
    first = spiderweb.get_latest_revision()
    change(spiderweb, reword("KN1", "teacher", "I ask."))
    second = spiderweb.get_latest_revision()
    text = editor.get(address("revisions_compare", spiderweb.pk, first.pk, second.pk)).content.decode()
    assert "item, KN1, Teacher" in text
    assert '<span class="addition">I ask.</span>' in text
    assert text.count('class="addition"') == 1


@pytest.mark.parametrize(
    ("key", "mode", "first", "count"),
    [
        ("spiderweb", "quick", "How well do I know where each learner stands", 8),
        ("spiderweb", "full", "I find out what learners already know", 32),
        ("school-survey", "student", "I can explain how my school wants us to learn.", 29),
        ("school-survey", "governor", "As a board we can explain", 8),
        ("environment-walk", "walker", "There are recognisable places for instruction", 41),
    ],
)
def test_preview_as_those_who_answer_see_it(academy, publish, key, mode, first, count):
    Instrument.objects.filter(key=key).exists() or publish(key)
    instrument = Instrument.objects.get(key=key, locale__language_code="en")
    text = instrument.make_preview_request(preview_mode=mode).content.decode()
    assert first in text
    assert text.count("<fieldset") == count
    assert text.count(first) == 1


def test_the_form_keeps_a_whole_instrument(editor, spiderweb):
    page = editor.get(address("edit", spiderweb.pk))
    assert page.status_code == 200
    for words in ("Release a version", "Items from a file", "I find out what learners already know", "Items as CSV"):
        assert words in page.content.decode()


DOORS = {
    "list": ("list", False),
    "edit": ("edit", True),
    "release": ("release", True),
    "import": ("import_items", True),
}


@pytest.mark.parametrize(
    ("group", "open_doors"),
    [
        ("Teacher educators", {"list", "edit", "release", "import"}),
        ("Translators", {"list"}),
        ("Stewards", set()),
        (None, set()),
    ],
)
def test_who_may_do_what(academy, client, person, group, open_doors):
    instrument = Instrument.objects.get(key="spiderweb", locale__language_code="en")
    client.force_login(person(groups=[group] if group else []))
    found = {
        name
        for name, (door, with_key) in DOORS.items()
        if client.get(address(door, *([instrument.pk] if with_key else []))).status_code == 200
    }
    assert found == open_doors
    for kind in ("csv", "json"):
        allowed = client.get(address("export_items", instrument.pk, kind)).status_code == 200
        assert allowed == ("edit" in open_doors)


def test_a_translation_is_not_released_by_itself(academy, editor):
    dutch = Instrument.objects.get(key="spiderweb", locale__language_code="nl")
    assert editor.get(address("release", dutch.pk)).status_code == 404
    assert editor.get(address("release", 0)).status_code == 404


def test_the_starter_releases_the_spiderweb_in_five_languages(academy):
    assert Site.objects.count() == 1
    version = InstrumentVersion.objects.get(instrument__key="spiderweb")
    assert version.number == 1
    texts = {row.language: row.text for row in version.texts.all()}
    assert set(texts) == {"en", "nl", "fi", "sv", "pl"}
    for text in texts.values():
        assert set(text.items) == {item.key for item in version.structure.items()}
        assert all(item.wordings.get("teacher") or len(item.levels) == 5 for item in text.items.values())
    words = {code: text.items["KN2"].wordings["teacher"] for code, text in texts.items()}
    assert len(set(words.values())) == 5
