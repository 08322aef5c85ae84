"""`/sitemap.xml`: every public page in every language that it is written in."""

from collections import defaultdict
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from academy_site.foundation import languages
from academy_site.foundation.page_cache import public
from academy_site.foundation.selectors import restricted_paths

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def public_pages() -> list[Page]:
    """Return every live page below a home page that everybody may read, in tree order. One query.

    Copies that wait for a translation (aliases) are not written in their language and left out.
    """
    codes, homes, closed = languages.locale_codes(), languages.home_paths(), restricted_paths()
    pages = (
        languages.written(Page.objects.filter(depth__gte=2))
        .only("path", "url_path", "locale", "translation_key", "last_published_at")
        .order_by("path")
    )

    def is_public(page: Page) -> bool:
        home = homes.get(codes.get(page.locale_id, ""))
        return home is not None and page.url_path.startswith(home) and not page.path.startswith(closed)

    return [page for page in pages if is_public(page)]


@require_safe
def sitemap(request) -> HttpResponse:
    """Answer the map with, for each page, its other languages."""
    base = request.build_absolute_uri("/").rstrip("/")
    pages = public_pages()
    together: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for page in pages:
        language = languages.language_of(page)
        together[page.translation_key].append((language, base + languages.url_for(page, language)))
    parts = [_HEAD]
    for page in pages:
        language = languages.language_of(page)
        parts.append(f"<url><loc>{escape(base + languages.url_for(page, language))}</loc>")
        if page.last_published_at:
            parts.append(f"<lastmod>{page.last_published_at.isoformat(timespec='seconds')}</lastmod>")
        parts.extend(_alternates(together[page.translation_key]))
        parts.append("</url>\n")
    parts.append("</urlset>\n")
    return public(HttpResponse("".join(parts), content_type="application/xml; charset=utf-8"))


def _alternates(versions: list[tuple[str, str]]) -> list[str]:
    if len(versions) < 2:
        return []
    listed = sorted(versions)
    listed += [("x-default", address) for language, address in versions if language == languages.SOURCE_LANGUAGE]
    return [
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>' for language, address in listed
    ]
