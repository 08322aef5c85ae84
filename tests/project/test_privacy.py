"""What is private in one language is private in all, and every list keeps to that."""

import re

from tests.project import tree

# Wagtail's own filters know only what was set on a page of the same language.
WAGTAILS_OWN = re.compile(r"\.(?:public|private|get_view_restrictions)\(\)")


def test_lists_ask_the_foundation_what_is_public():
    found = [
        f"{tree.name(path)}: {match[0]} (use selectors.listed or selectors.is_public)"
        for path in tree.of(".py", apps_only=True)
        for match in WAGTAILS_OWN.finditer(path.read_text())
    ]
    assert found == []
