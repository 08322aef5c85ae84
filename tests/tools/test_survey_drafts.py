"""A survey under way opens on its own device, or with the code and two words, and nowhere else."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from tests.tools.surveys import opened_wave, random_sheet
from tools.models import SurveyDraft, UnspentCode
from tools.services.coding import issue_silently
from tools.services.survey_drafts import (
    MOST_TRIES,
    WrongWordsError,
    begin,
    forget_old,
    resume,
    save,
    under_way,
)
from tools.services.surveying import SentAlreadyError, UnknownCodeError, send_sheet
from tools.survey_phrases import fresh_phrase, read_phrase, word_list
from tools.survey_seal import BrokenSealError, fresh_half

TODAY = now().date()


@pytest.fixture
def wave(school, survey_version):
    return opened_wave(school, survey_version)


@pytest.fixture
def code(wave):
    return issue_silently(wave=wave, role="parent")


def test_answers_are_kept_as_they_are_chosen(wave, code):
    begun = begin(wave=wave, code=code, language="en", today=TODAY)
    save(wave=wave, code=code, half=begun.half, answers={"V1": "3", "W1": "5"})
    save(wave=wave, code=code, half=begun.half, answers={"V1": "4", "W1": ""}, words={"O1": "The choir"})
    found = under_way(wave=wave, code=code, half=begun.half)
    assert (found.role, found.answers, found.words) == ("parent", {"V1": "4"}, {"O1": "The choir"})


def test_the_code_alone_opens_nothing(wave, code):
    begin(wave=wave, code=code, language="en", today=TODAY)
    with pytest.raises(BrokenSealError):
        under_way(wave=wave, code=code, half=fresh_half())
    with pytest.raises(WrongWordsError):
        resume(wave=wave, code=code, phrase="river lamp")


def test_two_words_open_it_at_another_device(wave, code):
    begun = begin(wave=wave, code=code, language="en", today=TODAY)
    save(wave=wave, code=code, half=begun.half, answers={"V1": "3"})
    half = resume(wave=wave, code=code, phrase=f"  {begun.phrase.upper()} ")
    assert under_way(wave=wave, code=code, half=half).answers == {"V1": "3"}


def test_words_can_be_tried_five_times(wave, code):
    begun = begin(wave=wave, code=code, language="en", today=TODAY)
    for _attempt in range(MOST_TRIES):
        with pytest.raises(WrongWordsError):
            resume(wave=wave, code=code, phrase="not these")
    with pytest.raises(WrongWordsError):
        resume(wave=wave, code=code, phrase=begun.phrase)
    # Its own device still opens it.
    assert under_way(wave=wave, code=code, half=begun.half).answers == {}


def test_a_draft_can_be_begun_anew_and_the_one_before_is_gone(wave, code):
    first = begin(wave=wave, code=code, language="en", today=TODAY)
    save(wave=wave, code=code, half=first.half, answers={"V1": "3"})
    second = begin(wave=wave, code=code, language="en", today=TODAY)
    assert under_way(wave=wave, code=code, half=second.half).answers == {}
    with pytest.raises(BrokenSealError):
        save(wave=wave, code=code, half=first.half, answers={"V1": "1"})


def test_sending_takes_the_draft_away(wave, code):
    begun = begin(wave=wave, code=code, language="en", today=TODAY)
    send_sheet(wave=wave, code=code, sheet=random_sheet(wave, "parent", 1))
    assert SurveyDraft.objects.count() == 0
    with pytest.raises(SentAlreadyError):
        save(wave=wave, code=code, half=begun.half, answers={"V1": "3"})


def test_a_code_of_another_wave_opens_nothing(wave, code, school, survey_version):
    other = opened_wave(school, survey_version)
    with pytest.raises(UnknownCodeError):
        begin(wave=other, code=code, language="en", today=TODAY)


def test_drafts_are_forgotten_after_seven_days_and_their_codes_are_not(wave, code):
    begin(wave=wave, code=code, language="en", today=TODAY)
    assert forget_old(TODAY + timedelta(days=7)) == 0
    assert forget_old(TODAY + timedelta(days=8)) == 1
    assert UnspentCode.objects.count() == 1


@pytest.mark.parametrize("language", ["en", "nl", "fi", "sv", "pl"])
def test_words_are_many_and_different(language):
    words = word_list(language)
    assert len(words) >= 250
    assert len({read_phrase(word) for word in words}) == len(words)
    first, second = fresh_phrase(language).split()
    assert {first, second} <= set(words)


def test_words_are_compared_as_people_write_them():
    assert read_phrase("  Łódka,  Gęś ") == read_phrase("lodka ges") == "lodka ges"
