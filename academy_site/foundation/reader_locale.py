"""The reader's language, from the address or the browser."""

from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_path


class ReaderLocaleMiddleware(LocaleMiddleware):
    """Leads `/curriculum/` to `/nl/curriculum/`, but leaves a 404 that a view has given as it is.

    Without this a missing page of the admin would be looked for below `/nl/admin/`.
    """

    def process_response(self, request, response):
        """Redirect only where no address matched."""
        if response.status_code != 404 or request.resolver_match is None:
            return super().process_response(request, response)
        if not get_language_from_path(request.path_info):
            patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", get_language())
        return response
