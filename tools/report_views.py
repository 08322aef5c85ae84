"""Files made from the webs of the teacher who is signed in. Everybody else's are 404."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tools.access import access_response
from tools.exports import as_csv, as_json, as_svg
from tools.one_web import OneWeb, one_web


@never_cache
@login_required
@require_safe
def web_svg(request, key: UUID) -> HttpResponse:
    """Give a web as a picture that stands alone."""
    web = one_web(access_response(request.user, key))
    return as_file(as_svg(web), f"{_name(web)}.svg", "image/svg+xml; charset=utf-8")


@never_cache
@login_required
@require_safe
def web_csv(request, key: UUID) -> HttpResponse:
    """Give a web as a table for spreadsheets."""
    web = one_web(access_response(request.user, key))
    return as_file(as_csv(web), f"{_name(web)}.csv", "text/csv; charset=utf-8")


@never_cache
@login_required
@require_safe
def web_json(request, key: UUID) -> HttpResponse:
    """Give a web as a document for programs."""
    web = one_web(access_response(request.user, key))
    return as_file(as_json(web), f"{_name(web)}.json", "application/json; charset=utf-8")


def _name(web: OneWeb) -> str:
    return f"web-{web.response.on:%Y-%m-%d}"


def as_file(content: str | bytes, name: str, kind: str) -> HttpResponse:
    """Return a file that the browser saves, and that nothing on the way keeps."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
