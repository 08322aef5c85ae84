"""Secrets that open something: made at random, given out once, kept as a keyed hash only."""

import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

# 128 bits.
_BYTES = 16


def fresh_secret() -> str:
    """Return a secret that fits into an address."""
    return secrets.token_urlsafe(_BYTES)


def keyed_hash(secret: str, purpose: str, *, key: str | bytes | None = None) -> str:
    """Return the hash that is kept of a secret, 64 hexadecimal digits."""
    return salted_hmac(f"academy.{purpose}", secret, secret=key, algorithm="sha256").hexdigest()


def known_hashes(secret: str, purpose: str) -> list[str]:
    """Return every hash that may be kept of a secret: also under a secret key that is being replaced."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [keyed_hash(secret, purpose, key=key) for key in keys]
