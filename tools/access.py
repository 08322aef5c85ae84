"""Whose webs a person may open: their own. Everything else is 404, whoever asks."""

from typing import Any
from uuid import UUID

from django.http import Http404

from tools.domain.instrument import SPIDERWEB
from tools.models import InstrumentVersion, Response, ResponseDraft
from tools.selectors.released import newest_released


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


def _there(found):
    if found is None:
        raise Http404
    return found
