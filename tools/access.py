"""Whose webs a person may open: their own. Everything else is 404, whoever asks."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404

from tools.domain.instrument import SPIDERWEB
from tools.models import InstrumentVersion, Response, ResponseDraft
from tools.selectors.released import newest_released

logger = logging.getLogger(__name__)


@contextmanager
def refused_to(request: Any) -> Iterator[None]:
    """Note who posts to what is not theirs; they get the 404 all the same."""
    try:
        yield
    except Http404:
        if request.method == "POST":
            note_refusal(request)
        raise


def note_refusal(request: Any) -> None:
    """Write into the log who was refused what."""
    logger.warning("Refused to person %s: %s", request.user.pk, request.path)


def refusals_noted(view: Callable[..., Any]) -> Callable[..., Any]:
    """Note for a whole view who posts to what is not theirs."""

    @wraps(view)
    def answered(request: Any, *args: Any, **more: Any) -> Any:
        with refused_to(request):
            return view(request, *args, **more)

    return answered


def released_web(key: str) -> InstrumentVersion:
    """Return the newest version of the spiderweb with this key; 404 when it was never released. One query."""
    version = newest_released(key, SPIDERWEB)
    if version is None:
        raise Http404
    return version


def access_response(person: Any, key: UUID) -> Response:
    """Return a web of this person; anybody else's is 404. One query."""
    found = Response.objects.filter(person=person, key=key).select_related("version__instrument", "text")
    return _there(found.first())


def access_draft(person: Any, key: UUID) -> ResponseDraft:
    """Return a web that this person has under way; anybody else's is 404. One query."""
    found = ResponseDraft.objects.filter(person=person, key=key).select_related("version__instrument")
    return _there(found.first())


def access_answering(person: Any, key: UUID) -> ResponseDraft | Response:
    """Return a web that this person has under way, or the one it became when it was handed in; else 404."""
    draft = ResponseDraft.objects.filter(person=person, key=key).select_related("version__instrument").first()
    return draft if draft is not None else access_response(person, key)


def _there(found):
    if found is None:
        raise Http404
    return found
