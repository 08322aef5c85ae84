"""Addresses. Everything that is read has its language in front."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern, urlpatterns as wagtail_patterns

from academy_site.foundation import media, outbox, robots, serving, sitemap
from academy_site.people.urls import account_patterns, admin_patterns
from tools import survey_urls

urlpatterns = [
    path("", serving.choose_language, name="choose_language"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon, name="favicon"),
    path(f"media/{media.RENDITIONS}/<path:path>", media.rendition, name="rendition"),
    *admin_patterns,
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *survey_urls.anywhere,
]

if settings.ACADEMY_OUTBOX:
    urlpatterns += outbox.urlpatterns

urlpatterns += i18n_patterns(
    *account_patterns,
    path("account/", include("allauth.urls")),
    path("", include("tools.urls")),
    path("", include("tools.survey_urls")),
    path("", include("courses.urls")),
    path("", include("academy_site.home.urls")),
    *[pattern for pattern in wagtail_patterns if pattern.name not in ("wagtail_serve", "wagtailcore_login")],
    re_path(serve_pattern, serving.serve, name="wagtail_serve"),
)
