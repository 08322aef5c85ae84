"""Answers public addresses: finds the page in one query, in the reader's language or the source."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction
from wagtail.views import serve_chain

from academy_site.foundation import languages
from academy_site.foundation.page_cache import public
from academy_site.foundation.selectors import index_is_behind, refusing_rule, restricted_paths

# The parameter with words that are looked up in the index.
_WORDS = "q"


@csrf_exempt  # it takes no data; so a posted form is told that this is the wrong method, not the wrong token
@require_safe
def serve(request, path: str = "") -> HttpResponse:
    """Answer a public address with the live page there.

    In a language without a translation the source page is answered, marked by the template; where
    a translation exists at another path, the reader is sent there. Anything else is 404.
    """
    language = languages.reader_language()
    page = languages.read_page(path, language)
    if page is None:
        return _moved(path, language)
    if languages.language_of(page) != language:
        own = languages.translations_of(page).get(language)
        if own is not None:
            query = request.META.get("QUERY_STRING", "")
            return redirect(languages.url_for(own, language) + (f"?{query}" if query else ""))
    for check in hooks.get_hooks("before_serve_page"):
        answer = check(page, request, [], {})
        if isinstance(answer, HttpResponse):
            return answer
    if page.path.startswith(restricted_paths()):
        return _serve_restricted(page, request)
    answer = page.serve(request)
    if any(request.GET.getlist(_WORDS)) and index_is_behind():
        # No stamp tells when the worker has mended the index, so this answer is not kept.
        answer["Cache-Control"] = "private, no-cache"
        return answer
    return public(answer)


def _moved(path: str, language: str) -> HttpResponse:
    """Lead from the address at which a page stood in before an editor moved it. Redirects know the source's."""
    old = Redirect.normalise_path(f"/{languages.SOURCE_LANGUAGE}/{path}")
    rule = Redirect.objects.filter(old_path=old, redirect_page__live=True).select_related("redirect_page").first()
    if language == languages.SOURCE_LANGUAGE or rule is None:
        raise Http404
    return redirect(languages.url_for(rule.redirect_page, language), permanent=rule.is_permanent)


def _serve_restricted(page, request) -> HttpResponse:
    """Answer a page that editors share with some people only, by Wagtail's own checks.

    A page that is restricted in one language is so in all: what was set on it asks for its translations, too.
    """
    refusing = refusing_rule(page, request)
    if refusing is None:
        answer: HttpResponse = page.serve(request)
    elif refusing.restriction_type != PageViewRestriction.PASSWORD and request.user.is_authenticated:
        # To sign in again would lead back to here, for ever.
        raise PermissionDenied
    else:
        chain = serve_chain
        for wrap in reversed(hooks.get_hooks("on_serve_page")):
            chain = wrap(chain)
        answer = chain(refusing.page, request, [], {})
    answer["Cache-Control"] = "private, no-store"
    return answer


def choose_language(request) -> HttpResponse:
    """Lead from the bare address to the language of the person signed in, else of the browser."""
    language = getattr(request.user, "language", None) or get_language_from_request(request)
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    answer = redirect(f"/{language}/")
    answer["Vary"] = "Accept-Language, Cookie"
    return answer
