"""`/robots.txt`: what search engines leave alone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from academy_site.foundation.page_cache import public


@require_safe
def robots(request) -> HttpResponse:
    """Answer with the closed addresses and where the sitemap is."""
    context = {"sitemap": request.build_absolute_uri("/sitemap.xml")}
    return public(render(request, "robots.txt", context, content_type="text/plain; charset=utf-8"))
