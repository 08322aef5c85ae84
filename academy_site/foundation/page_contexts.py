"""What every page of the academy shows besides its own fields: where it is, its languages, what it is."""

import json
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from academy_site.foundation import drift, languages, selectors
from academy_site.foundation.contexts import page_context
from academy_site.foundation.models import AcademyPage

# In JSON inside HTML these could end the script or start a comment.
_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def json_ld(data: dict[str, Any]) -> SafeString:
    """Return structured data ready to stand in a `<script type="application/ld+json">`."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_JSON_ESCAPES))  # noqa: S308


@page_context(AcademyPage)
def place_and_languages(page: AcademyPage, request) -> dict[str, Any]:
    """Add breadcrumbs, the languages of the page and its structured data. Two queries, four when it stands in."""
    reader = languages.reader_language()
    written = languages.language_of(page)
    translations = languages.translations_of(page) if page.pk else {}
    crumbs = selectors.breadcrumbs(page) if page.path else []

    def absolute(shown: Page, language: str | None = None) -> str:
        return request.build_absolute_uri(languages.url_for(shown, language))

    alternates = [(code, absolute(other, code)) for code, other in translations.items()]
    return {
        "breadcrumbs": crumbs,
        "main_language": written,
        "stands_in": written != reader,
        "behind": drift.behind(page),
        "source_address": languages.url_for(
            translations.get(languages.SOURCE_LANGUAGE, page), languages.SOURCE_LANGUAGE
        ),
        "canonical": absolute(page, written),
        "alternates": sorted(alternates),
        "social_image": request.build_absolute_uri(_social_image(page)),
        "language_links": [(code, name, _address_in(code, page, translations)) for code, name in settings.LANGUAGES],
        "structured_data": [
            json_ld(data) for data in (_trail(page, crumbs, absolute), _what_it_is(page, written, absolute)) if data
        ],
    }


def _social_image(page) -> str:
    """Return the address of the picture for sharing: the page's own, or that of the academy."""
    if page.social_image_id:
        return page.social_image.get_rendition("fill-1200x630|format-jpeg").url
    return static("academy/share.png")


def _address_in(language: str, page, translations: dict[str, Page]) -> str:
    """Return where this page is read in a language; the start where neither it nor its source is there."""
    if language in translations or languages.SOURCE_LANGUAGE in translations or not page.pk:
        return languages.url_for(translations.get(language, page), language)
    return f"/{language}/"


def _trail(page, crumbs, absolute) -> dict[str, Any] | None:
    if not crumbs:
        return None
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": crumb.title, "item": absolute(crumb)}
            for number, crumb in enumerate([*crumbs, page], start=1)
        ],
    }


def _what_it_is(page, written, absolute) -> dict[str, Any] | None:
    if page.schema_type is None:
        return None
    return {
        "@context": "https://schema.org",
        "@type": page.schema_type,
        "name": page.title,
        "description": page.introduction or page.search_description or page.title,
        "inLanguage": written,
        "url": absolute(page, written),
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "isAccessibleForFree": True,
        "provider": {"@type": "Organization", "name": str(settings.SITE_NAME)},
        **page.schema_details(),
    }
