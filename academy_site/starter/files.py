"""Reads the starter files. What they become is the business of the loaders."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parent / "content"


@cache
def read(name: str) -> dict[str, Any]:
    """Return one starter file, for instance `curriculum` or `units/M0`, as plain data."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (CONTENT / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are safe


def pages(name: str) -> dict[str, dict[str, Any]]:
    """Return the written-out pages of one file under `pages/`, by key."""
    return {page["key"]: page for page in read(f"pages/{name}")["pages"]}


def units(module_key: str) -> list[dict[str, Any]]:
    """Return the written-out units of one module, in order."""
    return read(f"units/{module_key}")["units"]
