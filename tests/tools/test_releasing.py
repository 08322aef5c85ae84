"""Releasing an instrument: what is frozen, what stands in the way, and what a second release says."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from academy_site.foundation.models import Dimension
from academy_site.foundation.translating import missing_sentences
from tests.foundation.translated import fill
from tools.domain.instrument import content_hash, read_structure, read_text
from tools.models import Instrument, InstrumentVersion, VersionText
from tools.services.releasing import NotReadyError, prepare_release, release_instrument


def change(instrument, alter):
    """Change an instrument as a form does, and publish it."""
    draft = instrument.get_latest_revision_as_object()
    alter(draft)
    draft.save_revision().publish()
    instrument.refresh_from_db()


def reword(key, audience, words):
    def alter(draft):
        groups = list(draft.groups.all())
        for group in groups:
            items = list(group.items.all())
            for item in items:
                if item.key == key:
                    setattr(item, audience, words)
            group.items.set(items)
        draft.groups.set(groups)

    return alter


@pytest.mark.parametrize(
    ("key", "kind", "groups", "items", "audiences"),
    [
        ("spiderweb", "spiderweb", 8, 40, ("teacher",)),
        ("school-survey", "survey", 9, 35, ("teacher", "leader", "student", "parent", "governor")),
        ("environment-walk", "checklist", 4, 41, ("walker",)),
    ],
)
def test_one_engine_releases_all_three_kinds(publish, key, kind, groups, items, audiences):
    version = release_instrument(instrument=publish(key))
    structure = version.structure
    assert (version.number, version.kind, structure.kind) == (1, kind, kind)
    assert (len(structure.groups), len(list(structure.items())), structure.audiences()) == (groups, items, audiences)
    assert version.content_hash == content_hash(version.document)
    assert [(text.language, text.number) for text in version.texts.all()] == [("en", 1)]


def test_documents_come_back_as_they_were(spiderweb):
    release_instrument(instrument=spiderweb)
    version = InstrumentVersion.objects.get()
    ready = prepare_release(spiderweb)
    assert version.structure == ready.structure
    assert version.source_text == ready.text
    assert read_structure(version.structure.document()) == version.structure
    assert read_text(version.source_text.document()) == version.source_text


def test_roles_of_the_survey_have_their_own_items(publish):
    structure = release_instrument(instrument=publish("school-survey")).structure
    asked = {
        audience: sum(audience in item.audiences for item in structure.items()) for audience in structure.audiences()
    }
    assert asked == {"teacher": 35, "leader": 35, "student": 31, "parent": 19, "governor": 10}
    assert sum(item.pulse for item in structure.items()) == 8


def test_levels_are_those_of_the_dimension(spiderweb):
    text = release_instrument(instrument=spiderweb).source_text
    dimension = Dimension.objects.get(key="knowing", locale=spiderweb.locale)
    levels = text.items["knowing-level"].levels
    assert [levels[str(n)].text for n in range(1, 6)] == [getattr(dimension, f"level_{n}") for n in range(1, 6)]
    assert levels["5"].next_step == "Help a colleague to start with learner profiles."
    assert levels["1"].learner == "Our teacher teaches everyone in the same way."
    assert text.groups["knowing"].label == dimension.axis_label


def test_what_an_editor_changes_later_does_not_reach_a_version(spiderweb):
    version = release_instrument(instrument=spiderweb)
    before = version.content_hash
    change(spiderweb, reword("KN1", "teacher", "Something else."))
    Dimension.objects.filter(key="knowing").update(title="Other")
    version.refresh_from_db()
    assert content_hash(version.document) == before
    assert version.source_text.items["KN1"].wordings["teacher"].startswith("I find out what learners already know")


def test_a_draft_is_not_released(library, spiderweb):
    draft = spiderweb.get_latest_revision_as_object()
    reword("KN1", "teacher", "A draft.")(draft)
    draft.save_revision()
    text = release_instrument(instrument=draft).source_text
    assert text.items["KN1"].wordings["teacher"].startswith("I find out what learners already know")


def test_what_was_never_published_is_not_released(library, spiderweb):
    spiderweb.refresh_from_db()
    spiderweb.unpublish()
    with pytest.raises(NotReadyError) as refused:
        release_instrument(instrument=spiderweb)
    assert [problem.code for problem in refused.value.problems] == ["not_published"]
    assert InstrumentVersion.objects.count() == 0


def test_releasing_again_changes_nothing(spiderweb):
    first = release_instrument(instrument=spiderweb)
    assert release_instrument(instrument=spiderweb) == first
    assert (InstrumentVersion.objects.count(), VersionText.objects.count()) == (1, 1)


def test_a_slip_mends_the_words_and_keeps_the_number(spiderweb):
    first = release_instrument(instrument=spiderweb)
    change(spiderweb, reword("KN1", "teacher", "I find out what learners know and can do before a new topic."))
    again = release_instrument(instrument=spiderweb, meanings={"KN1": "typo"})
    assert again == first
    assert [(text.language, text.number) for text in first.texts.all()] == [("en", 2), ("en", 1)]
    assert first.texts.first().text.items["KN1"].wordings["teacher"].endswith("before a new topic.")


@pytest.mark.parametrize(("meaning", "changed"), [("same_meaning", []), ("changed", ["KN1"])])
def test_other_words_make_a_new_version_that_says_what_they_mean(spiderweb, meaning, changed):
    release_instrument(instrument=spiderweb)
    change(spiderweb, reword("KN1", "teacher", "I ask learners what they can do."))
    second = release_instrument(instrument=spiderweb, meanings={"KN1": meaning, "unknown": "typo"})
    assert (second.number, second.meanings, second.changed) == (2, {"KN1": meaning}, changed)


@pytest.mark.parametrize(("meaning", "mapping"), [("same_meaning", None), ("changed", {})])
def test_other_words_of_an_answer_are_asked_about(spiderweb, meaning, mapping):
    release_instrument(instrument=spiderweb)

    def say_otherwise(draft):
        steps = list(draft.scale.all())
        steps[0].text = "Never so far."
        draft.scale.set(steps)

    change(spiderweb, say_otherwise)
    with pytest.raises(ValidationError, match="scale"):
        release_instrument(instrument=spiderweb)
    second = release_instrument(instrument=spiderweb, meanings={"(scale)": meaning})
    assert (second.number, second.changed, second.scale_mapping) == (2, [], mapping)


def test_an_unsaid_meaning_is_asked_for_by_its_key(spiderweb):
    release_instrument(instrument=spiderweb)
    change(spiderweb, reword("KN1", "teacher", "I ask learners what they can do."))
    with pytest.raises(ValidationError, match="KN1"):
        release_instrument(instrument=spiderweb, meanings={"KN1": "perhaps"})
    assert InstrumentVersion.objects.count() == 1


def test_a_moved_item_counts_as_changed(spiderweb):
    release_instrument(instrument=spiderweb)

    def move(draft):
        groups = list(draft.groups.all())
        items = list(groups[0].items.all())
        moved = next(item for item in items if item.key == "KN4")
        groups[0].items.set([item for item in items if item is not moved])
        groups[1].items.set([*groups[1].items.all(), moved])
        draft.groups.set(groups)

    change(spiderweb, move)
    second = release_instrument(instrument=spiderweb)
    assert (second.number, second.changed) == (2, ["KN4"])


def test_another_scale_is_not_compared_without_a_mapping(spiderweb):
    release_instrument(instrument=spiderweb)

    def shorten(draft):
        draft.scale.set([step for step in draft.scale.all() if step.key != "5"])
        bands = list(draft.bands.all())
        bands[-1].high = 4
        draft.bands.set(bands)

    change(spiderweb, shorten)
    with pytest.raises(ValidationError, match="9"):
        release_instrument(instrument=spiderweb, scale_mapping={"5": "4", "9": "1"})
    with transaction.atomic():
        assert release_instrument(instrument=spiderweb).scale_mapping == {}
        transaction.set_rollback(True)
    second = release_instrument(instrument=spiderweb, scale_mapping={"5": "4", "4": "4"})
    assert second.scale_mapping == {"5": "4", "4": "4"}


@pytest.mark.parametrize("model", [InstrumentVersion, VersionText])
def test_the_database_refuses_to_change_or_delete_what_is_released(spiderweb, model):
    release_instrument(instrument=spiderweb)
    rows = model.objects.all()
    for attempt in (
        lambda: rows.update(content_hash="0" * 64),
        rows.delete,
        lambda: rows._raw_delete(rows.db),
    ):
        with pytest.raises((IntegrityError, ProtectedError)), transaction.atomic():
            attempt()
    with connection.cursor() as cursor:
        for statement in ("UPDATE {} SET content_hash = ''", "DELETE FROM {}"):
            with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
                cursor.execute(statement.format(model._meta.db_table))
    assert rows.count() == 1


def test_a_released_instrument_stays(spiderweb):
    release_instrument(instrument=spiderweb)
    with pytest.raises(ProtectedError):
        Instrument.objects.get(pk=spiderweb.pk).delete()


def test_key_and_kind_never_change(spiderweb):
    spiderweb.key = "other"
    with pytest.raises(ValidationError) as refused:
        spiderweb.full_clean()
    assert list(refused.value.message_dict) == ["key"]


def translated(instrument, locale):
    """Translate an instrument and its dimensions into a language, and publish that."""
    for thing in (*Dimension.objects.filter(locale=instrument.locale), instrument):
        source, _created = TranslationSource.update_or_create_from_instance(thing)
        translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
        fill(source, locale, "Tekst")
        translation.save_target(publish=True)


def spoken(version):
    return sorted(version.texts.values_list("language", flat=True))


def test_a_language_that_says_what_the_source_said_before_stays_behind(spiderweb):
    dutch = Locale.objects.get(language_code="nl")
    translated(spiderweb, dutch)
    assert spoken(release_instrument(instrument=spiderweb)) == ["en", "nl"]
    change(spiderweb, reword("KN1", "teacher", "I ask learners what they know."))
    # The worker has not come to it yet.
    second = release_instrument(instrument=spiderweb, meanings={"KN1": "changed"})
    assert (second.number, spoken(second)) == (2, ["en"])
    fill(TranslationSource.objects.get(object_id=spiderweb.translation_key), dutch, "Nieuw")
    Translation.objects.get(source__object_id=spiderweb.translation_key).save_target(publish=True)
    release_instrument(instrument=spiderweb)
    assert spoken(second) == ["en", "nl"]


@pytest.fixture
def dutch(spiderweb):
    """Dutch, in which the spiderweb is released as a whole."""
    dutch = Locale.objects.get(language_code="nl")
    translated(spiderweb, dutch)
    release_instrument(instrument=spiderweb)
    return dutch


def newest(version, language):
    return version.texts.filter(language=language).order_by("-number").first()


def catch_up(instrument, locale):
    """Translate what is missing and publish it."""
    fill(TranslationSource.objects.get(object_id=instrument.translation_key), locale, "Nieuw")
    Translation.objects.get(source__object_id=instrument.translation_key).save_target(publish=True)


def test_a_language_keeps_its_words_where_the_meaning_is_the_same(spiderweb, dutch):
    change(spiderweb, reword("KN1", "teacher", "I ask learners what they know."))
    second = release_instrument(instrument=spiderweb, meanings={"KN1": "same_meaning"})
    kept = newest(second, "nl")
    assert (second.number, spoken(second)) == (2, ["en", "nl"])
    assert (kept.kept, kept.text.items["KN1"].wordings) == (["KN1"], {"teacher": "Tekst"})
    # For translators nothing is done yet.
    translation = Translation.objects.get(source__object_id=spiderweb.translation_key)
    assert missing_sentences(translation) == 1
    assert translation.drift.since
    # It is older until they are done, also over a version in between.
    change(spiderweb, reword("KN2", "teacher", "I ask them."))
    third = release_instrument(instrument=spiderweb, meanings={"KN2": "same_meaning"})
    assert (third.number, newest(third, "nl").kept) == (3, ["KN1", "KN2"])
    catch_up(spiderweb, dutch)
    assert release_instrument(instrument=spiderweb) == third
    confirmed = newest(third, "nl")
    assert (confirmed.number, confirmed.kept, confirmed.text.items["KN1"].wordings) == (2, [], {"teacher": "Nieuw"})


def test_a_mended_slip_says_what_a_language_keeps(spiderweb, dutch):
    change(spiderweb, reword("KN1", "teacher", "I find out what learners know and can do before a new topic."))
    version = release_instrument(instrument=spiderweb, meanings={"KN1": "typo"})
    assert (version.number, newest(version, "nl").number, newest(version, "nl").kept) == (1, 2, ["KN1"])
    # Once more changes nothing.
    release_instrument(instrument=spiderweb)
    assert newest(version, "nl").number == 2


def test_one_item_that_means_something_else_leaves_a_language_behind(spiderweb, dutch):
    change(spiderweb, reword("KN1", "teacher", "I ask learners what they know."))
    change(spiderweb, reword("KN2", "teacher", "I ask parents."))
    second = release_instrument(instrument=spiderweb, meanings={"KN1": "typo", "KN2": "changed"})
    assert (second.number, spoken(second)) == (2, ["en"])
