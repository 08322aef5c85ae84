"""Seals answers that are under way, so that the database alone, or the device alone, cannot open them.

The key is made of the server's secret key and of a half that only the device has. Neither what is sealed nor
how it is sealed holds a moment.
"""

import json
import os
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

HALF_BYTES = 16
_NONCE_BYTES = 12


class BrokenSealError(Exception):
    """It was sealed with another half or other words, or was altered."""


def fresh_half() -> bytes:
    """Return the half of a key that a device is to keep."""
    return os.urandom(HALF_BYTES)


def seal_answers(content: Mapping[str, Any], *, half: bytes, digest: str) -> bytes:
    """Return answers sealed for whoever has this half, under the code with this digest."""
    return _sealed(json.dumps(dict(content), ensure_ascii=False).encode(), half, f"draft/{digest}")


def open_answers(sealed: bytes | memoryview, *, half: bytes, digest: str) -> dict[str, Any]:
    """Return answers that were sealed. Raise `BrokenSealError`."""
    return json.loads(_opened(sealed, half, f"draft/{digest}"))


def wrap_half(half: bytes, *, code: str, phrase: str) -> bytes:
    """Return a device's half, sealed with the code and two words, for going on at another device."""
    return _sealed(half, phrase.encode(), f"half/{code}")


def unwrap_half(wrapped: bytes | memoryview, *, code: str, phrase: str) -> bytes:
    """Return the half that was wrapped. Raise `BrokenSealError`."""
    return _opened(wrapped, phrase.encode(), f"half/{code}")


def _sealed(content: bytes, half: bytes, bound: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + next(_ciphers(half, bound)).encrypt(nonce, content, bound.encode())


def _opened(stored: bytes | memoryview, half: bytes, bound: str) -> bytes:
    # PostgreSQL gives what it stores as a view of memory.
    sealed = bytes(stored)
    for cipher in _ciphers(half, bound):
        try:
            return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound.encode())
        except (InvalidTag, ValueError):
            continue
    raise BrokenSealError


def _ciphers(half: bytes, bound: str) -> Iterator[AESGCM]:
    """Yield the ciphers of the secret key and of those that are being replaced."""
    derive = partial(HKDF, algorithm=SHA256(), length=32, salt=half)
    for secret in map(str, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)):
        yield AESGCM(derive(info=f"survey/{bound}".encode()).derive(secret.encode()))
