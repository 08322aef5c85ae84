"""What somebody wanted to do before they had an account, done as soon as they are signed in.

The address one is led to after signing in may carry `?do=<name>`. Apps say what a name does with the
hook `construct_wanted_actions(actions)`: name -> function(person, path) that does it and returns a
message, or nothing when there is nothing to do at that path. It happens while the form of signing in or
up is answered, whichever way one signs in; opening such an address changes nothing.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.contrib import messages
from django.http import Http404
from wagtail import hooks

from academy_site.foundation.page_cache import personal

PARAMETER = "do"
Action = Callable[[Any, str], Any]


def carry_out(request, person: Any, address: str | None) -> str | None:
    """Do what this address asks for, and return it without the question. An address without one stays as it is."""
    parts = urlsplit(address or "")
    question = parse_qsl(parts.query, keep_blank_values=True)
    wanted = dict(question).get(PARAMETER)
    if wanted is None:
        return address
    action = _actions().get(wanted)
    if action is not None:
        _do(request, person, action, parts.path)
    rest = urlencode([(name, value) for name, value in question if name != PARAMETER])
    return urlunsplit(parts._replace(query=rest))


def _do(request, person: Any, action: Action, path: str) -> None:
    personal(request)
    try:
        message = action(person, path)
    except Http404:  # the page went meanwhile, or is not for this person: the next page says so
        return
    if message:
        messages.success(request, message)


def _actions() -> dict[str, Action]:
    actions: dict[str, Action] = {}
    for contribute in hooks.get_hooks("construct_wanted_actions"):
        contribute(actions)
    return actions
