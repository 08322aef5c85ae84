"""A domain is plain Python: it asks nobody for the time, for luck or for a translation."""

import ast

from tests.project import tree

ASKING = {"now", "today", "utcnow", "time", "gettext", "gettext_lazy", "ngettext", "open", "print", "input"}
DOMAINS = [path for path in tree.of(".py", apps_only=True) if "domain" in path.parts[:-1]]


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_domains_ask_nobody():
    found = [
        f"{tree.name(path)}:{node.lineno} {_called(node)}()"
        for path in DOMAINS
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and _called(node) in ASKING
    ]
    assert found == []


def test_domains_are_there():
    assert DOMAINS != []
