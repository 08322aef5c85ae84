"""Identities that stay the same in every database: a reload or a copy keeps progress and notes."""

import uuid

NAMESPACE = uuid.UUID("6a1d6f0e-4d0b-5b6e-9a53-0d1f3c1b7f11")


def stable_uuid(*parts: object) -> uuid.UUID:
    """Return the identity of what these parts name, for instance `("page", "unit/M0-see")`."""
    return uuid.uuid5(NAMESPACE, "/".join(str(part) for part in parts))


def page_uuid(key: str) -> uuid.UUID:
    """Return the translation key of a starter page."""
    return stable_uuid("page", key)


def snippet_uuid(kind: str, key: str) -> uuid.UUID:
    """Return the translation key of a word of the vocabulary, for instance of kind `dimension`."""
    return stable_uuid(kind, key)


def block_uuid(page_key: str, field: str, position: object, block_type: str) -> str:
    """Return the id of a block: the same while it stays at its place with its type."""
    return str(stable_uuid("block", page_key, field, position, block_type))
