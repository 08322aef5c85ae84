"""What machines ask for under fixed names: `/robots.txt` and `/favicon.ico`."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from academy_site.foundation.page_cache import public


@require_safe
def robots(request) -> HttpResponse:
    """Answer with the closed addresses and where the sitemap is."""
    context = {"sitemap": request.build_absolute_uri("/sitemap.xml")}
    return public(render(request, "robots.txt", context, content_type="text/plain; charset=utf-8"))


@require_safe
def favicon(request) -> HttpResponse:
    """Lead to the mark, for browsers that look for it without reading the page (it names the drawn one)."""
    return redirect(static("academy/favicon.ico"))
