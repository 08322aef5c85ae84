"""Pages of the libraries that were written out here, to say something in their middle."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("library", "template", "digest"),
    [
        ("wagtail.admin", "wagtailadmin/pages/confirm_delete.html", "77c1be2760338bcf"),
        ("wagtail.admin", "wagtailadmin/pages/confirm_move.html", "0d2455abb426645d"),
        ("wagtail_localize", "wagtail_localize/admin/edit_translation.html", "52b849c00b09876c"),
    ],
)
def test_the_library_still_shows_what_ours_was_written_after(library, template, digest):
    """When this fails, read what changed there, carry it over to ours, then renew the digest."""
    text = (Path(find_spec(library).origin).parent / "templates" / template).read_bytes()
    assert hashlib.sha256(text).hexdigest()[:16] == digest
