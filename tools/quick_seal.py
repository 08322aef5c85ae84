"""A quick web without an account lives in its address alone: encrypted, authenticated, and for thirty days.

Nothing of it is kept here, so nobody finds it who does not have the address.
"""

import base64
import binascii
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

LASTS = timedelta(days=30)
NAME_BYTES = 16
# The first byte says how the rest is written. A later form gets the next number, and this one is still read.
_FORM = 1
_NONCE_BYTES = 12
_HEAD = struct.Struct(f">{NAME_BYTES}sHI")
_LONGEST = 400


class BrokenSealError(Exception):
    """It was not sealed here for this instrument, was altered, or is too old. Which of these is not told."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What an address holds: the number of the version, each answer by its place, and when the last one was given.

    `name` is random and stays the same from the first answer to the last. An answer is its place among the
    choices of its question, counted from one; zero is none.
    """

    name: bytes
    version: int
    at: datetime
    places: bytes

    @property
    def expires(self) -> datetime:
        """Return until when it can be opened."""
        return self.at + LASTS


def seal(content: Sealed, instrument: str) -> str:
    """Return letters, digits, dashes and underscores that only this academy can read, for this instrument."""
    head = _HEAD.pack(content.name, content.version, int(content.at.timestamp()))
    nonce = os.urandom(_NONCE_BYTES)
    sealed = next(_ciphers()).encrypt(nonce, head + content.places, _bound_to(instrument))
    return base64.urlsafe_b64encode(bytes([_FORM]) + nonce + sealed).rstrip(b"=").decode()


def unseal(text: str, instrument: str, now: datetime) -> Sealed:
    """Return what was sealed, also under a secret key that is being replaced. Raise `BrokenSealError`."""
    raw = _bytes_of(text)
    plain = _decrypted(raw[1 : 1 + _NONCE_BYTES], raw[1 + _NONCE_BYTES :], _bound_to(instrument))
    if raw[0] != _FORM or len(plain) < _HEAD.size:
        raise BrokenSealError
    name, version, seconds = _HEAD.unpack_from(plain)
    content = Sealed(name, version, datetime.fromtimestamp(seconds, tz=UTC), plain[_HEAD.size :])
    if content.expires <= now:
        raise BrokenSealError
    return content


def _bytes_of(text: str) -> bytes:
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as fault:
        raise BrokenSealError from fault
    # The last letter has bits to spare: only one way to write it is ours.
    if len(text) > _LONGEST or not raw or base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise BrokenSealError
    return raw


def _decrypted(nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    for cipher in _ciphers():
        try:
            return cipher.decrypt(nonce, sealed, bound)
        except (InvalidTag, ValueError):
            continue
    raise BrokenSealError


def _bound_to(instrument: str) -> bytes:
    return bytes([_FORM]) + instrument.encode()


def _ciphers() -> Iterator[AESGCM]:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield AESGCM(_derived(secret))


@lru_cache(maxsize=16)
def _derived(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=b"academy", info=b"quick-web").derive(secret.encode())
