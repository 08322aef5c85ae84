"""Static files under names that say what is in them."""

from typing import ClassVar

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = r"""(?P<matched>import(?P<names>\s*\{[^}]*\})\s*from\s*["'](?P<url>\./[^"']+)["'];)"""


class AcademyStaticStorage(CompressedManifestStaticFilesStorage):
    """Our own scripts import each other by these names, too; those of others are left as they are."""

    patterns: ClassVar = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("academy/*.js", ((_IMPORT, 'import%(names)s from "%(url)s";'),)),
    )
