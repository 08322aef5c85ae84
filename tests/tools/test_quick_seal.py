"""What an address of a quick web holds is opened by this academy alone, and not for ever."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tools.domain import quick_web
from tools.domain.asking import WHO_LEVELS, steps
from tools.domain.scoring import QUICK
from tools.quick_seal import NAME_BYTES, BrokenSealError, Sealed, seal, unseal
from tools.selectors.released import in_words

CONTENT = Sealed(b"n" * NAME_BYTES, 1, datetime(2026, 3, 3, 9, tzinfo=UTC), bytes([1, 2, 3, 4, 5, 6, 0, 1]))


def test_a_seal_is_opened_again_and_never_looks_the_same():
    one, two = seal(CONTENT, "spiderweb"), seal(CONTENT, "spiderweb")
    assert unseal(one, "spiderweb", CONTENT.at) == CONTENT == unseal(two, "spiderweb", CONTENT.at)
    assert one != two
    assert len(one) == len(two) <= 80
    assert re.fullmatch(r"[\w-]+", one)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1],
        lambda text: text + "A",
        lambda text: text + "=",
        lambda text: "B" + text[1:],
        lambda text: text[:-1] + chr(ord(text[-1]) ^ 1),
        lambda text: text[:40] + ("A" if text[40] != "A" else "B") + text[41:],
        lambda text: "",
        lambda text: "x" * 100_000,
        lambda text: "ÄÖ" * 20,
    ],
)
def test_an_altered_seal_is_not_opened(spoil):
    with pytest.raises(BrokenSealError):
        unseal(spoil(seal(CONTENT, "spiderweb")), "spiderweb", CONTENT.at)


def test_every_letter_counts():
    good = seal(CONTENT, "spiderweb")
    for place, letter in enumerate(good):
        other = good[:place] + ("B" if letter == "A" else "A") + good[place + 1 :]
        with pytest.raises(BrokenSealError):
            unseal(other, "spiderweb", CONTENT.at)


def test_a_seal_is_for_one_instrument_and_thirty_days():
    good = seal(CONTENT, "spiderweb")
    with pytest.raises(BrokenSealError):
        unseal(good, "other", CONTENT.at)
    assert unseal(good, "spiderweb", CONTENT.at + timedelta(days=29, hours=23)) == CONTENT
    with pytest.raises(BrokenSealError):
        unseal(good, "spiderweb", CONTENT.at + timedelta(days=30))


def test_a_secret_key_that_is_being_replaced_still_opens(settings):
    good = seal(CONTENT, "spiderweb")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the next one", [settings.SECRET_KEY]
    assert unseal(good, "spiderweb", CONTENT.at) == CONTENT
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(BrokenSealError):
        unseal(good, "spiderweb", CONTENT.at)


def test_answers_are_written_by_their_places(version):
    released = in_words(version)
    asked = steps(released.structure, released.text, audience=WHO_LEVELS, mode=QUICK)
    answers = {"knowing-level": "3", "ownership-level": "na", "together-level": "5"}
    assert quick_web.written(asked, answers) == bytes([3, 6, 0, 0, 0, 0, 0, 5])
    assert quick_web.read(asked, bytes([3, 6, 0, 0, 0, 0, 0, 5])) == answers
    for places in (bytes(7), bytes(9), bytes([7, 0, 0, 0, 0, 0, 0, 0])):
        with pytest.raises(ValueError, match=r"answers as questions|no choice has"):
            quick_web.read(asked, places)
