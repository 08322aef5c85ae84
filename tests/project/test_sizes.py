"""Modules and functions stay small enough to be read at one sitting."""

import ast

from tests.project import tree

MODULE_LINES = 350
FUNCTION_LINES = 40
SOURCES = [path for path in tree.of(".py") if "migrations" not in path.parts]


def test_modules():
    sizes = {tree.name(path): len(path.read_text().splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in sizes.items() if lines > MODULE_LINES} == {}


def test_functions():
    long = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long[f"{tree.name(path)}: {node.name}"] = lines
    assert long == {}


def test_no_drawers():
    assert [tree.name(path) for path in SOURCES if path.stem in ("utils", "helpers", "misc", "common")] == []
