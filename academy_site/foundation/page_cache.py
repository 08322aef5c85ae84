"""Whole public pages, kept in the memory of each process until public content changes.

Only answers that a view marks with `public(response)` are kept, and only for visitors without a
session. Nothing in them depends on who looks.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from academy_site.foundation import stamp
from academy_site.foundation.shelf import Shelf

_LONGEST_KEY = 500
_NO_GZIP = re.compile(r"gzip\s*;\s*q=0(?:\.0*)?\s*(?:,|$)")
_KEPT_HEADERS = ("Content-Type", "Content-Language", "Link")


def public(response: HttpResponse) -> HttpResponse:
    """Mark an answer as the same for every visitor of this address."""
    response.academy_public = True  # type: ignore[attr-defined]
    return response


def personal(request: HttpRequest) -> None:
    """Say that the answer to this request shows what is only for the person who asks: nobody keeps it."""
    request.academy_personal = True  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished answer in both encodings."""

    headers: tuple[tuple[str, str], ...]
    plain: bytes
    zipped: bytes
    etag: str

    @property
    def size(self) -> int:
        """Bytes it takes, roughly."""
        return len(self.plain) + len(self.zipped) + 1000


class PageCacheMiddleware:
    """Answers from the shelf, fills it, and fixes the content stamp for the whole request."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.shelf: Shelf[Kept] = Shelf(settings.ACADEMY_PAGE_CACHE_BYTES)

    def __call__(self, request):
        """Answer from the shelf, or let the view answer and keep that."""
        with stamp.fixed_for_request():
            key = self._key(request)
            if key is None:
                return self._not_shared(request, self.get_response(request))
            now = stamp.current()
            kept = self.shelf.get(key, now)
            if kept is None:
                response = self.get_response(request)
                if not self._may_keep(response):
                    return self._not_shared(request, response)
                kept = self._finish(response)
                # A slow answer must not empty the shelf that others fill under a newer stamp.
                if stamp.may_keep(now):
                    self.shelf.put(key, now, kept)
            return self._answer(request, kept)

    @staticmethod
    def _key(request) -> str | None:
        if request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return None
        try:
            host = request.get_host()
        except DisallowedHost:
            # Refused further in, where the language of the address is known.
            return None
        key = f"{request.scheme}://{host}{request.get_full_path()}"
        return key if len(key) <= _LONGEST_KEY and settings.ACADEMY_PAGE_CACHE_BYTES else None

    @staticmethod
    def _may_keep(response) -> bool:
        return (
            getattr(response, "academy_public", False)
            and response.status_code == 200
            and not response.streaming
            and not response.cookies
            # A token of a visitor who has the cookie already sets none; it is theirs all the same.
            and b"csrfmiddlewaretoken" not in response.content
        )

    @staticmethod
    def _not_shared(request, response):
        """Keep what is not for everybody out of other caches, and out of the Back button of a shared tablet."""
        if not response.has_header("Cache-Control"):
            if getattr(request, "academy_personal", False):
                response["Cache-Control"] = "private, no-store"
            elif getattr(response, "academy_public", False):
                response["Cache-Control"] = "private, no-cache"
            elif settings.SESSION_COOKIE_NAME in request.COOKIES or "/account/" in request.path:
                response["Cache-Control"] = "private, no-store"
        return response

    @staticmethod
    def _finish(response) -> Kept:
        plain = response.content
        headers = [(name, response[name]) for name in _KEPT_HEADERS if response.has_header(name)]
        headers += [
            (name, value)
            for name, value in response.items()
            if name.startswith(("Content-Security-Policy", "X-", "Referrer-", "Cross-Origin-"))
        ]
        return Kept(
            headers=tuple(headers),
            plain=plain,
            zipped=gzip.compress(plain, 6, mtime=0),
            etag=f'W/"{hashlib.blake2b(plain, digest_size=12).hexdigest()}"',
        )

    @staticmethod
    def _answer(request, kept: Kept) -> HttpResponse:
        if kept.etag[2:] in request.headers.get("If-None-Match", ""):
            response: HttpResponse = HttpResponseNotModified()
        else:
            accepted = request.headers.get("Accept-Encoding", "")
            zipped = "gzip" in accepted and not _NO_GZIP.search(accepted)
            body = kept.zipped if zipped else kept.plain
            response = HttpResponse(b"" if request.method == "HEAD" else body)
            response["Content-Length"] = str(len(body))
            if zipped:
                response["Content-Encoding"] = "gzip"
            for name, value in kept.headers:
                response[name] = value
        response["ETag"] = kept.etag
        response["Vary"] = "Accept-Encoding, Cookie"
        response["Cache-Control"] = "private, no-cache"
        return response
