"""The project holds no address of a package index, no path of a machine and no secret."""

import re

from tests.project import tree

FORBIDDEN = {
    "package index": re.compile(
        r"://[\w.@:-]*(?:pypi|pythonhosted|npmjs|artifactory|nexus|devpi)\b|://\S+/simple\b"
        r"|(?:^|\s)--?(?:extra-)?(?:index|find-links)(?:-url)?[= ]\S*/",
        re.MULTILINE,
    ),
    "path of a machine": re.compile(r"(?<![\w.:/-])/(?:work|root|Users|home/[a-z]+)/\w"),
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".html",
    ".css",
    ".js",
    ".yaml",
    ".yml",
    ".po",
    ".svg",
    ".cfg",
    ".ini",
    "",
}
OWN = "tests/project/test_addresses.py"


def test_no_address_path_or_secret():
    found = []
    for path in tree.files():
        if path.suffix not in TEXT or tree.name(path) == OWN:
            continue
        text = path.read_text(errors="ignore")
        found += [
            f"{tree.name(path)}: {kind}: {match.group(0).strip()[:60]}"
            for kind, pattern in FORBIDDEN.items()
            for match in pattern.finditer(text)
        ]
    assert found == []
