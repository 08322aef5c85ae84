"""What is sealed is read by its owner's key only, also while the secret key is being replaced."""

import pytest
from django.test import override_settings
from hypothesis import given, strategies as st

from academy_site.people.sealing import BrokenSealError, fingerprint, seal, unseal


@given(st.binary(max_size=500))
def test_comes_back_byte_for_byte(content):
    assert unseal(seal(content, purpose="test", owner=1), purpose="test", owner=1) == content


@pytest.mark.parametrize(("purpose", "owner"), [("test", 2), ("other", 1), ("test", 12), ("test/1", "")])
def test_another_owner_or_purpose_gets_nothing(purpose, owner):
    with pytest.raises(BrokenSealError):
        unseal(seal(b"words", purpose="test", owner=1), purpose=purpose, owner=owner)


def test_a_changed_byte_is_noticed():
    sealed = bytearray(seal(b"words", purpose="test", owner=1))
    sealed[30] ^= 1
    with pytest.raises(BrokenSealError):
        unseal(bytes(sealed), purpose="test", owner=1)


def test_a_secret_key_can_be_replaced():
    sealed = seal(b"words", purpose="test", owner=1)
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["only-for-tests"]):
        assert unseal(sealed, purpose="test", owner=1) == b"words"
    with override_settings(SECRET_KEY="new"), pytest.raises(BrokenSealError):
        unseal(sealed, purpose="test", owner=1)


def test_equal_contents_of_two_people_do_not_look_alike():
    one, again, other = (fingerprint(b"words", purpose="test", owner=owner) for owner in (1, 1, 2))
    assert one == again
    assert one != other
