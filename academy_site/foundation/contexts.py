"""Registry of context functions: what a page shows beyond its own fields."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

ContextFunction = Callable[[Any, Any], dict[str, Any]]

_functions: dict[type, list[ContextFunction]] = defaultdict(list)


def page_context(*page_types: type) -> Callable[[ContextFunction], ContextFunction]:
    """Register `function(page, request) -> dict` for page types and their subclasses."""

    def register(function: ContextFunction) -> ContextFunction:
        for page_type in page_types:
            if function not in _functions[page_type]:
                _functions[page_type].append(function)
        return function

    return register


def context_for(page: Any, request: Any) -> dict[str, Any]:
    """Return what all registered functions add for this page, general types first."""
    context: dict[str, Any] = {}
    for page_type in reversed(type(page).__mro__):
        for function in _functions.get(page_type, ()):
            context.update(function(page, request))
    return context
