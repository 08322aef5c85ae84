"""Settings say a thing once, and bind no more than the academy's own host unless somebody decides so."""

import ast
import runpy

import pytest

from scripts.check import PRODUCTION
from tests.project import tree


def test_nothing_is_set_twice():
    twice = {}
    for path in (tree.ROOT / "academy_site" / "settings").glob("*.py"):
        lines = ast.parse(path.read_text()).body
        names = [
            target.id
            for line in lines
            if isinstance(line, ast.Assign)
            for target in line.targets
            if isinstance(target, ast.Name)
        ]
        twice[path.name] = sorted({name for name in names if names.count(name) > 1})
    assert {name: again for name, again in twice.items() if again} == {}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [({}, (False, False)), ({"ACADEMY_HSTS_SUBDOMAINS": "on", "ACADEMY_HSTS_PRELOAD": "on"}, (True, True))],
)
def test_other_hosts_of_the_domain_are_bound_by_choice(monkeypatch, chosen, expected):
    for name, value in {**PRODUCTION, **chosen}.items():
        monkeypatch.setenv(name, value)
    settings = runpy.run_module("academy_site.settings.production")
    assert (settings["SECURE_HSTS_INCLUDE_SUBDOMAINS"], settings["SECURE_HSTS_PRELOAD"]) == expected
    assert settings["SECURE_HSTS_SECONDS"] > 0
