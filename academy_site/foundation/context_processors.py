"""What the base template needs on every page."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_from_path

from academy_site.foundation import languages, selectors


def academy(request):
    """Return the reader's language, the languages with their addresses here, and the menus."""
    language = languages.reader_language()
    rest = request.path[3:] if get_language_from_path(request.path) else "/"
    return {
        "language": language,
        "site_name": settings.SITE_NAME,
        "language_links": [(code, name, f"/{code}{rest}") for code, name in settings.LANGUAGES],
        "navigation": SimpleLazyObject(lambda: selectors.navigation(language)),
        "demo": settings.ACADEMY_DEMO,
    }
