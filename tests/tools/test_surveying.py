"""Sending answers: counted once, all of it or nothing, by whoever has a code of this wave."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now

from tests.tools.surveys import opened_wave, prepared_wave, random_sheet
from tools.domain import tallying
from tools.models import (
    ClassSession,
    IssuedCode,
    LanguageTally,
    OpenAnswer,
    OpenBox,
    SurveyDraft,
    Tally,
    UnspentCode,
    Wave,
)
from tools.selectors.released import structure_in
from tools.services.coding import NoPlaceError, issue_silently, issue_slips, revoke_slips
from tools.services.surveying import (
    BOX_HOLDS,
    NotOpenError,
    SentAlreadyError,
    Sheet,
    UnknownCodeError,
    send_sheet,
)
from tools.services.waves import cancel_wave, close_due, close_wave, open_wave


@pytest.fixture
def wave(school, survey_version):
    """A wave that takes answers."""
    return opened_wave(school, survey_version)


def counted(wave, role):
    return Tally.objects.get(wave=wave, role=role).document


def slips(wave, role, count):
    return issue_slips(wave=wave, role=role, count=count, today=now().date())[1]


def test_a_sheet_is_added_and_its_code_is_spent(wave):
    [code] = slips(wave, "parent", 1)
    sheet = random_sheet(wave, "parent", 1, words="Keep the choir.", language="pl")
    send_sheet(wave=wave, code=code, sheet=sheet)
    wanted = tallying.add(
        tallying.empty(), structure_in(wave.version), "parent", "full", sheet.answers, sorted(sheet.words)
    )
    assert counted(wave, "parent") == wanted
    assert counted(wave, "teacher") == tallying.empty()
    assert LanguageTally.objects.get(wave=wave).document == {"pl": 1}
    assert [box.texts for box in OpenBox.objects.order_by("question")] == [
        ["Keep the choir. O1"],
        ["Keep the choir. O2"],
    ]
    assert (IssuedCode.objects.count(), UnspentCode.objects.count()) == (1, 0)


def test_a_used_code_is_told_from_a_wrong_one(wave, school, survey_version):
    [code] = slips(wave, "parent", 1)
    sheet = random_sheet(wave, "parent", 1)
    send_sheet(wave=wave, code=code, sheet=sheet)
    for _again in range(2):
        with pytest.raises(SentAlreadyError):
            send_sheet(wave=wave, code=code, sheet=sheet)
    with pytest.raises(UnknownCodeError):
        send_sheet(wave=wave, code="ABCD0000", sheet=sheet)
    other = opened_wave(school, survey_version)
    [elsewhere] = slips(other, "parent", 1)
    with pytest.raises(UnknownCodeError):
        send_sheet(wave=wave, code=elsewhere, sheet=sheet)
    assert counted(wave, "parent")["n"] == 1
    assert counted(other, "parent")["n"] == 0


@pytest.mark.parametrize("when", ["not_opened", "too_early", "too_late", "closed", "cancelled"])
def test_nothing_is_taken_before_and_after(school, survey_version, when):
    wave = opened_wave(school, survey_version)
    [code] = slips(wave, "student", 1)
    moment = now()
    if when == "not_opened":
        Wave.objects.filter(pk=wave.pk).update(opened_at=None)
    elif when == "too_early":
        Wave.objects.filter(pk=wave.pk).update(opens_at=moment + timedelta(hours=1))
    elif when == "too_late":
        Wave.objects.filter(pk=wave.pk).update(closes_at=moment)
    elif when == "closed":
        close_wave(wave=wave)
    else:
        cancel_wave(wave=wave)
    before = list(Tally.objects.order_by("role").values_list("role", "document"))
    with pytest.raises((NotOpenError, SentAlreadyError, LanguageTally.DoesNotExist)):
        send_sheet(wave=wave, code=code, sheet=random_sheet(wave, "student", 1))
    assert list(Tally.objects.order_by("role").values_list("role", "document")) == before


def test_a_code_that_could_not_be_counted_is_not_spent(wave, monkeypatch):
    [code] = slips(wave, "student", 1)
    Tally.objects.filter(wave=wave, role="student").delete()
    with pytest.raises(Tally.DoesNotExist):
        send_sheet(wave=wave, code=code, sheet=random_sheet(wave, "student", 1))
    assert UnspentCode.objects.filter(wave=wave).count() == 1
    assert LanguageTally.objects.get(wave=wave).document == {}


def test_opening_twice_makes_one_of_each(school, survey_version):
    wave = prepared_wave(school, survey_version)
    for _again in range(2):
        open_wave(wave=wave)
    assert Tally.objects.filter(wave=wave).count() == 5
    assert wave.links.count() == 2


def test_a_pile_of_slips_is_taken_back_but_for_those_used(wave):
    batch, codes = issue_slips(wave=wave, role="teacher", count=30, today=now().date())
    assert len(set(codes)) == 30
    send_sheet(wave=wave, code=codes[0], sheet=random_sheet(wave, "teacher", 1))
    assert revoke_slips(batch=batch) == 29
    with pytest.raises(SentAlreadyError):
        send_sheet(wave=wave, code=codes[0], sheet=random_sheet(wave, "teacher", 1))
    with pytest.raises(UnknownCodeError):
        send_sheet(wave=wave, code=codes[1], sheet=random_sheet(wave, "teacher", 2))
    assert counted(wave, "teacher")["n"] == 1


def test_the_rows_of_a_pile_stand_in_no_order_of_the_slips(wave):
    _batch, codes = issue_slips(wave=wave, role="student", count=50, today=now().date())
    stored = list(UnspentCode.objects.values_list("digest", flat=True).order_by())
    assert sorted(stored) == stored
    assert len(codes) == 50


def test_a_lesson_has_as_many_places_as_it_says(wave):
    lesson = ClassSession.objects.create(wave=wave, code="ABC123", closes_at=now() + timedelta(hours=1), places=2)
    codes = [issue_silently(wave=wave, role="student", session=lesson) for _ in range(2)]
    with pytest.raises(NoPlaceError):
        issue_silently(wave=wave, role="student", session=lesson)
    send_sheet(wave=wave, code=codes[0], sheet=random_sheet(wave, "student", 1))
    lesson.refresh_from_db()
    assert (lesson.taken, UnspentCode.objects.filter(session=lesson).count()) == (2, 1)


def test_closing_mixes_words_and_forgets_ways_in(wave):
    codes = slips(wave, "student", 12) + slips(wave, "teacher", 1)
    for place, code in enumerate(codes[:11]):
        send_sheet(wave=wave, code=code, sheet=random_sheet(wave, "student", place, words=f"Text {place:02}"))
    send_sheet(wave=wave, code=codes[12], sheet=random_sheet(wave, "teacher", 1, words="Alone"))
    wave = close_wave(wave=wave)
    assert close_wave(wave=wave).closed_at == wave.closed_at
    assert (UnspentCode.objects.count(), SurveyDraft.objects.count(), OpenBox.objects.count()) == (0, 0, 0)
    kept = OpenAnswer.objects.filter(wave=wave)
    # One teacher's words are those of a group of one: they are not kept at all.
    assert set(kept.values_list("role", flat=True)) == {"student"}
    assert sorted(kept.filter(question="O1").values_list("text", flat=True)) == [
        f"Text {place:02} O1" for place in range(11)
    ]


def test_waves_that_are_over_are_closed_once(wave):
    Wave.objects.filter(pk=wave.pk).update(closes_at=now())
    assert (close_due(), close_due()) == (1, 0)
    wave.refresh_from_db()
    assert wave.closed_at == wave.closes_at


def test_cancelling_deletes_what_was_counted(wave):
    [code] = slips(wave, "student", 1)
    send_sheet(wave=wave, code=code, sheet=random_sheet(wave, "student", 1, words="Gone"))
    for _again in range(2):
        cancel_wave(wave=wave)
    assert [model.objects.count() for model in (Tally, LanguageTally, OpenBox, UnspentCode)] == [0, 0, 0, 0]


def test_boxes_of_own_words_are_never_fresh(wave):
    codes = slips(wave, "student", 3 * BOX_HOLDS)
    for place, code in enumerate(codes):
        send_sheet(wave=wave, code=code, sheet=Sheet({"V1": "3"}, {"O1": f"Text {place}"}, "en"))
    sizes = [len(box.texts) for box in OpenBox.objects.filter(question="O1")]
    assert sum(sizes) == 3 * BOX_HOLDS
    assert min(sizes) >= BOX_HOLDS // 2
    assert max(sizes) <= BOX_HOLDS


def test_one_code_sent_from_many_devices_at_once_counts_once(transactional_db, school, survey_version):
    wave = opened_wave(school, survey_version)
    [code] = slips(wave, "student", 1)
    sheet = random_sheet(wave, "student", 1)

    def send(_device):
        try:
            send_sheet(wave=wave, code=code, sheet=sheet)
        except SentAlreadyError:
            return "already"
        else:
            return "sent"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as devices:
        said = list(devices.map(send, range(8)))
    assert sorted(said) == ["already"] * 7 + ["sent"]
    assert counted(wave, "student")["n"] == 1


def test_queries_do_not_grow_with_answers(wave, django_assert_num_queries):
    codes = slips(wave, "student", 61)
    for place, code in enumerate(codes[:60]):
        send_sheet(wave=wave, code=code, sheet=random_sheet(wave, "student", place, words="Words"))
    with django_assert_num_queries(11):
        send_sheet(wave=wave, code=codes[60], sheet=random_sheet(wave, "student", 60))
