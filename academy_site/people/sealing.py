"""Sealing what is kept for one person, so that it can't be read or moved in the database."""

import base64
import hashlib
import hmac
import zlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class BrokenSealError(Exception):
    """It was not sealed for this owner and purpose, or the secret key was lost."""


@lru_cache(maxsize=256)
def _derived(secret: str, purpose: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=b"academy", info=purpose.encode())
    return kdf.derive(secret.encode())


def _fernet(purpose: str) -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(secret, purpose))) for secret in secrets])


def seal(content: bytes, *, purpose: str, owner: int | str) -> bytes:
    """Return the content sealed under a key of its own for this purpose and owner."""
    return _fernet(f"{purpose}/{owner}").encrypt(zlib.compress(content))


def unseal(sealed: bytes, *, purpose: str, owner: int | str) -> bytes:
    """Return what was sealed, also under a secret key that is being replaced. Raises `BrokenSealError`."""
    try:
        return zlib.decompress(_fernet(f"{purpose}/{owner}").decrypt(bytes(sealed)))
    except (InvalidToken, zlib.error) as fault:
        raise BrokenSealError(purpose) from fault


def fingerprint(content: bytes, *, purpose: str, owner: int | str) -> str:
    """Return what tells equal contents without telling what they are."""
    key = _derived(settings.SECRET_KEY, f"fingerprint/{purpose}/{owner}")
    return hmac.new(key, content, hashlib.sha256).hexdigest()
